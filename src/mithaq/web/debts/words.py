"""The codes of debts in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.choices.debts import FOLLOWED, PlanAlarm, SettlementStatus
from mithaq.apps.corridor.queries.debts import (
    PLAIN,
    Alarm,
    Carried,
    PlanGaps,
    SettlementHead,
    SettlementView,
    StatementView,
)
from mithaq.apps.corridor.queries.debts.plan_views import PaymentView
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.text import Labels
from mithaq.web.shell.dates import date_plain, month_words
from mithaq.web.shell.numbers import money
from mithaq.web.shell.words import local, typed

REASONS: Final[Mapping[str, Promise]] = {
    "no_statement": gettext_lazy("Aucun relevé n’est connu ici : la caisse seule sait."),
    "nothing_owed": gettext_lazy("Rien n’est dû d’après les derniers relevés."),
    "owes": gettext_lazy(
        "Une dette reste à payer : l’attestation demande alors un échéancier respecté."
    ),
    "no_plan": gettext_lazy("Aucun échéancier n’est en cours."),
    "beyond_plan": gettext_lazy("Cet échéancier ne couvre pas tout ce qui reste dû."),
    "plan_defaulted": gettext_lazy("Le dernier échéancier a pris fin : il n’a pas été tenu."),
    "instalment_late": gettext_lazy("Une échéance n’est pas payée à temps."),
    "contribution_late": gettext_lazy("Une cotisation courante n’est pas payée à temps."),
    "plan_kept": gettext_lazy("L’échéancier est respecté à ce jour."),
}
TURNS: Final[Mapping[str, Promise]] = {
    SettlementStatus.SIMULATED: gettext_lazy("À l’entreprise de demander"),
    SettlementStatus.REQUESTED: gettext_lazy("À l’entreprise ou à sa fédération de transmettre"),
    SettlementStatus.TRANSMITTED: gettext_lazy("À la caisse de préparer"),
    SettlementStatus.PREPARED: gettext_lazy("À un signataire de la caisse d’approuver"),
    SettlementStatus.APPROVED: gettext_lazy("À l’entreprise de payer la première échéance"),
    SettlementStatus.RUNNING: gettext_lazy("À l’entreprise de payer à temps"),
    SettlementStatus.KEPT: gettext_lazy("Personne : c’est fini"),
    SettlementStatus.DEFAULTED: gettext_lazy("À la caisse de recouvrer"),
    SettlementStatus.REFUSED: gettext_lazy("Personne : la caisse a refusé"),
    SettlementStatus.WITHDRAWN: gettext_lazy("Personne : l’entreprise a retiré sa demande"),
    SettlementStatus.REPLACED: gettext_lazy("Personne : un autre arrangement le remplace"),
}
_PAY_LATE: Final = gettext_lazy("À l’entreprise de payer ce qui est en retard")
_REDONE_REFUSED: Final = gettext_lazy(
    "Personne : la caisse a renoncé à ce recalcul, l’échéancier d’avant court toujours"
)
WHY: Final[Mapping[str, Promise]] = {
    "waived": gettext_lazy("remise annulée"),
    "grown": gettext_lazy("majorations nées depuis que la dette fut arrêtée"),
}
IN_DANGER: Final = (PlanAlarm.INSTALMENT_LATE, PlanAlarm.CONTRIBUTION_LATE)


def operation_words(code: str) -> str:
    """The name of an operation of waiver."""
    if code == PLAIN:
        return _("Échéancier simple")
    labels = law_in_force().facts["waiver_operation"].choices.get(code)
    return _("Opération de remise · %(name)s") % {"name": local(labels or Labels(code))}


def turn_words(found: SettlementView) -> Promise:
    """Whose turn it is on a settlement."""
    if found.redoes and found.head.status == SettlementStatus.REFUSED:
        return _REDONE_REFUSED
    if found.head.status in FOLLOWED and is_in_danger(found):
        return _PAY_LATE
    if found.head.status == SettlementStatus.APPROVED and found.paid:
        # A plan computed again keeps what was paid: its first instalment may be behind.
        return TURNS[SettlementStatus.RUNNING]
    return TURNS[found.head.status]


def turn_of(head: SettlementHead, *, is_late: bool) -> Promise:
    """Whose turn it is on a settlement of a list, as its own page says it."""
    return _PAY_LATE if is_late else TURNS[head.status]


def payment_words(found: PaymentView) -> str:
    """A payment in one line: its amount, its day, its reference."""
    told = [money(found.amount), date_plain(found.paid_on), typed(found.reference)]
    return " · ".join(part for part in told if part)


@dataclass(frozen=True, slots=True)
class CarriedTold:
    """A plan of a statement that a later one replaces: its number, and what it covers in words."""

    settlement: str
    told: str


def carried_words(carried: Sequence[Carried], *, later_on: date | None) -> list[CarriedTold]:
    """What each plan of a replaced statement covers of the later one, told once a plan."""
    found = []
    for plan in {item.settlement: item for item in carried}.values():
        same = [item for item in carried if item.settlement == plan.settlement]
        said = {
            "day": date_plain(plan.as_of_on),
            "later": date_plain(later_on),
            "covered": money(sum(item.covered for item in same)),
            "paid": money(sum(item.paid_since for item in same)),
        }
        if plan.is_over:
            told = _(
                "L’échéancier du relevé arrêté au %(day)s fut tenu jusqu’au bout : les %(covered)s "
                "qu’il couvre ici ne sont plus dus."
            )
        elif any(item.paid_since for item in same):
            told = _(
                "Un échéancier court sur le relevé arrêté au %(day)s, que celui du %(later)s "
                "remplace : il couvre %(covered)s de ce qui est dû, dont %(paid)s payés depuis."
            )
        else:
            told = _(
                "Un échéancier court sur le relevé arrêté au %(day)s, que celui du %(later)s "
                "remplace : il couvre %(covered)s de ce qui est dû."
            )
        found.append(CarriedTold(plan.settlement, told % said))
    return found


def gap_words(found: PlanGaps) -> str:
    """How much a plan asks beside the law: what is above and what is below, never one less the
    other; nothing where it asks what the law gives."""
    said = {"above": money(found.above), "below": money(found.below)}
    if found.above and found.below:
        return _("%(above)s de plus que la loi, et %(below)s de moins") % said
    if found.above:
        return _("%(above)s de plus que la loi") % said
    return _("%(below)s de moins que la loi") % said if found.below else ""


def alarm_words(alarm: Alarm) -> str:
    """What endangers a plan, in one line."""
    day = date_plain(alarm.due_on)
    if alarm.kind == PlanAlarm.INSTALMENT_LATE:
        return _("Échéance n° %(n)s non payée depuis le %(day)s") % {
            "n": alarm.number, "day": day,
        }  # fmt: skip
    if alarm.kind == PlanAlarm.INSTALMENT_SOON:
        return _("Échéance n° %(n)s à payer jusqu’au %(day)s") % {"n": alarm.number, "day": day}
    month = month_words(alarm.month) if alarm.month else ""
    said = {"month": month, "day": day}
    if alarm.kind == PlanAlarm.CONTRIBUTION_LATE:
        return _("Cotisations de %(month)s non payées depuis le %(day)s") % said
    return _("Cotisations de %(month)s à payer jusqu’au %(day)s") % said


def order_words(found: StatementView) -> str:
    """The order of imputation, and that it is a convention when no text fixes it."""
    if found.order_source:
        return _("%(order)s (%(source)s)") % {
            "order": found.order.label, "source": found.order_source,
        }  # fmt: skip
    return _(
        "%(order)s. Aucun texte publié trouvé ne fixe cet ordre : c’est la convention de ce relevé."
    ) % {"order": found.order.label}


def is_in_danger(found: SettlementView) -> bool:
    """Whether something is already late."""
    return any(alarm.kind in IN_DANGER for alarm in found.alarms)
