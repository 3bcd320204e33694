"""Addresses of pages, and the short names of sources; a page that does not exist has no link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mithaq.apps.conventions.queries import SourceRef
from mithaq.base.text import Labels
from mithaq.web.shell.typography import language, set_text

# A source's title reads « short name · what the document is ».
BETWEEN: Final = " · "


def page_url(name: str, *args: str) -> str:
    """Address of a page of this installation, or nothing when it has no such page."""
    try:
        return reverse(name, args=args or None)
    except NoReverseMatch:
        return ""


def bring_source_url(page: str) -> str:
    """Where whoever reads a page brings a source that it lacks."""
    return f"{page_url('report_error')}?{urlencode({'quoi': 'source', 'page': page})}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """A source as a page cites it: short name, what it is, where it is read, place in it."""

    code: str
    name: SafeString
    about: str
    url: str
    locator: str


def source_link(source: SourceRef) -> SourceLink:
    """Cite a source by its short name."""
    name, about = split_title(source.labels)
    return SourceLink(
        code=source.code,
        name=isolated_name(name),
        about=about,
        url=page_url("source", source.code),
        locator=source.locator,
    )


def split_title(labels: Labels) -> tuple[str, str]:
    """Part a source's title into its short name and what the document is."""
    name, _, about = labels.of(language()).partition(BETWEEN)
    return set_text(name), set_text(about)


def isolated_name(name: str) -> SafeString:
    """Keep a Latin name whole, and marked as French, inside an Arabic page."""
    if (language() == "ar" and name.isascii()) or (_is_latin(name) and language() == "ar"):
        return format_html('<bdi lang="fr">{}</bdi>', name)
    return format_html("{}", name)


def _is_latin(name: str) -> bool:
    return bool(name) and all(ord(char) < 0x600 or ord(char) > 0x2000 for char in name)
