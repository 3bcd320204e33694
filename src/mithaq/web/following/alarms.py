"""The alarms of the register: the rule, since when, who moves next, what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.conventions.operations import pause_alarm
from mithaq.apps.conventions.policies import Stake, can_pause_alarm
from mithaq.apps.conventions.policies.committees import alarm_as_read
from mithaq.apps.conventions.queries import AlarmView, pauses_of
from mithaq.apps.observatory.queries import alarms
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.signals.alarms import Rule, Severity
from mithaq.web.following.alarm_words import (
    RULES,
    SEVERITIES,
    alarm_url,
    movers_words,
    since_words,
    to_do,
    url_of,
)
from mithaq.web.following.commitment import mandate_of
from mithaq.web.following.forms import DAY, RefusableForm
from mithaq.web.following.own_days import own_days
from mithaq.web.shell.articles import called_after
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.computed import ComputedFacet, ComputedTableView
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.marks import exercise_badge
from mithaq.web.shell.words import local

PAUSE_DAYS: Final = 14


NONE_OF_OURS: Final = gettext_lazy("Aucune alerte des conventions n’attend votre entreprise.")


def _is_company(mandate: MandateView | None) -> bool:
    return mandate is not None and mandate.role is Role.EMPLOYER


def _convention(row: AlarmView) -> object:
    name = local(row.subject.convention)
    return format_html("{} {}", exercise_badge(), name) if row.subject.is_exercise else name


def _pause_for(mandate: MandateView | None) -> Callable[[Any], object]:
    """What became of an alarm; setting it aside is offered to whoever may."""

    def pause(row: AlarmView) -> object:
        if row.pause is not None:
            words = _("de côté jusqu’au %(day)s") % {"day": date_plain(row.pause.until_on)}
        elif can_pause_alarm(mandate, _stake(row)):
            words = _("mettre de côté")
        else:
            return _("aucune")
        return format_html('<a href="{}">{}</a>', alarm_url(row), words)

    return pause


def _table(mandate: MandateView | None) -> Table:
    """The list as a mandate reads it."""
    return Table(
    name="alertes",
    caption=gettext_lazy("Alertes, les plus graves d’abord, puis les plus anciennes"),
    columns=(
        Column(key="subject", label=gettext_lazy("Objet"), value=lambda row: row.subject.labels,
               url=url_of, note=_convention, noted_by="convention", is_header=True),
        Column(key="convention", label=gettext_lazy("Convention"),
               value=lambda row: row.subject.convention, is_shown=False, leaves=True),
        Column(key="rule", label=gettext_lazy("Règle"),
               value=lambda row: RULES[row.alarm.rule], sort="rule"),
        Column(key="severity", label=gettext_lazy("Gravité"),
               value=lambda row: SEVERITIES[row.alarm.severity], sort="severity"),
        Column(key="since", label=gettext_lazy("Depuis le"), kind="date",
               value=lambda row: row.alarm.since_on, note=since_words, sort="since"),
        Column(key="movers", label=gettext_lazy("À qui le tour"), value=movers_words,
               note=to_do, noted_by="todo"),
        Column(key="todo", label=gettext_lazy("Que faire"), value=to_do, is_shown=False,
               leaves=True),
        Column(key="pause", label=gettext_lazy("Suite donnée"), kind="html",
               value=_pause_for(mandate),
               export=lambda row: row.pause.reason if row.pause else ""),
    ),
    empty=gettext_lazy("Aucune alerte n’est levée aujourd’hui."),
    is_exercise=lambda row: row.subject.is_exercise,
    source=gettext_lazy("Règles d’alerte de Mithaq, appliquées au registre ce jour"),
)  # fmt: skip


class Alarms(LoginRequiredMixin, ComputedTableView):
    """Every alarm of the day, to be narrowed by rule, convention, organisation, territory."""

    table = _table(None)
    template_name = "following/alarms.html"
    title = gettext_lazy("Alertes")
    lead = gettext_lazy("Ce qui a dépassé son jour ou va le faire, et à qui le tour.")
    orders: ClassVar[dict[str, Any]] = {
        "rule": lambda row: str(RULES[row.alarm.rule]),
        "severity": lambda row: -row.alarm.severity,
        "since": lambda row: row.alarm.since_on,
    }
    facets = (
        ComputedFacet(
            name="gravite", label=gettext_lazy("Gravité"),
            keys=lambda row: [(str(int(row.alarm.severity)), SEVERITIES[row.alarm.severity])],
            order=[str(int(item)) for item in sorted(Severity, reverse=True)],
        ),
        ComputedFacet(
            name="regle", label=gettext_lazy("Règle"),
            keys=lambda row: [(row.alarm.rule, RULES[row.alarm.rule])],
            order=[str(rule) for rule in Rule],
        ),
        ComputedFacet(
            name="suite", label=gettext_lazy("Suite donnée"),
            keys=lambda row: [
                ("paused", gettext_lazy("mise de côté")) if row.pause
                else ("open", gettext_lazy("à traiter"))
            ],
        ),
        ComputedFacet(
            name="convention", label=gettext_lazy("Convention"),
            keys=lambda row: [(row.subject.reference, row.subject.convention)],
        ),
        ComputedFacet(
            name="organisation", label=gettext_lazy("À qui le tour"),
            keys=lambda row: [(item.slug, item.labels) for item in row.subject.movers],
        ),
        ComputedFacet(
            name="territoire", label=gettext_lazy("Territoire"),
            keys=lambda row: [
                (row.subject.territory_code, row.subject.territory)
                if row.subject.territory_code
                else ("MA", gettext_lazy("tout le pays"))
            ],
        ),
    )  # fmt: skip

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Offer what the mandate in force allows."""
        mandate = mandate_of(request)
        self.table = _table(mandate)  # type: ignore[misc]
        # A company meets what waits for it; it searches, filters or opens the whole register.
        self.own = mandate.organisation if _is_company(mandate) and not request.GET else ""  # type: ignore[union-attr]
        if self.own:
            self.table = replace(self.table, empty=NONE_OF_OURS)  # type: ignore[misc]
        return super().get(request, **kwargs)

    def computed(self, request: HttpRequest) -> Sequence[AlarmView]:
        """Apply the rules to the register of today; what is set aside comes last."""
        read = _read_by(mandate_of(request))
        found = [alarm_as_read(row, read) for row in alarms(on=timezone.localdate())]
        if self.own:
            found = [row for row in found if self.own in {m.slug for m in row.subject.movers}]
        return sorted(found, key=lambda row: row.pause is not None)

    def context(self) -> dict[str, Any]:
        """What is late or soon due for the reader's own company, before the register."""
        found = own_days(mandate_of(self.request), on=timezone.localdate(), soon_days=PAUSE_DAYS)
        return {**super().context(), "own_days": found, "is_own_only": bool(self.own)}

    def words_of(self, row: AlarmView) -> str:
        """Search in what the alarm is about and who moves."""
        said = (row.subject.labels, row.subject.convention)
        return " ".join([*(local(item) for item in said), row.subject.reference, movers_words(row)])


