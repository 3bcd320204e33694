"""Which text of a convention the reader asked for, and the bar that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from mithaq.apps.conventions.queries import ConventionDetail
from mithaq.web.conventions.amendments.words import ShownChange, shown_changes
from mithaq.web.conventions.links import page_url

ORIGINAL = "origine"


class ReadingForm(forms.Form):
    """The day as of which a convention is read; today when none is asked for."""

    au = forms.DateField(
        label=gettext_lazy("Lire la convention telle qu’amendée au"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The text shown: of which day, amended by what, and where the other texts are."""

    on: date | None
    form: ReadingForm
    amendment_count: int
    applied_count: int
    changes: tuple[ShownChange, ...]
    withdrawn: tuple[ShownChange, ...]
    list_url: str
    record_url: str
    is_past: bool
    refused_on: date | None

    @property
    def is_original(self) -> bool:
        """The first text, without any amendment."""
        return self.on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the reader asked: the first text, a day of the past, or the text of today."""

    text_on: date | None
    as_of: date | None

    @property
    def key(self) -> str:
        """What tells two readings apart."""
        return f"{self.text_on}/{self.as_of}"


def asked_reading(request: HttpRequest) -> Asked:
    """The text asked for; a past day also sets aside the figures that came after it."""
    if request.GET.get("texte") == ORIGINAL:
        return Asked(text_on=None, as_of=None)
    form = ReadingForm(request.GET)
    day = form.cleaned_data.get("au") if form.is_valid() else None
    today = timezone.localdate()
    return Asked(text_on=day or today, as_of=day if day and day < today else None)


def is_before_signature(asked: Asked, detail: ConventionDetail) -> bool:
    """Whether the day asked for comes before the text existed."""
    signed_on = detail.signed.on
    return asked.as_of is not None and signed_on is not None and asked.as_of < signed_on


def reading_of(
    detail: ConventionDetail, asked: Asked, *, may_record: bool, refused_on: date | None = None
) -> Reading:
    """Say which text is shown; `refused_on` is a day that came before the signature."""
    changes = shown_changes(detail)
    day = detail.read_on
    address = page_url("convention_amendments", detail.reference)
    return Reading(
        on=day,
        form=ReadingForm(initial={"au": day or timezone.localdate()}),
        amendment_count=len(detail.amendments),
        applied_count=sum(
            1 for item in detail.amendments if day is not None and item.effective_on <= day
        ),
        changes=changes,
        withdrawn=tuple(item for item in changes if item.is_withdrawn),
        list_url=address,
        record_url=page_url("amendment_record", detail.reference) if may_record else "",
        is_past=asked.as_of is not None,
        refused_on=refused_on,
    )
