"""The hire that was asked about, said back in a few words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import HireSimulation, asked_facts, told_values
from mithaq.web.programmes.values import quantity_words, value_words
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local
from mithaq.web.simulators.questions.internship import HIRE_SHARE

_INTERNSHIP: Final = "insertion_contract"


def title_of(found: HireSimulation) -> str:
    """« Une embauche à 10 000 DH brut par mois »."""
    amount = quantity_words(float(str(found.facts["gross"])), "MAD")
    return _("Une embauche à %(amount)s brut par mois") % {"amount": amount}


def said_back(
    found: HireSimulation, age: int | None, *, filled: Collection[str] = ()
) -> list[tuple[str, str]]:
    """The job, the employer and the person, each in one line; what is unknown is left out.

    ``filled`` are the facts that nobody typed: they are said as such, elsewhere.
    """
    facts = {n: value for n, value in found.facts.items() if n == "dependants" or n not in filled}
    rows = [
        (_("Emploi"), _job(found)),
        (_("Vous"), _employer(facts)),
        (_("Personne"), _person(facts, age)),
    ]
    told = ((label, comma().join(parts)) for label, parts in rows)
    return [(label, text) for label, text in told if text]


def supposed_of_internship(found: HireSimulation) -> list[str]:
    """What an internship before the hire rests on, while it is told with its amounts."""
    for item in found.measures:
        if item.code != _INTERNSHIP or item.answer.is_met is False or item.is_gone:
            continue
        share = next(iter(told_values([HIRE_SHARE], on=found.hired_on)), None)
        if share is None or share.current is None or not share.current.value:
            said = _("%(measure)s : son premier contrat d’insertion")
            return [said % {"measure": local(item.label)}]
        said = _(
            "%(measure)s : son premier contrat d’insertion, et vous vous engagez à embaucher "
            "%(share)s de vos stagiaires"
        )
        words = value_words(share, share.current)
        return [said % {"measure": local(item.label), "share": words}]
    return []


def _job(found: HireSimulation) -> Iterator[str]:
    yield _code("contract_kind", found.facts)
    yield _("dès le %(day)s") % {"day": date_plain(found.hired_on)}


def _employer(facts: Mapping[str, object]) -> Iterator[str]:
    if "employer_form" in facts:
        yield _code("employer_form", facts)
    if isinstance(created := facts.get("employer_created_on"), date):
        yield _("création le %(day)s") % {"day": date_plain(created)}
    if isinstance(started := facts.get("employer_operating_since"), date):
        yield _("exploitation depuis le %(day)s") % {"day": date_plain(started)}
    if "hire_rank" in facts:
        yield _("salarié aidé n° %(n)s") % {"n": int(float(str(facts["hire_rank"])))}


def _person(facts: Mapping[str, object], age: int | None) -> Iterator[str]:
    if age is not None:
        yield ngettext("%(n)s an", "%(n)s ans", age) % {"n": age}
    count = int(float(str(facts["dependants"])))
    if count:
        said = ngettext("%(n)s personne à charge", "%(n)s personnes à charge", count)
        yield said % {"n": count}
    else:
        yield _("personne à charge : aucune")
    if facts.get("anapec_registered") is not None:
        inside, outside = _("inscription à l’ANAPEC"), _("pas d’inscription à l’ANAPEC")
        yield inside if facts["anapec_registered"] else outside
    if facts.get("is_first_job") is not None:
        yield _("premier emploi déclaré") if facts["is_first_job"] else _("a déjà travaillé")
    if facts.get("is_converted_intern"):
        yield _("sort d’un stage d’insertion")


def _code(name: str, facts: Mapping[str, object]) -> str:
    (fact,) = asked_facts([name])
    return local(dict(fact.choices)[str(facts[name])])
