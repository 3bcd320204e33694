"""A case told to its officers: who is waited for, what for, since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.queries.turns import Act, Turn
from mithaq.apps.corridor.queries.views import CaseView
from mithaq.base.text import Labels
from mithaq.engines.clocks import LATE, ClockReading
from mithaq.web.corridor.clock_bars import over_words
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import comma
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
}


def turn_words(turns: Iterable[Turn], names: Mapping[str, Labels], own: str) -> str:
    """Who is waited for and what for: « à vous : répondre », then the others."""
    found = sorted(turns, key=lambda turn: turn.organisation != own)
    told = [
        _("%(who)s : %(what)s") % {"who": who_words(turn, names, own), "what": awaited_words(turn)}
        for turn in found
    ]
    return comma().join(dict.fromkeys(told))


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
    if turn.organisation == own:
        return _("à vous")
    return local(names.get(turn.organisation, turn.organisation))


def late_words(clocks: Mapping[str, ClockReading], names: Mapping[str, Labels], own: str) -> str:
    """Who is late now and by how much: « vous : 2 jours ouvrés, la caisse : 1 jour ouvré »."""
    late = [name for name, clock in clocks.items() if clock.state in LATE]
    return comma().join(
        _("%(who)s : %(what)s")
        % {
            "who": _("vous") if name == own else local(names.get(name, name)),
            "what": over_words(clocks[name]),
        }
        for name in sorted(late, key=lambda name: name != own)
    )


def names_of_case(case: CaseView) -> dict[str, Labels]:
    """The parties of a case, by slug."""
    found = {side.institution: side.labels for side in case.sides}
    return {case.company: case.company_labels, **found}
