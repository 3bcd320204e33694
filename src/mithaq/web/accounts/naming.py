"""What a line of the journal is about, named in the reader's language by its labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from mithaq.apps.accounts.queries import users
from mithaq.apps.conventions.queries import register
from mithaq.apps.conventions.queries.naming import (
    commitment_names,
    committee_names,
    drafting_names,
)
from mithaq.apps.corridor.queries.naming import names_by_reference, signals_by_key
from mithaq.apps.observatory.queries import results_reports
from mithaq.apps.observatory.queries.datasets import conflict_names, dataset_names
from mithaq.apps.organisations.queries import mandates_of_keys, organisations
from mithaq.apps.programmes.queries import scheme_labels
from mithaq.apps.reference.queries import holidays_of_keys
from mithaq.apps.reference.queries.papers import paper_names
from mithaq.base.text import Labels
from mithaq.web.questions.words import signal_name
from mithaq.web.shell.typography import language

Key = tuple[str, str]
# In French a line says the name that it kept; these kept a code instead.
_CODED: Final = frozenset({"signal"})


def said_of(rows: Iterable[Any]) -> dict[Key, str]:
    """The names of the objects of some lines: one query a nature, none for a nature unmet."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if language() != "fr" or row.object_type in _CODED:
            wanted[row.object_type].add(row.object_ref)
    return {
        (nature, reference): said
        for nature, references in wanted.items()
        for reference, said in _said(nature, references).items()
        if said
    }


def organisation_names(slugs: Iterable[str]) -> dict[str, Labels]:
    """The names of some bodies by their codes; no query when there is none."""
    wanted = set(slugs)
    rows = organisations().filter(slug__in=wanted) if wanted else ()
    return {row.slug: row.labels for row in rows}


def _said(nature: str, references: set[str]) -> Mapping[str, str]:
    if nature in _TOLD:
        return _TOLD[nature](references)
    named = _NAMES.get(nature)
    found = named(references) if named else names_by_reference(nature, references)
    return {reference: labels.of(language()) for reference, labels in found.items()}


def _conventions(references: set[str]) -> dict[str, Labels]:
    rows = register().filter(reference__in=references)
    return {row.reference: row.labels for row in rows}


def _people(public_ids: set[str]) -> dict[str, Labels]:
    rows = users().filter(public_id__in=public_ids)
    return {str(row.public_id): Labels(row.full_name, row.full_name_ar or "") for row in rows}


def _holidays(keys: set[str]) -> dict[str, str]:
    rows = holidays_of_keys(int(key) for key in keys if key.isdecimal())
    return {str(row.pk): f"{row.on} {row.labels.of(language())}" for row in rows}


def _reports(public_ids: set[str]) -> dict[str, str]:
    rows = results_reports().filter(public_id__in=public_ids)
    return {
        str(row.public_id): f"{row.convention.labels.of(language())} — {row.as_of:%d/%m/%Y}"
        for row in rows
    }


def _meetings(references: set[str]) -> dict[str, str]:
    """« Comité permanent, séance 3 »."""
    committees = committee_names({reference.rpartition("/")[0] for reference in references})
    told = {}
    for reference in references:
        committee, _sep, number = reference.rpartition("/")
        if committee in committees:
            words = {"committee": committees[committee].of(language()), "n": number}
            told[reference] = _("%(committee)s, séance %(n)s") % words
    return told


def _mandates(keys: set[str]) -> dict[str, str]:
    """« auditeur : Nom »: the role and the person, in the letters of the page."""
    held = mandates_of_keys(int(key) for key in keys if key.isdecimal())
    people = {row.pk: row for row in users().filter(pk__in={one.user_id for one in held})}
    return {
        str(one.pk): _("%(role)s : %(who)s")
        % {"role": one.role_label, "who": _name(people[one.user_id])}
        for one in held
        if one.user_id in people
    }


def _signals(keys: set[str]) -> dict[str, str]:
    return {
        key: _("%(company)s : %(signal)s")
        % {"company": company.of(language()), "signal": signal_name(code)}
        for key, (company, code) in signals_by_key(keys).items()
    }


def _name(person: Any) -> str:
    return (language() == "ar" and person.full_name_ar) or str(person)


_NAMES: Final[dict[str, Callable[[set[str]], dict[str, Labels]]]] = {
    "convention": _conventions,
    "organisation": organisation_names,
    "commitment": commitment_names,
    "committee": committee_names,
    "drafting": drafting_names,
    "dataset": dataset_names,
    "conflict": conflict_names,
    "issued_paper": paper_names,
    "scheme": scheme_labels,
    "user": _people,
}
_TOLD: Final[dict[str, Callable[[set[str]], dict[str, str]]]] = {
    "holiday": _holidays,
    "results_report": _reports,
    "meeting": _meetings,
    "mandate": _mandates,
    "signal": _signals,
}
