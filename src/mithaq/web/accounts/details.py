"""What a line of the journal changed, in words: a key by the name it stands for, with its page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.accounts.queries import users
from mithaq.apps.conventions.choices import CadencePeriod
from mithaq.apps.conventions.choices.amending import AmendedKind, ChangeAction
from mithaq.apps.conventions.queries.naming import decisions_by_key, decisions_of_sitting
from mithaq.apps.corridor.choices import routing_words
from mithaq.apps.corridor.choices.questions import FollowedState
from mithaq.apps.corridor.queries.corridors import corridors
from mithaq.apps.corridor.queries.finding import case_numbered
from mithaq.apps.corridor.queries.naming import case_parts, reason_names, referral_titles
from mithaq.apps.observatory.queries.datasets import conflict_names
from mithaq.apps.observatory.queries.figures import every_figure
from mithaq.apps.organisations.queries import organisations
from mithaq.apps.programmes.queries import scheme_labels
from mithaq.apps.reference.queries import territories
from mithaq.base.text import Labels
from mithaq.web.accounts.naming import organisation_names
from mithaq.web.accounts.objects import BODY_FIELDS
from mithaq.web.accounts.words import field_words, value_words
from mithaq.web.committees.words import isolated_code
from mithaq.web.conventions.drafting.clauses import place_words
from mithaq.web.conventions.drafting.parts import PARTS
from mithaq.web.conventions.links import page_url
from mithaq.web.debts.words import operation_words
from mithaq.web.questions.words import signal_name
from mithaq.web.shell.articles import called_after
from mithaq.web.shell.dates import date_plain, moment_plain, month_words
from mithaq.web.shell.numbers import number, percent_plain
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import isolated, local

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")
_CHANGED: Final = re.compile(r"(\w+) (\w+) (\d+)")
_PARTS: Final = {"message": "message", "proposal": "proposal", "answers": "proposal",
                 "agreement": "agreement", "appointment": "appointment"}  # fmt: skip
# The name, in French, of the words typed in the search of a list.
SEARCHED: Final = "Recherche"
MONTHS: Final = frozenset({"month", "first_month"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One value in words, and the page of what it names where there is one."""

    text: object
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One thing that a line changed: its name, what it was and what it is; nothing where there
    was nothing."""

    name: str
    before: tuple[Said, ...]
    after: tuple[Said, ...]


Sayer = Callable[[Any, str, list[str]], Mapping[str, Said]]


def details_of(line: Any) -> list[Detail]:
    """Everything that a line changed, in the reader's language."""
    return [
        Detail(
            name=field_words(change.name, line.object_type),
            before=_said(line, change.name, change.before),
            after=_said(line, change.name, change.after),
        )
        for change in line.changes
        # « Retiré : non » says nothing of a thing that is new.
        if not (change.before is None and str(change.after).lower() == "false")
    ]


def _said(line: Any, name: str, value: str | None) -> tuple[Said, ...]:
    """One value: each item of a list by itself."""
    if value is None or value == "":
        return ()
    found = _parsed(value)
    if isinstance(found, dict):
        return tuple(_paired(name, found))
    items = [str(item) for item in found] if isinstance(found, list) else [value]
    if not items:
        return (Said(text=_("aucun")),)
    sayer = _SAYERS.get((line.object_type, name)) or _SAYERS.get(("", name))
    known = sayer(line, name, items) if sayer else {}
    return tuple(
        known.get(item) or Said(text=_plain(line.object_type, name, item)) for item in items
    )


