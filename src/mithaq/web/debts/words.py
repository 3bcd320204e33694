"""The codes of debts in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.choices.debts import PlanAlarm, SettlementStatus
from mithaq.apps.corridor.queries.debts import PLAIN, Alarm, SettlementView, StatementView
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.text import Labels
from mithaq.web.shell.dates import date_plain, month_words
from mithaq.web.shell.words import local

REASONS: Final[Mapping[str, Promise]] = {
    "no_statement": gettext_lazy("Aucun relevé n’est connu ici : la caisse seule sait."),
    "nothing_owed": gettext_lazy("Rien n’est dû d’après les derniers relevés."),
    "owes": gettext_lazy("Une dette reste à payer."),
    "no_plan": gettext_lazy("Aucun échéancier n’est en cours."),
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
}
WHY: Final[Mapping[str, Promise]] = {
    "waived": gettext_lazy("remise annulée"),
    "grown": gettext_lazy("majorations nées pendant l’échéancier"),
}
IN_DANGER: Final = (PlanAlarm.INSTALMENT_LATE, PlanAlarm.CONTRIBUTION_LATE)


def operation_words(code: str) -> str:
    """The name of an operation of waiver."""
    if code == PLAIN:
        return _("Échéancier simple")
    labels = law_in_force().facts["waiver_operation"].choices.get(code)
    return local(labels or Labels(code))


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
