"""What the layout needs on every page: languages, navigation, mandate, kind of installation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy

from mithaq.apps.accounts.queries import is_demo
from mithaq.apps.corridor.policies.corridors import can_be_away
from mithaq.apps.corridor.policies.debts import can_open_debts
from mithaq.apps.corridor.policies.questions import can_list_questions
from mithaq.apps.corridor.queries.debts import is_fund
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import (
    can_manage_people,
    can_open_import,
    can_read_audit,
    can_see_all_jobs,
)
from mithaq.apps.organisations.queries import MandateView
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
    ("schemes", gettext_lazy("Programmes"), False),
    ("simulators", gettext_lazy("Simuler"), False),
    ("corridors", gettext_lazy("Médiation"), False),
    ("my_commitments", gettext_lazy("Engagements"), True),
    ("indicators", gettext_lazy("Indicateurs"), False),
    ("atlas", gettext_lazy("Carte"), False),
    ("results_reports", gettext_lazy("Bilans"), False),
    ("organisations", gettext_lazy("Organisations"), False),
    ("territories", gettext_lazy("Territoires"), False),
)
AT_HAND: Final[tuple[tuple[str, Promise], ...]] = (
    ("debts", gettext_lazy("Dettes")),
    ("questions", gettext_lazy("Questions")),
)
# What keeps the place running stands in the menu of the person, not beside the mission's words.
TOOLS: Final[tuple[tuple[str, Promise], ...]] = (
    ("alarms", gettext_lazy("Alertes")),
    ("calendar", gettext_lazy("Calendrier")),
    ("debts", gettext_lazy("Dettes et arrangements")),
    ("questions", gettext_lazy("Questions aux employeurs")),
    ("case_absences", gettext_lazy("Absences et remplacements")),
    ("jobs", gettext_lazy("Traitements")),
    ("audit", gettext_lazy("Journal")),
    ("people", gettext_lazy("Comptes")),
)
FOOTER: Final[tuple[tuple[str, Promise], ...]] = (
    ("method", gettext_lazy("Méthode")),
    ("method#version", gettext_lazy("Ce que contient cette version")),
    ("sources", gettext_lazy("Sources")),
    ("reference", gettext_lazy("Référentiels")),
    ("verify_paper", gettext_lazy("Vérifier un document")),
    ("open_data", gettext_lazy("Données ouvertes")),
    ("api_docs", gettext_lazy("Interface pour programmes")),
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


def navigation(path: str, *, is_signed_in: bool, mandate: MandateView | None = None) -> list[Link]:
    """The sections that exist and that this reader uses; the current one holds the page.

    A company and a fund have their debts and questions beside mediation, where they look.
    """
    links = []
    for name, label, needs_sign_in in SECTIONS:
        if needs_sign_in and not is_signed_in:
            continue
        url = url_or_none(name)
        if url is not None:
            links.append(Link(name=name, label=label, url=url, is_current=path.startswith(url)))
        if name == "corridors" and _is_at_hand(mandate):
            links.extend(_beside_mediation(path, mandate))
    return links


def _beside_mediation(path: str, mandate: MandateView | None) -> Iterator[Link]:
    """Debts and questions, for whom they are daily work; the others find them among the tools."""
    for name, label in AT_HAND:
        url = url_or_none(name)
        if url is not None and (name != "questions" or can_list_questions(mandate)):
            yield Link(name=name, label=label, url=url, is_current=path.startswith(url))


def _is_at_hand(mandate: MandateView | None) -> bool:
    """Whether debts and questions are daily work under a mandate: a company, a fund's officer."""
    return mandate is not None and mandate.role in (Role.EMPLOYER, Role.FUND_OFFICER)


def footer_links(path: str = "") -> list[Link]:
    """Method, sources, common lists, errors, accessibility: one step from every page; reporting an
    error starts with the address of the page one is on."""
    links = []
    for name, label in FOOTER:
        page, mark, anchor = name.partition("#")
        if url := url_or_none(page):
            address = f"{url}{mark}{anchor}"
            if page == "report_error" and path and not path.startswith(url):
                address = f"{url}?{urlencode({'page': path})}"
            links.append(Link(name=name, label=label, url=address))
    return links


def _tools(request: HttpRequest) -> list[Link]:
    """The tools that the mandate opens."""
    mandate = getattr(request, "mandate", None) or None
    # What stands beside mediation is not said a second time in the menu of the person.
    is_elsewhere = _is_at_hand(mandate)
    rights = {
        "audit": can_read_audit(mandate),
        "debts": _has_debts(mandate) and not is_elsewhere,
        "questions": can_list_questions(mandate) and not is_elsewhere,
        "case_absences": mandate is not None and can_be_away(mandate, mandate.user_id),
        "people": can_manage_people(mandate),
        "jobs": can_see_all_jobs(mandate) or can_open_import(mandate),
    }
    links = []
    for name, label in TOOLS:
        url = url_or_none(name) if rights.get(name, True) else None
        if url is not None:
            is_current = request.path.startswith(url)
            links.append(Link(name=name, label=label, url=url, is_current=is_current))
    return links


def _drafts_of(user: Any) -> str:
    """The name under which a browser keeps what a person types: it tells nothing of them."""
    return salted_hmac("drafts", str(user.pk)).hexdigest()[:16]


def _has_debts(mandate: MandateView | None) -> bool:
    """Whoever debts may concern; a signatory only where a fund's plans are signed."""
    if mandate is None or not can_open_debts(mandate):
        return False
    return mandate.role != Role.SIGNATORY or is_fund(mandate.organisation)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the layout its words; the database is asked only by what the page really shows."""
    user = getattr(request, "user", None)
    is_signed_in = bool(user is not None and user.is_authenticated)
    path = request.get_full_path()
    return {
        "shell_language": language(),
        "shell_languages": language_links(path),
        "shell_navigation": navigation(
            request.path,
            is_signed_in=is_signed_in,
            mandate=getattr(request, "mandate", None) or None,
        ),
        "shell_tools": SimpleLazyObject(lambda: _tools(request)) if is_signed_in else (),
        "shell_footer": footer_links(request.path),
        "shell_search_url": url_or_none("search"),
        "shell_home_url": url_or_none("home") or f"/{language()}/",
        "shell_sign_in_url": None if is_signed_in else url_or_none("account_login"),
        "shell_sign_out_url": url_or_none("account_logout"),
        "shell_account_url": url_or_none("account"),
        "shell_is_signed_in": is_signed_in,
        "shell_person": _drafts_of(user) if is_signed_in else "",
        "shell_is_demo": SimpleLazyObject(is_demo),
        "shell_mandate": getattr(request, "mandate", None) if is_signed_in else None,
        "shell_mandates": getattr(request, "mandates", ()) if is_signed_in else (),
        "shell_path": path,
    }
