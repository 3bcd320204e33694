"""The reference page of the convention file keeps in step with the schema."""

from __future__ import annotations

from tools.convention_file import PAGE, page

from mithaq.gateways.convention_file import json_schema


def test_the_page_says_what_the_schema_says() -> None:
    current = PAGE.read_text(encoding="utf-8")
    assert current == page(current), "run: python tools/convention_file.py"


def test_the_schema_closes_every_part() -> None:
    schema = json_schema()
    open_parts = [
        name for name, part in schema["$defs"].items()
        if part["type"] == "object" and part.get("additionalProperties") is not False
    ]  # fmt: skip
    assert not open_parts