def _parsed(value: str) -> object:
    if not value.startswith(("[", "{")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _plain(nature: str, name: str, value: str) -> object:
    """A coded word, a day or an instant; else the value itself."""
    if _DAY.fullmatch(value):
        on = date.fromisoformat(value)
        return month_words(on) if name in MONTHS else date_plain(on)
    if _INSTANT.fullmatch(value):
        return moment_plain(datetime.fromisoformat(value))
    if name == "share_basis_points" and value.isdecimal():
        return percent_plain(int(value) / 10_000)
    return value_words(nature, name, value)


def _paired(name: str, found: Mapping[str, Any]) -> Iterable[Said]:
    """« Institution : pourquoi », « 4 personnes : déclarée », or the names alone."""
    if name == "routing":
        names = organisation_names(found)
        for slug, why in found.items():
            who = names.get(slug, Labels(slug)).of(language())
            yield Said(text=_("%(name)s : %(value)s") % {"name": who, "value": routing_words(why)})
    elif name == "states":
        for state, label in FollowedState.choices:
            count = sum(value == state for value in found.values())
            if count:
                words = ngettext("%(n)s personne", "%(n)s personnes", count) % {"n": number(count)}
                yield Said(text=_("%(name)s : %(value)s") % {"name": label, "value": words})
    else:
        for key in found:
            yield Said(text=isolated(key))


def _bodies(line: Any, name: str, slugs: list[str]) -> Mapping[str, Said]:
    del line, name
    return {
        slug: Said(text=labels.of(language()), url=page_url("organisation", slug))
        for slug, labels in organisation_names(slugs).items()
    }


def _bodies_by_key(line: Any, name: str, keys: list[str]) -> Mapping[str, Said]:
    del line, name
    rows = organisations().filter(pk__in=[key for key in keys if key.isdecimal()])
    return {
        str(row.pk): Said(text=local(row.labels), url=page_url("organisation", row.slug))
        for row in rows
    }


def _people(line: Any, name: str, keys: list[str]) -> Mapping[str, Said]:
    del line, name
    rows = users().filter(pk__in=[key for key in keys if key.isdecimal()])
    return {
        str(row.pk): Said(text=(language() == "ar" and row.full_name_ar) or str(row))
        for row in rows
    }


def _places(line: Any, name: str, codes: list[str]) -> Mapping[str, Said]:
    del line
    by = "pk" if name == "territory_id" else "code"
    rows = territories().filter(**{f"{by}__in": codes})
    return {
        str(getattr(row, by)): Said(text=local(row.labels), url=page_url("territory", row.code))
        for row in rows
    }


def _decisions(line: Any, name: str, keys: list[str]) -> Mapping[str, Said]:
    """A decision of the sitting that a line is about by its number, any other by its key."""
    del name
    is_sitting = line.object_type == "meeting"
    found = decisions_of_sitting(line.object_ref) if is_sitting else decisions_by_key(keys)
    return {
        key: Said(
            text=_("%(code)s (%(committee)s) : %(text)s")
            % {
                "code": isolated_code(row.code),
                "committee": local(row.committee),
                "text": local(row.text),
            },
            url=reverse("decision", args=[row.id]),
        )
        for key, row in found.items()
    }


def _referrals(line: Any, name: str, keys: list[str]) -> Mapping[str, Said]:
    del line, name
    url = reverse("corridor_referrals")
    return {key: Said(text=local(title), url=url) for key, title in referral_titles(keys).items()}


def _case_parts(line: Any, name: str, keys: list[str]) -> Mapping[str, Said]:
    """« du 12 novembre 2026 à 10 h 00 », which opens the case it is of: a line never says what
    was written."""
    url = page_url("case", line.object_ref) if line.object_type == "case" else ""
    found = {}
    for key, part in case_parts(_PARTS[name], keys).items():
        day = moment_plain(part.at)
        words = (
            _("de %(who)s, le %(day)s") % {"who": called_after(part.by), "day": day}
            if part.by is not None
            else _("du %(day)s") % {"day": day}
        )
        found[key] = Said(text=words, url=url)
    return found


def _cases(line: Any, name: str, numbers: list[str]) -> Mapping[str, Said]:
    del line, name
    found = {item: case_numbered(item) for item in numbers}
    return {
        item: Said(text=isolated(item), url=page_url("case", row[0]))
        for item, row in found.items()
        if row is not None
    }


def _reasons(line: Any, name: str, codes: list[str]) -> Mapping[str, Said]:
    """A reason to file a case, or a family: one code may name both."""
    del line, name
    return {code: Said(text=local(labels)) for code, labels in reason_names(codes).items()}


def _figures(line: Any, name: str, codes: list[str]) -> Mapping[str, Said]:
    del line, name
    rows = every_figure().filter(code__in=codes)
    return {
        row.code: Said(text=local(row.labels), url=page_url("figure", row.code)) for row in rows
    }


def _conflicts(line: Any, name: str, codes: list[str]) -> Mapping[str, Said]:
    del line, name
    return {code: Said(text=local(labels)) for code, labels in conflict_names(codes).items()}


def _schemes(line: Any, name: str, codes: list[str]) -> Mapping[str, Said]:
    del line, name
    return {
        code: Said(text=local(labels), url=page_url("scheme", code))
        for code, labels in scheme_labels(codes).items()
    }


def _corridor_parts(line: Any, name: str, codes: list[str]) -> Mapping[str, Said]:
    """A corridor, or what its catalogue holds."""
    told = {row.slug: Said(text=local(row.labels)) for row in corridors()}
    return {**_reasons(line, name, codes), **told}


def _clause(value: str) -> str:
    """« engagements[1] » as the text of a draft names it: its second commitment."""
    code, _sep, rank = value.partition("[")
    part = next((item for item in PARTS if item.code == code), None)
    if part is None:
        return place_words(value)
    place = rank.rstrip("]")
    return f"{part.one} {int(place) + 1}" if place.isdecimal() and part.one else str(part.label)


def _cadence(line: Any, name: str, values: list[str]) -> Mapping[str, Said]:
    """« 1 month » as the rule of a committee says it."""
    del line, name
    words = dict(CadencePeriod.choices)
    pairs = {value: value.partition(" ") for value in values}
    return {
        value: Said(text=f"{count} {words[period]}")
        for value, (count, _sep, period) in pairs.items()
        if period in words
    }


def _filters(line: Any, name: str, values: list[str]) -> Mapping[str, Said]:
    """« Région : Casablanca-Settat », kept in French: the name of a filter in the reader's
    language, and what it held where the product says it; words that were typed stay as typed."""
    del line, name
    found = {}
    for value in values:
        label, _sep, held = value.partition(" : ")
        words = held if label == SEARCHED or not held else _(held)
        found[value] = Said(text=_("%(name)s : %(value)s") % {"name": _(label), "value": words})
    return found


def _changes(line: Any, name: str, values: list[str]) -> Mapping[str, Said]:
    """« modifie objectif 3 »: what an amendment does."""
    del line, name
    acts, kinds = dict(ChangeAction.choices), dict(AmendedKind.choices)
    found = {value: _CHANGED.fullmatch(value) for value in values}
    return {
        value: Said(text=f"{acts.get(one[1], one[1])} {kinds.get(one[2], one[2])} {one[3]}")
        for value, one in found.items()
        if one is not None
    }


def _by(word: Callable[[str], object]) -> Sayer:
    def say(line: Any, name: str, values: list[str]) -> Mapping[str, Said]:
        del line, name
        return {value: Said(text=word(value)) for value in values}

    return say


_SAYERS: Final[dict[tuple[str, str], Sayer]] = {
    **{
        ("", name): _bodies
        for name in (*BODY_FIELDS, "helper", "deliberating", "sides", "federation")
    },
    **{("", name): _bodies_by_key for name in ("organisation_id", "parent_id", "federation_id")},
    **{("", name): _people for name in ("user_id", "user")},
    **{("", name): _places for name in ("territory", "territory_id")},
    **{("", name): _case_parts for name in _PARTS},
    **{("", name): _cases for name in ("cases", "case")},
    **{("", name): _reasons for name in ("family", "families")},
    ("case", "subject"): _reasons,
    ("", "decision"): _decisions,
    ("", "referral"): _referrals,
    ("drafting", "visa"): _bodies,
    ("organisation_list", "added"): _bodies,
    ("organisation_list", "changed"): _bodies,
    ("corridor_list", "added"): _corridor_parts,
    ("corridor_list", "changed"): _corridor_parts,
    ("scheme_list", "added"): _schemes,
    ("scheme_list", "changed"): _schemes,
    ("convention", "figures"): _figures,
    ("convention", "conflicts"): _conflicts,
    ("conflict", "conflicts"): _conflicts,
    ("committee", "cadence"): _cadence,
    ("convention", "changes"): _changes,
    ("list", "filters"): _filters,
    ("", "clause"): _by(_clause),
    ("", "section"): _by(_clause),
    ("", "operation"): _by(operation_words),
    ("signal", "code"): _by(signal_name),
}
