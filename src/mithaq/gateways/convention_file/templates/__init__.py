"""Templates of conventions by kind: what a text of that kind holds, and whom it usually goes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template: what it is for, what it advises, and the content a text starts with."""

    code: str
    labels: Labels
    purpose: Labels
    circuit: Labels
    kind: str
    content: Mapping[str, Any]


@cache
def templates() -> tuple[Template, ...]:
    """Every template, in the order of their files."""
    here = files("mithaq.gateways.convention_file.templates")
    found = sorted(
        (item for item in here.iterdir() if item.name.endswith(".yaml")),
        key=lambda item: item.name,
    )
    return tuple(_read(item.name, item.read_text(encoding="utf-8")) for item in found)


def template(code: str) -> Template | None:
    """The template of a code, or nothing."""
    return next((item for item in templates() if item.code == code), None)


def _read(name: str, text: str) -> Template:
    said = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes texts only
    head = said.pop("template")
    return Template(
        code=name.removesuffix(".yaml").partition("-")[2],
        labels=Labels(**head["title"]),
        purpose=Labels(**head["for"]),
        circuit=Labels(**head["circuit"]),
        kind=said["kind"],
        content=said,
    )
