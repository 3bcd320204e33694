"""How an alarm is said: its rule, since when, who moves next and what to do."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mithaq.apps.conventions.queries import AlarmView
from mithaq.signals.alarms import Rule, Severity
from mithaq.web.conventions.links import page_url
from mithaq.web.shell.numbers import number
from mithaq.web.shell.words import local

RULES: Final[dict[Rule, Promise]] = {
    Rule.COMMITMENT_LATE: gettext_lazy("engagement en retard"),
    Rule.COMMITMENT_SILENT: gettext_lazy("suite d’engagement non publiée"),
    Rule.COMMITMENT_UNOWNED: gettext_lazy("engagement sans responsable"),
    Rule.MEETING_OVERDUE: gettext_lazy("séance due et non tenue"),
    Rule.DECISION_LATE: gettext_lazy("décision échue"),
    Rule.MILESTONE_LATE: gettext_lazy("jalon dépassé"),
    Rule.EVALUATION_LATE: gettext_lazy("évaluation prévue et non tenue"),
    Rule.CONVENTION_ENDING: gettext_lazy("convention proche de son terme"),
    Rule.CONVENTION_UNEVALUATED: gettext_lazy("période finie, bilan non publié"),
}
SEVERITIES: Final[dict[Severity, Promise]] = {
    Severity.URGENT: gettext_lazy("urgente"),
    Severity.WARNING: gettext_lazy("à traiter"),
    Severity.NOTICE: gettext_lazy("à savoir"),
}
TO_DO: Final[dict[Rule, Promise]] = {
    Rule.COMMITMENT_LATE: gettext_lazy("Tenir l’engagement, ou dire où il en est."),
    Rule.COMMITMENT_SILENT: gettext_lazy("Publier ce qui a été fait, avec une source."),
    Rule.COMMITMENT_UNOWNED: gettext_lazy("Nommer qui en répond."),
    Rule.MEETING_OVERDUE: gettext_lazy("Convoquer le comité."),
    Rule.DECISION_LATE: gettext_lazy("Exécuter la décision, ou la faire repousser."),
    Rule.MILESTONE_LATE: gettext_lazy("Franchir le jalon, ou revoir la feuille de route."),
    Rule.EVALUATION_LATE: gettext_lazy("Tenir l’évaluation, ou en dire la nouvelle date."),
    Rule.CONVENTION_ENDING: gettext_lazy("Évaluer, puis renouveler ou laisser finir."),
    Rule.CONVENTION_UNEVALUATED: gettext_lazy("Publier le bilan de la période."),
}


LATE: Final = frozenset(
    {
        Rule.COMMITMENT_LATE,
        Rule.MEETING_OVERDUE,
        Rule.DECISION_LATE,
        Rule.MILESTONE_LATE,
        Rule.EVALUATION_LATE,
    }
)


def since_words(row: AlarmView) -> str:
    """What the days of an alarm count: a delay, a silence, an absence, or what remains."""
    days = row.alarm.days
    if days < 0:
        return ngettext("il reste %(n)s jour", "il reste %(n)s jours", -days) % {"n": number(-days)}
    if row.alarm.rule is Rule.COMMITMENT_UNOWNED:
        words = ngettext(
            "personne n’en répond depuis %(n)s jour",
            "personne n’en répond depuis %(n)s jours",
            days,
        )
    elif row.alarm.rule in {Rule.COMMITMENT_SILENT, Rule.CONVENTION_UNEVALUATED}:
        words = ngettext("sans suite publiée depuis %(n)s jour",
                         "sans suite publiée depuis %(n)s jours", days)  # fmt: skip
    else:
        words = ngettext("%(n)s jour de retard", "%(n)s jours de retard", days)
    return words % {"n": number(days)}


def is_late(row: AlarmView) -> bool:
    """Whether a day has passed; nobody named and nothing published are not delays."""
    return row.alarm.rule in LATE


def movers_words(row: AlarmView) -> str:
    """Who moves next: the one who answers, else the debtors; all the parties say so."""
    movers = row.subject.movers
    if len(movers) > 1 and len(movers) == len(row.subject.parties):
        return _("les parties ensemble")
    names = " · ".join(local(item.labels) for item in movers)
    capacity = local(row.subject.capacity)
    return " · ".join(part for part in (names, capacity) if part)


def to_do(row: AlarmView) -> str:
    """What ends the alarm."""
    return str(TO_DO[row.alarm.rule])


def url_of(row: AlarmView) -> str:
    """Where the thing is shown."""
    name, *args = row.subject.target
    return page_url(name, *args)


def alarm_url(row: AlarmView) -> str:
    """The page of the alarm itself, which every reader of the list may open."""
    return page_url("alarm", row.id)
