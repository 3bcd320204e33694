"""The exercise population in words: regions, sexes, sectors, wage bands, columns."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mithaq.apps.programmes.queries import ReformLine, wage_bands
from mithaq.apps.reference.queries import outlines
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local

Words = str | Promise
SEXES: Final[dict[str, Words]] = {"women": gettext_lazy("femmes"), "men": gettext_lazy("hommes")}
SECTORS: Final[dict[str, Words]] = {
    "services": pgettext_lazy("secteur", "services"),
    "industry": pgettext_lazy("secteur", "industrie"),
    "commerce": pgettext_lazy("secteur", "commerce"),
    "construction": pgettext_lazy("secteur", "construction"),
    "other": pgettext_lazy("secteur", "autre secteur, non publié"),
}
GROUPS: Final[dict[str, Words]] = {
    "region": gettext_lazy("région"),
    "sex": gettext_lazy("sexe"),
    "sector": gettext_lazy("secteur"),
    "wage_band": gettext_lazy("tranche de salaire"),
}
COLUMNS: Final[dict[str, Words]] = {
    **GROUPS,
    "employer_form": gettext_lazy("forme de l’employeur"),
    "contract_kind": gettext_lazy("type de contrat"),
    "diploma": gettext_lazy("diplôme"),
    "dependants": gettext_lazy("personnes à charge"),
    "anapec_registered": gettext_lazy("inscription à l’ANAPEC"),
    "is_first_job": gettext_lazy("premier emploi"),
    "is_converted_intern": gettext_lazy("embauche après un stage"),
    "host_commits_to_hire": gettext_lazy("engagement d’embauche de l’employeur"),
    "gross": gettext_lazy("salaire brut"),
    "age": gettext_lazy("âge"),
    "tenure_days": gettext_lazy("ancienneté"),
    "hire_rank": gettext_lazy("rang d’embauche"),
    "start_delay_days": gettext_lazy("début d’exploitation"),
    "stipend": gettext_lazy("indemnité de stage"),
    "registered_days": gettext_lazy("délai depuis l’inscription à l’ANAPEC"),
    "intern_days": gettext_lazy("ancienneté du stage"),
    "founded": gettext_lazy("création de l’employeur"),
}


def region_words(code: str) -> str:
    """The name of a region."""
    return next((local(item.label) for item in outlines("region") if item.code == code), code)


def band_words(low: str) -> str:
    """A wage band by its two ends, in dirhams a month."""
    edges = wage_bands()
    place = edges.index(int(low))
    if place == 0:
        return set_text(_("moins de %(high)s DH") % {"high": number(edges[1])})
    if place == len(edges) - 1:
        return set_text(_("%(low)s DH et plus") % {"low": number(int(low))})
    ends = {"low": number(int(low)), "high": number(edges[place + 1])}
    return set_text(_("de %(low)s à moins de %(high)s DH") % ends)


def group_words(name: str, code: str) -> str:
    """What a code of a group means."""
    if name == "region":
        return region_words(code)
    if name == "wage_band":
        return band_words(code)
    return str((SEXES if name == "sex" else SECTORS)[code])


def people_words(line: ReformLine) -> str:
    """Who a line is about."""
    said = [group_words(name, getattr(line, name)) for name in line.groups]
    return " · ".join(said) if said else _("Ensemble")


def breakdown_words(groups: tuple[str, ...]) -> str:
    """By what a line is told apart."""
    return " × ".join(str(GROUPS[name]) for name in groups) if groups else _("ensemble")
