"""The name that a line of the journal keeps of its object, said in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop, ngettext

from mithaq.apps.accounts.choices import InstallationKind
from mithaq.base.text import Labels
from mithaq.web.shell.typography import language

# Names that the product gives, in French; what follows is kept as it is.
KEPT: Final = (
    gettext_noop("Dossier %s"),
    gettext_noop("Arrangement %s"),
    gettext_noop("Attestation de régularité : %s"),
)
# Whole lists that the product loads, by the name it gives them.
LISTS: Final = (
    gettext_noop("Corridors"),
    gettext_noop("Dispositifs"),
    gettext_noop("Banques"),
    gettext_noop("Territoires, voisinages et autres graphies"),
    gettext_noop("Indicateurs"),
    gettext_noop("Sources"),
    gettext_noop("Nomenclatures"),
    gettext_noop("Catégories de chiffres"),
    gettext_noop("Jours fériés"),
)
# A list taken away is kept by the title it has on its page.
_LISTED: Final = frozenset({"reference", "corridor_list", "scheme_list", "list", "journal"})
# What is owed is kept under its number, then the code of its company.
OWED: Final = frozenset({"debt_statement", "settlement", "good_standing"})
_SITTING: Final = ", séance "
_OF: Final = " · "


def company_of(line: Any) -> str:
    """The code of the company that a line about debts ends with, or nothing."""
    if line.object_type not in OWED:
        return ""
    return str(line.object_label).rpartition(_OF)[2]


def kept_words(line: Any, bodies: Mapping[str, Labels]) -> str:
    """Say what a line keeps of its object, where the words are the product's."""
    label, company = str(line.object_label), company_of(line)
    if company in bodies:
        number = label.rpartition(_OF)[0]
        return f"{number}{_OF}{bodies[company].of(language())}"
    if line.object_type in _LISTED:
        return gettext(label) if label else ""
    if line.object_type == "installation":
        return str(dict(InstallationKind.choices).get(label, label))
    if line.object_type == "organisation_list" and (count := label.partition(" ")[0]).isdecimal():
        return ngettext("%(n)s organisation", "%(n)s organisations", int(count)) % {"n": count}
    for known in KEPT:
        stem = known.removesuffix("%s")
        if label.startswith(stem):
            return gettext(known) % label.removeprefix(stem)
    committee, sep, number = label.rpartition(_SITTING)
    if sep and number.isdecimal():
        words = {"committee": gettext(committee), "n": number}
        return gettext("%(committee)s, séance %(n)s") % words
    return label
