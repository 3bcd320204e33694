"""Draws of controls: public and reproducible; announced, then made by a national officer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mithaq.apps.accounts.operations import note_export
from mithaq.apps.corridor.operations.drawing import announce_draw, draw_controls
from mithaq.apps.corridor.operations.question_drafts import DrawDraft
from mithaq.apps.corridor.operations.question_reading import read_drawn
from mithaq.apps.corridor.operations.striking import cancel_draw
from mithaq.apps.corridor.policies.questions import can_draw_controls, can_read_drawn
from mithaq.apps.corridor.queries import draws as queries
from mithaq.apps.corridor.queries.question_facts import corridors_of
from mithaq.apps.organisations.choices import Role
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.signals.draw import count_of_share, drawn_csv, public_csv
from mithaq.web.conventions.roadmaps.forms import DAY, RefusableForm
from mithaq.web.corridor.entered import PercentField
from mithaq.web.corridor.purposes import reading_purpose
from mithaq.web.questions.access import acting, mandate_of, signed, written
from mithaq.web.questions.done_words import draw_announced, draw_cancelled, draw_made
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

MOST_BYTES = 40 * 1024 * 1024
# Of a real draw, then of an exercise.
SEED_DAY: Final = (
    _("Un jour après l’annonce : qui connaît la liste ne peut pas choisir la graine."),
    _("Exercice : aujourd’hui convient, et le tirage se joue jusqu’au bout le jour même. Un vrai "
      "tirage attend un jour de plus, pour que personne ne choisisse la graine."),
)  # fmt: skip


class PopulationForm(RefusableForm):
    """A form that takes the file of the population."""

    file = forms.FileField(
        label=_("Fichier de la liste"),
        help_text=_("CSV à colonne « ice », ou un ICE par ligne."),
        widget=forms.FileInput({"accept": ".csv,.txt"}),
    )  # fmt: skip

    def clean_file(self) -> str:
        """Read the text of the file."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("Ce fichier dépasse 40 Mo."))
        try:
            return str(given.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("Ce fichier n’est pas un texte UTF-8.")) from None

    def refuse(self, refusal: Refusal) -> None:
        """Faults of the lines of the file go beside it, with their line."""
        for fault in refusal.faults:
            in_file = fault.line is not None or fault.where in {"population", "file"}
            where = "file" if in_file else fault.where
            said = fault.of(language())
            mark = f"({fault.line}) " if fault.line is not None else ""
            self.add_error(where if where in self.fields else None, f"{mark}{said}")


