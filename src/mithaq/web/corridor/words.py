"""A case told to its officers: who is waited for, what for, since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.cases import ENDED_CASES
from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.queries.turns import Act, Turn
from mithaq.apps.corridor.queries.views import CaseView, ProposalView
from mithaq.base.text import Labels
from mithaq.engines.clocks import ClockReading
from mithaq.web.corridor.delays import amount_late, late_sources
from mithaq.web.shell.articles import called
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import comma, semicolon
from mithaq.web.shell.words import local

AWAITED: Final[Mapping[Act, Promise]] = {
    Act.TAKE: gettext_lazy("prendre le dossier en charge"),
    Act.REPLY: gettext_lazy("répondre à la proposition"),
    Act.HELP: gettext_lazy("donner ce qui est demandé"),
    Act.APPLY: gettext_lazy("exécuter la décision du comité"),
    Act.PERFORM: gettext_lazy("exécuter l’accord"),
    Act.ANSWER: gettext_lazy("répondre"),
    Act.COMPLETE: gettext_lazy("apporter le complément"),
    Act.SIGN: gettext_lazy("signer l’accord"),
    Act.SEE: gettext_lazy("prendre acte de la réponse"),
    Act.RESUME: gettext_lazy("reprendre l’examen"),
    Act.CLOSE: gettext_lazy("écrire la décision commune"),
    Act.DECIDE: gettext_lazy("décider ; les parties continuent entre-temps"),
}


def state_words(case: CaseView) -> str:
    """Where a case stands: before the committee while it has it, else in its own state."""
    waits = any(row.status == ReferralStatus.REFERRED for row in case.referrals)
    if waits and case.status not in ENDED_CASES:
        return _("devant le comité permanent")
    return case.status_label


def turn_words(turns: Iterable[Turn], names: Mapping[str, Labels], own: str) -> str:
    """Who is waited for and what for: « à vous : répondre », then the others."""
    found = sorted(turns, key=lambda turn: (turn.act is not Act.DECIDE, turn.organisation != own))
    told = [
        _("%(who)s : %(what)s") % {"who": who_words(turn, names, own), "what": awaited_words(turn)}
        for turn in found
    ]
    return semicolon().join(dict.fromkeys(told))


def awaited_words(turn: Turn) -> str:
    """What is waited for, with the day that a decision or an agreement gives it."""
    if turn.due_on is None:
        return str(AWAITED[turn.act])
    return _("%(what)s au plus tard le %(day)s") % {
        "what": AWAITED[turn.act],
        "day": date_plain(turn.due_on),
    }


def who_words(turn: Turn, names: Mapping[str, Labels], own: str) -> str:
    """« à vous », or the name of the party."""
    if turn.organisation == own and turn.act is not Act.DECIDE:
        return _("à vous")
    return party_words(turn, names)


def party_words(turn: Turn, names: Mapping[str, Labels]) -> str:
    """The name of who is waited for; the standing committee is no party and has no name there."""
    if turn.act is Act.DECIDE:
        return _("comité permanent")
    return local(names.get(turn.organisation, turn.organisation))


def late_words(
    turns: Iterable[Turn],
    clocks: Mapping[str, ClockReading],
    names: Mapping[str, Labels],
    own: str,
) -> str:
    """Who is late now and by how much: « vous : 2 jours ouvrés, la caisse : 1 jour ouvré »."""
    late = late_parties(turns, clocks)
    return semicolon().join(
        _("%(who)s : %(what)s")
        % {"who": _("vous") if name == own else local(names.get(name, name)), "what": late[name]}
        for name in sorted(late, key=lambda name: name != own)
    )


def late_parties(turns: Iterable[Turn], clocks: Mapping[str, ClockReading]) -> dict[str, str]:
    """How late each party is, in words."""
    return {name: amount_late(why) for name, why in late_sources(turns, clocks).items()}


def accepted_words(proposal: ProposalView | None, names: Mapping[str, Labels]) -> str:
    """Who accepted terms that wait for others still; nothing while nobody did."""
    if proposal is None or not proposal.accepted:
        return ""
    who = comma().join(called(names.get(name, name)) for name in proposal.accepted)
    return _(
        "Accepté par %(who)s. L’accord sera à signer quand l’entreprise et chaque institution qui "
        "décide l’auront accepté."
    ) % {"who": who}


def sequel_words(proposal: ProposalView | None) -> str:
    """What follows each answer to terms; nothing where none wait for an answer."""
    if proposal is None:
        return ""
    return _(
        "Si l’entreprise et chaque institution qui décide acceptent, ces termes deviennent un "
        "accord, mot pour mot : chacune le signe, l’exécute, et la décision commune clôt le "
        "dossier. Si l’une refuse, le dossier reste ouvert et son examen reprend. D’autres termes "
        "remplacent ceux-ci : c’est alors aux autres d’y répondre."
    )


def weight_words(case: CaseView, own: str) -> str:
    """What the answer of an institution that does not decide weighs; nothing of one that does."""
    part = next((side.part for side in case.sides if side.institution == own), Part.DECIDES)
    if part == Part.DECIDES:
        return ""
    return _(
        "Votre institution ne décide pas : l’accord se forme sans attendre que vous acceptiez, et "
        "votre réponse est lue de toutes les parties. Si vous refusez, ces termes sont écartés."
    )


def names_of_case(case: CaseView) -> dict[str, Labels]:
    """The parties of a case, by slug."""
    found = {side.institution: side.labels for side in case.sides}
    return {case.company: case.company_labels, **found}