class PauseForm(RefusableForm):
    """Until when, and why."""

    until_on = forms.DateField(
        label=gettext_lazy("Mettre de côté jusqu’au"), widget=DAY,
        help_text=gettext_lazy("Aujourd’hui reprend l’alerte."),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Motif"), max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Il reste dans le journal, avec votre mandat."),
    )  # fmt: skip


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def alarm(request: HttpRequest, key: str) -> HttpResponse:
    """Show one alarm and set it aside until a day, for a reason."""
    today = timezone.localdate()
    raised = next((item for item in alarms(on=today) if item.id == key), None)
    if raised is None:
        raise Http404(_("Cette alerte n’est plus levée."))
    mandate = mandate_of(request)
    found = alarm_as_read(raised, _read_by(mandate))
    is_told_less = found.subject is not raised.subject
    may_pause = can_pause_alarm(mandate, _stake(found))
    initial = {"until_on": today + timedelta(days=PAUSE_DAYS)}
    form = PauseForm(request.POST or None, initial=initial)
    if request.method == "POST":
        if mandate is None or not may_pause:
            raise PermissionDenied
        if form.is_valid():
            try:
                pause_alarm(
                    reference=found.subject.reference, key=key,
                    until_on=form.cleaned_data["until_on"], reason=form.cleaned_data["reason"],
                    actor=mandate.user_id, mandate=mandate.text, at=timezone.now(), on=today,
                )  # fmt: skip
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("C’est inscrit. L’alerte reste dans la liste."))
                return redirect("alarms")
    return render(
        request,
        "following/alarm.html",
        {
            "alarm": found,
            "rule": RULES[found.alarm.rule],
            "severity": SEVERITIES[found.alarm.severity],
            "since": since_words(found),
            "movers": movers_words(found),
            "todo": to_do(found),
            "url": url_of(found),
            "is_told_less": is_told_less,
            "who_pauses": _who_pauses(found),
            "pauses": () if is_told_less else pauses_of(key),
            "may_pause": may_pause,
            "form": form,
            "page_is_exercise": found.subject.is_exercise,
        },
        status=422 if form.errors else 200,
    )


def _read_by(mandate: MandateView | None) -> tuple[MandateView, ...]:
    return (mandate,) if mandate else ()


def _who_pauses(found: AlarmView) -> str:
    """Who may set an alarm aside, for whoever may not."""
    names = " · ".join(called_after(item.labels) for item in found.subject.parties)
    if not names:
        return _("Un administrateur peut mettre cette alerte de côté.")
    return _("Peuvent la mettre de côté : les personnes de %(names)s, ou un administrateur.") % {
        "names": names
    }


def _stake(found: AlarmView) -> Stake:
    return Stake(
        debtors=frozenset(item.slug for item in found.subject.movers),
        parties=frozenset(item.slug for item in found.subject.parties),
        is_exercise=found.subject.is_exercise,
    )