class AnnounceForm(PopulationForm):
    """What is published before the seed is known."""

    corridor = forms.ChoiceField(label=_("Corridor"))
    population_fr = forms.CharField(label=_("Nom de la liste, en français"), max_length=300)
    population_ar = forms.CharField(
        label=_("Nom de la liste, en arabe"), max_length=300,
        widget=forms.TextInput({"dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    share = PercentField(
        label=_("Part tirée, en pour cent"), min_value=0, max_value=100, decimal_places=2,
        max_digits=5,
    )  # fmt: skip
    seed_origin = forms.CharField(
        label=_("D’où viendra la graine"), max_length=300,
        help_text=_("Un fait public que personne ne choisit : un tirage de loterie, par exemple."),
    )  # fmt: skip
    seed_on = forms.DateField(label=_("Jour de la graine"), widget=DAY)
    field_order = ("corridor", "population_fr", "population_ar", "file", "share", "seed_origin",
                   "seed_on")  # fmt: skip

    def __init__(
        self, *args: Any, corridors: list[tuple[str, str]], is_exercise: bool, **kwargs: Any
    ) -> None:
        """Offer the corridors where the institution decides; the name is compulsory in the
        language that is read. The seed of an exercise may come the same day."""
        super().__init__(*args, **kwargs)
        self.fields["seed_on"].help_text = SEED_DAY[is_exercise]
        own, other = ("ar", "fr") if language() == "ar" else ("fr", "ar")
        self.fields[f"population_{other}"].required = False
        self.order_fields(("corridor", f"population_{own}", f"population_{other}"))
        corridor: Any = self.fields["corridor"]
        corridor.choices = corridors

    @property
    def draft(self) -> DrawDraft:
        """What is announced."""
        data = self.cleaned_data
        return DrawDraft(
            corridor=data["corridor"],
            population=Labels(
                data["population_fr"] or data["population_ar"], data["population_ar"]
            ),
            file=data["file"],
            share_basis_points=round(data["share"] * 100),
            seed_origin=data["seed_origin"],
            seed_on=data["seed_on"],
        )


class SeedForm(PopulationForm):
    """The seed, once it is known, and the population announced."""

    seed = forms.CharField(
        label=_("Graine publiée"), max_length=200, widget=forms.TextInput({"dir": "ltr"}),
        help_text=_("Telle quelle : chaque espace compte."), strip=True,
    )  # fmt: skip
    field_order = ("seed", "file")


class CancelForm(RefusableForm):
    """Why a draw is cancelled: everyone reads it."""

    reason = forms.CharField(
        label=_("Motif"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Publié avec le tirage, qui reste lisible."),
    )  # fmt: skip


@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """Show every draw, real ones and exercises apart."""
    found = queries.draws()
    mandate = mandate_of(request)
    words = {
        "real": [item for item in found if not item.is_exercise],
        "exercises": [item for item in found if item.is_exercise],
        "may_announce": mandate is not None
        and can_draw_controls(mandate, is_exercise=mandate.is_exercise),
    }
    return render(request, "questions/draws.html", words)


@require_safe
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """Show a draw, its seed and how anyone makes it again; names only to those who control."""
    return _draw_page(request, number)


@login_required
@require_safe
def again(request: HttpRequest, number: str) -> HttpResponse:
    """Make a draw again before the reader's eyes, and say whether it comes out the same."""
    found = queries.draw_again(number)
    if found is None:
        raise Http404(_("Ce tirage n’est pas fait, ou sa population n’est plus gardée."))
    return _draw_page(request, number, again=found)


def _draw_page(
    request: HttpRequest, number: str, *, again: queries.DrawnAgain | None = None
) -> HttpResponse:
    found = queries.draw(number)
    if found is None:
        raise Http404
    mandate = mandate_of(request)
    institution = found.institution.slug
    may_names = can_read_drawn(mandate, institution, is_exercise=found.is_exercise)
    is_own = mandate is not None and mandate.organisation == institution
    may_draw = can_draw_controls(mandate, is_exercise=found.is_exercise) and is_own
    made = queries.draw_of(number)
    names = _names(request, number) if may_names and made else None
    words = {
        "draw": found,
        "asked_count": sum(bool(item.question) for item in names or ()),
        "count": count_of_share(found.population_count, found.share_basis_points),
        "share": found.share_basis_points / 10_000,
        "keys": made.drawn[:50] if made else (),
        "more": max(0, len(made.drawn) - 50) if made else 0,
        "names": names,
        "place": mandate.territory_labels if mandate and mandate.territory_code else None,
        "may_ask": is_own
        and found.cancelled_at is None
        and mandate is not None
        and mandate.role == Role.FUND_OFFICER,
        "may_draw": may_draw
        and made is None
        and found.cancelled_at is None
        and timezone.localdate() >= found.seed_on,
        "may_cancel": may_draw and found.cancelled_at is None,
        "waits_for_seed": may_draw
        and made is None
        and found.cancelled_at is None
        and timezone.localdate() < found.seed_on,
        "again": again,
        "may_redo": mandate is not None,
        "has_population": bool(queries.population_of_draw(number)),
        "page_is_exercise": found.is_exercise,
    }
    response = render(request, "questions/draw.html", words)
    if words["names"] is not None:
        # A page that is kept would be read again without a line.
        add_never_cache_headers(response)
    return response


@require_safe
def public_list(request: HttpRequest, number: str) -> HttpResponse:
    """Give rank and digest of each company drawn: to everyone, without a name."""
    made = queries.draw_of(number)
    if made is None:
        raise Http404
    text = queries.population_of_draw(number)
    return _csv(public_csv(made, text), f"{number}.csv")


@require_safe
def population(request: HttpRequest, number: str) -> HttpResponse:
    """Give the digest of the ICE of everyone who can be drawn, from the announcement on."""
    text = queries.population_of_draw(number)
    if not text:
        raise Http404
    head = {"Content-Disposition": f'attachment; filename="{number}-population.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=head)


@acting
def whole_list(request: HttpRequest, number: str) -> HttpResponse:
    """Give rank, ICE and digest to those who control."""
    made = queries.draw_of(number)
    if made is None:
        raise Http404
    ranks = {row.rank for row in _names(request, number)}
    own = tuple(row for row in made.drawn if row.rank in ranks)
    mandate = mandate_of(request)
    note_export(
        actor=request.user, mandate=mandate.text if mandate else "", object_type="control_draw",
        object_ref=number, object_label=number, after={"format": "csv", "row_count": len(own)},
        reason=reading_purpose(mandate), at=timezone.now(),
    )  # fmt: skip
    return _csv(drawn_csv(replace(made, drawn=own)), f"{number}-ice.csv")


@acting
def announce(request: HttpRequest) -> HttpResponse:
    """Announce a draw before its seed is known."""
    mandate = mandate_of(request)
    if mandate is None or not can_draw_controls(mandate, is_exercise=mandate.is_exercise):
        raise PermissionDenied
    held = corridors_of(mandate.organisation, on=timezone.localdate(), decides=True)
    corridors = [(slug, local(labels)) for slug, labels in held]
    form = AnnounceForm(
        request.POST or None, request.FILES or None, corridors=corridors,
        is_exercise=mandate.is_exercise,
        initial={"seed_on": timezone.localdate() + timedelta(days=0 if mandate.is_exercise else 7)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        event = written(request, form, lambda: announce_draw(
            draft=form.draft, on=timezone.localdate(), **signed(request)),
            done=lambda event: draw_announced(
                event.number, form.draft.seed_on,
                is_today=form.draft.seed_on <= timezone.localdate(),
            ),
        )  # fmt: skip
        if event:
            return redirect("control_draw", number=event.number)
    words = {"form": form, "page_is_exercise": mandate.is_exercise}
    return render(request, "questions/announce.html", words, status=422 if form.errors else 200)


@acting
def make(request: HttpRequest, number: str) -> HttpResponse:
    """Make an announced draw with its published seed."""
    found, mandate = queries.draw(number), mandate_of(request)
    if found is None:
        raise Http404
    is_own = mandate is not None and mandate.organisation == found.institution.slug
    if not is_own or not can_draw_controls(mandate, is_exercise=found.is_exercise):
        raise PermissionDenied
    form = SeedForm(request.POST or None, request.FILES or None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and written(request, form, lambda: draw_controls(
        number=number, on=timezone.localdate(), **form.cleaned_data, **signed(request)
    ), done=lambda event: draw_made(event.drawn_count)):  # fmt: skip
        return redirect("control_draw", number=number)
    words = {"form": form, "draw": found, "page_is_exercise": found.is_exercise}
    return render(request, "questions/make.html", words, status=422 if form.errors else 200)


@acting
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel a draw announced or made with a mistake: its public page says so, and why."""
    found, mandate = queries.draw(number), mandate_of(request)
    if found is None:
        raise Http404
    is_own = mandate is not None and mandate.organisation == found.institution.slug
    is_right = can_draw_controls(mandate, is_exercise=found.is_exercise)
    if not (is_own and is_right) or found.cancelled_at is not None:
        raise PermissionDenied
    form = CancelForm(request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and written(request, form, lambda: cancel_draw(
        number=number, **form.cleaned_data, **signed(request)
    ) or True, done=draw_cancelled()):  # fmt: skip
        return redirect("control_draw", number=number)
    words = {"form": form, "draw": found, "page_is_exercise": found.is_exercise}
    return render(request, "questions/cancel.html", words, status=422 if form.errors else 200)


def _names(request: HttpRequest, number: str) -> tuple[queries.DrawnView, ...]:
    """Who was drawn, for those who control: the journal knows who reads them."""
    purpose = reading_purpose(mandate_of(request))
    try:
        return read_drawn(number=number, purpose=purpose, **signed(request))
    except Refusal as refusal:
        raise PermissionDenied from refusal


def _csv(text: str, name: str) -> HttpResponse:
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=head)
