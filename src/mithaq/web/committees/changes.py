"""What a decision changed: each thing before it, as decided, and today, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.meetings import DecisionStatus
from mithaq.apps.conventions.queries.sitting_views import DecisionView
from mithaq.apps.corridor.queries.sequels import Sequel
from mithaq.apps.observatory.queries.effects import EffectReading
from mithaq.apps.observatory.queries.views import FigureView
from mithaq.base.text import Labels
from mithaq.web.committees import words
from mithaq.web.shell.dates import date_plain, uncertain_date
from mithaq.web.shell.numbers import money
from mithaq.web.shell.typography import comma, set_text
from mithaq.web.shell.values import display_of
from mithaq.web.shell.words import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One thing that a decision is about: before it, as it was decided, and today."""

    name: str
    before: str
    decided: str
    now: str


def changes_of(
    found: DecisionView, reading: EffectReading | None, sequels: tuple[Sequel, ...]
) -> tuple[Changed, ...]:
    """The owner, the day, the state and the figure of a decision, then what it answered."""
    first = found.steps[0].due_on if found.steps else found.due_on
    person = f" · {found.owner_person}" if found.owner_person else ""
    due_before = next((item.due_before for item in sequels if item.due_before), None)
    own = (
        Changed(
            name=_("Responsable"),
            before=_followed_by(found.item_owner),
            decided=f"{local(found.owner)}{person}",
            now=f"{local(found.owner)}{person}",
        ),
        Changed(
            name=_("Échéance"),
            before=date_plain(due_before) if due_before else _("aucune"),
            decided=date_plain(first),
            now=date_plain(found.due_on),
        ),
        Changed(
            name=_("État"),
            before=_("pas de décision"),
            decided=str(DecisionStatus.OPEN.label),
            now=local(found.status_label),
        ),
    )
    return (*own, *_figure(found, reading), *_answered(found, first, sequels))


def _figure(found: DecisionView, reading: EffectReading | None) -> Iterator[Changed]:
    """The figure of the indicator on which an effect was expected."""
    if reading is None:
        return
    unmeasured = _("pas encore mesuré")
    if found.effect_by_on:
        words_ = _("pas encore mesuré, à lire le %(day)s")
        unmeasured = set_text(words_ % {"day": date_plain(found.effect_by_on)})
    yield Changed(
        name=local(found.effect_indicator),
        before=told_figure(reading.before) if reading.before else _("aucun chiffre connu"),
        decided=words.effect_words(found),
        now=told_figure(reading.after) if reading.after else unmeasured,
    )


def told_figure(figure: FigureView) -> SafeString:
    """« 318 personnes, 31 octobre 2026 »: the value of a figure and its day, never its name."""
    shown, on = display_of(figure).counted, uncertain_date(figure.as_of)
    return format_html("{}{}{}", shown, comma(), on)


def _followed_by(owner: Labels) -> str:
    """Before a decision nobody answers for it: at most a body followed its point."""
    if not owner.fr:
        return _("pas de décision")
    return set_text(_("pas de décision ; qui suivait le point : %(who)s") % {"who": local(owner)})


def _answered(found: DecisionView, first: date, sequels: tuple[Sequel, ...]) -> Iterator[Changed]:
    """Where each thing that a decision answered stood, what was decided of it, where it stands."""
    for item in sequels:
        about = {"what": f"{item.kind_label}".capitalize(), "ref": _called(item)}
        # A decision names who acts and until when; the object changes state by what they do.
        if item.state_before:
            yield Changed(
                name=set_text(_("%(what)s %(ref)s : état") % about),
                before=_before(item), decided=_("inchangé par la décision"),
                now=str(item.state),
            )  # fmt: skip
        if item.owner_before.fr or item.owner.fr:
            yield Changed(
                name=set_text(_("%(what)s %(ref)s : attendu de") % about),
                before=local(item.owner_before) or _("personne en particulier"),
                decided=local(found.owner), now=_awaited(item),
            )  # fmt: skip
        if item.money:
            yield Changed(
                name=set_text(_("%(what)s %(ref)s : argent débloqué") % about),
                before=_("rien"), decided="", now=money(item.money),
            )  # fmt: skip
        if item.due_before or item.due_on:
            yield Changed(
                name=set_text(_("%(what)s %(ref)s : échéance") % about),
                before=date_plain(item.due_before) if item.due_before else _("aucune"),
                decided=date_plain(first),
                now=date_plain(item.due_on) if item.due_on else _("aucune"),
            )  # fmt: skip


def _before(item: Sequel) -> str:
    """A case keeps its state while the committee has it: both are said."""
    if item.kind != "case":
        return str(item.state_before)
    return set_text(_("%(state)s, devant le comité") % {"state": item.state_before})


def _awaited(item: Sequel) -> str:
    return local(item.owner) or (
        _("personne : dossier clos") if item.is_ended else _("personne en particulier")
    )


def _called(item: Sequel) -> str:
    """A case and a settlement by their number, a cause and a proposal by their name."""
    named: Labels | None = item.title if item.kind in ("problem", "proposal") else None
    return f"« {local(named)} »" if named else words.isolated_code(item.object_ref)
