"""What the layout needs on every page: languages, navigation, mandate, kind of installation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy

from mithaq.apps.accounts.queries import is_demo
from mithaq.apps.organisations.policies import can_open_import, can_read_audit, can_see_all_jobs
from mithaq.web.shell.typography import language

LANGUAGES: Final = (
    ("fr", "Français", "ltr"),
    ("ar", "العربية", "rtl"),
    ("en", "English", "ltr"),
)
AMAZIGH: Final = ("zgh", "ⵜⴰⵎⴰⵣⵉⵖⵜ")

# The mission's words, in the order of a convention's life: (url name, word, signed in only).
SECTIONS: Final[tuple[tuple[str, Promise, bool], ...]] = (
    ("today", gettext_lazy("Aujourd’hui"), True),
    ("conventions", gettext_lazy("Conventions"), False),
    ("indicators", gettext_lazy("Indicateurs"), False),
    ("results_reports", gettext_lazy("Bilans"), False),
    ("organisations", gettext_lazy("Organisations"), False),
    ("territories", gettext_lazy("Territoires"), False),
    ("jobs", gettext_lazy("Traitements"), True),
    ("audit", gettext_lazy("Journal"), True),
)
FOOTER: Final[tuple[tuple[str, Promise], ...]] = (
    ("method", gettext_lazy("Méthode")),
    ("method#version", gettext_lazy("Ce que contient cette version")),
    ("sources", gettext_lazy("Sources")),
    ("reference", gettext_lazy("Référentiels")),
    ("report_error", gettext_lazy("Signaler une erreur")),
    ("accessibility", gettext_lazy("Accessibilité")),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a menu."""

    name: str
    label: str | Promise
    url: str
    is_current: bool = False
    count: int | None = None
    lang: str = ""
    direction: str = ""


def url_or_none(name: str) -> str | None:
    """Address of a page, or None while that page does not exist in this installation."""
    return _known_url(name, get_language() or "fr", get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=256)
def _known_url(name: str, _language: str, _urlconf: str) -> str | None:
    """Reverse once a language: a name that does not exist costs most."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def in_language(path: str, code: str) -> str:
    """Address of the same page in another language: only the prefix differs.

    `translate_url` would leave an unknown address as it is; a reader of the « not found » page
    must be able to change language too.
    """
    for known, _, _ in LANGUAGES:
        if path == f"/{known}" or path.startswith(f"/{known}/"):
            return f"/{code}{path[len(known) + 1 :] or '/'}"
    return f"/{code}/"


def language_links(path: str) -> list[Link]:
    """Each language named in itself; Amazigh leads to the names written in Tifinagh."""
    active = language()
    links = [
        Link(
            name=code,
            label=label,
            url=in_language(path, code),
            is_current=code == active,
            lang=code,
            direction=direction,
        )
        for code, label, direction in LANGUAGES
    ]
    territories = url_or_none("territories")
    if territories:
        code, label = AMAZIGH
        links.insert(
            2, Link(name=code, label=label, url=f"{territories}#zgh", lang=code, direction="ltr")
        )
    return links


def navigation(
    path: str, *, is_signed_in: bool, hidden: frozenset[str] = frozenset()
) -> list[Link]:
    """The sections that exist and that this reader uses; the current one holds the page."""
    links = []
    for name, label, needs_sign_in in SECTIONS:
        if name in hidden or (needs_sign_in and not is_signed_in):
            continue
        url = url_or_none(name)
        if url is not None:
            links.append(Link(name=name, label=label, url=url, is_current=path.startswith(url)))
    return links


def footer_links() -> list[Link]:
    """Method, sources, common lists, errors, accessibility: one step from every page."""
    links = []
    for name, label in FOOTER:
        page, mark, anchor = name.partition("#")
        if url := url_or_none(page):
            links.append(Link(name=name, label=label, url=f"{url}{mark}{anchor}"))
    return links


def _navigation(request: HttpRequest, *, is_signed_in: bool) -> list[Link]:
    mandate = getattr(request, "mandate", None) or None if is_signed_in else None
    rights = {
        "audit": can_read_audit(mandate),
        "jobs": can_see_all_jobs(mandate) or can_open_import(mandate),
    }
    hidden = frozenset(name for name, is_open in rights.items() if not is_open)
    return navigation(request.path, is_signed_in=is_signed_in, hidden=hidden)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the layout its words; the database is asked only by what the page really shows."""
    user = getattr(request, "user", None)
    is_signed_in = bool(user is not None and user.is_authenticated)
    path = request.get_full_path()
    return {
        "shell_language": language(),
        "shell_languages": language_links(path),
        "shell_navigation": SimpleLazyObject(
            lambda: _navigation(request, is_signed_in=is_signed_in)
        ),
        "shell_footer": footer_links(),
        "shell_search_url": url_or_none("search"),
        "shell_home_url": url_or_none("home") or f"/{language()}/",
        "shell_sign_in_url": None if is_signed_in else url_or_none("account_login"),
        "shell_sign_out_url": url_or_none("account_logout"),
        "shell_account_url": url_or_none("account"),
        "shell_is_signed_in": is_signed_in,
        "shell_is_demo": SimpleLazyObject(is_demo),
        "shell_mandate": getattr(request, "mandate", None) if is_signed_in else None,
        "shell_mandates": getattr(request, "mandates", ()) if is_signed_in else (),
        "shell_path": path,
    }
