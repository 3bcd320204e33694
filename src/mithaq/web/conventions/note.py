"""The one-page note on a convention: what a governor or a board must know before a meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from mithaq.apps.conventions.choices import CommitmentStatus, DueGroup, ProgressState
from mithaq.apps.conventions.policies.committees import can_read_committee
from mithaq.apps.conventions.queries import (
    BudgetLineView,
    CommitmentView,
    ConventionDetail,
    DutyView,
    duties_in,
)
from mithaq.apps.conventions.queries.committee_access import accesses_of
from mithaq.apps.conventions.queries.sitting_lists import sittings_around
from mithaq.apps.observatory.queries import BudgetGap, ConflictView, ConventionState, FigureView
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.ports import port
from mithaq.base.text import LANGUAGES
from mithaq.web.conventions.money import in_millions
from mithaq.web.conventions.proofs import shown_target
from mithaq.web.conventions.standing import cadence, sittings_held, standing_of
from mithaq.web.conventions.story import sittings_due
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.marks import GRADES
from mithaq.web.shell.numbers import CENTIMES_PER_MILLION, mdh
from mithaq.web.shell.typography import comma, set_text
from mithaq.web.shell.values import display_of
from mithaq.web.shell.words import local

TEMPLATE: Final = "one_page_note"
LONGEST: Final = 150
STAGES: Final = ("committed", "called", "disbursed", "justified")


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What was reported of the commitments, and when each committee last sat and will sit."""

    duties: tuple[DutyView, ...] = ()
    sittings: Mapping[int, tuple[date | None, date | None]] = field(default_factory=dict)
    awaited: frozenset[int] = frozenset()
    """The committees whose reader may know the day of the sitting to come."""


def follow_up_of(reference: str, *, on: date, mandate: MandateView | None) -> FollowUp:
    """Read what follows a convention on a day; the day of a sitting to come is told to those whom
    its committee concerns."""
    sittings = sittings_around(reference, on=on)
    access = accesses_of(reference, on=on) if sittings else {}
    return FollowUp(
        duties=duties_in([reference], on=on),
        sittings=sittings,
        awaited=frozenset(
            number for number in sittings if can_read_committee(mandate, access[number])
        ),
    )


def print_note(
    state: ConventionState,
    *,
    on: date,
    language: str,
    code: str = "",
    follow_up: FollowUp | None = None,
) -> bytes:
    """Print the note in a language; ``code``, when it was issued, answers for it."""
    return port("documents").pdf(
        template=TEMPLATE,
        content=note_of(state, on=on, language=language, code=code, follow_up=follow_up),
        language=language,
    )


def note_of(
    state: ConventionState,
    *,
    on: date,
    language: str,
    code: str = "",
    follow_up: FollowUp | None = None,
) -> dict[str, Any]:
    """The content of the note, in plain values and in the words of a language.

    Without ``follow_up`` it says what the text alone says.
    """
    if language not in LANGUAGES:
        raise LookupError(language)
    with override(language):
        return _content(state, on, code, follow_up or FollowUp())


def _content(state: ConventionState, on: date, code: str, follow_up: FollowUp) -> dict[str, Any]:
    detail = state.detail
    told = {item.number: item for item in follow_up.duties}
    late = [item for item in detail.commitments if _is_late(item, told.get(item.number), on)]
    return {
        "title": set_text(local(detail.labels)),
        "running": _("Note d’une page"),
        "subtitle": shortened(local(detail.purpose), 230),
        "reference": _reference(detail, code),
        "as_of": on.isoformat(),
        "exercise": detail.is_exercise,
        "facts": list(_facts(state, on)),
        "decisions": list(_decisions(state, on, late, follow_up)),
        "measures": list(_measures(state)),
        "said": [_said(item) for item in _standing_figures(state)],
        "money": list(_money(detail.budget_lines)),
        "late": [
            {"text": shortened(local(item.labels)), "who": _debtor(item), "due": str(item.due),
             "told": _told(told.get(item.number))} for item in late
        ],
        "undated": " ".join(
            part for part in (_progress(follow_up.duties), _undated(detail, told)) if part
        ),
        "committees": list(_committees(state, on, follow_up)),
        "conflicts": [
            {"title": local(item.labels), "left": left, "right": right}
            for item in state.conflicts
            for left, right in [_sides(item)]
        ] + [_gap(item) for item in state.budget_gaps],
        "footnote": _footnote(detail),
    }  # fmt: skip


def _gap(item: BudgetGap) -> dict[str, Any]:
    """A printed total that is not the sum of its lines contradicts them."""
    return {
        "title": _("%(payer)s : total imprimé, somme des lignes") % {"payer": local(item.payer)},
        "left": str(mdh(item.announced_centimes)),
        "right": str(mdh(item.sum_centimes)),
    }


def shortened(text: str, longest: int = LONGEST) -> str:
    """Cut a text between two words; three dots say that it goes on."""
    whole = set_text(text)
    if len(whole) <= longest:
        return whole
    return whole[:longest].rsplit(" ", 1)[0].rstrip(" ,;:،؛") + "…"


def _reference(detail: ConventionDetail, code: str) -> str:
    if code:
        return _("%(reference)s · code à vérifier %(code)s") % {
            "reference": detail.reference, "code": code,
        }  # fmt: skip
    return _("%(reference)s · exemplaire sans code") % {"reference": detail.reference}


def _facts(state: ConventionState, on: date) -> Iterator[list[Any]]:
    detail = state.detail
    parties = [item.acronym or local(item.organisation) for item in detail.parties]
    yield [_("Où en est-on"), shortened(_plain(standing_of(state, on).state), 70), True]
    shown = comma().join(parties[:4])
    rest = len(parties) - 4
    if rest > 0:
        words = ngettext("et %(n)s autre", "et %(n)s autres", rest) % {"n": rest}
        shown = f"{shown} {words}"
    yield [_("Parties"), shortened(shown, 110), True]
    yield [_("État au"), date_plain(on)]


def _is_late(item: CommitmentView, duty: DutyView | None, on: date) -> bool:
    """What those who follow a commitment report of it counts before what its source says."""
    is_kept = _is_closed(item, duty)
    return not is_kept and item.due.latest is not None and item.due.latest < on


def _is_closed(item: CommitmentView, duty: DutyView | None) -> bool:
    if duty is not None:
        return duty.group is DueGroup.CLOSED
    return item.status == CommitmentStatus.DONE


def _told(duty: DutyView | None) -> str:
    """The last report on a commitment: its state, its day, what was done."""
    if duty is None or duty.report is None:
        return ""
    said = {
        "state": str(ProgressState(duty.report.state).label),
        "day": date_plain(duty.report.stated_on),
        "done": shortened(local(duty.report.done), 110),
    }
    return _("%(state)s au %(day)s : %(done)s") % said


def _progress(duties: tuple[DutyView, ...]) -> str:
    """How many commitments stand in each state reported, and how many nobody reported on."""
    counts = Counter(str(duty.report.state) for duty in duties if duty.report)
    if not counts:
        return ""
    parts = [
        f"{ProgressState(state).label} : {counts[state]}"
        for state in ProgressState.values
        if counts[state]
    ]
    silent = sum(duty.report is None for duty in duties)
    if silent:
        parts.append(_("sans avancement inscrit : %(n)s") % {"n": silent})
    return _("Avancement inscrit — %(counts)s.") % {"counts": comma().join(parts)}


def _debtor(item: CommitmentView) -> str:
    return local(item.debtor) or _("les parties ensemble")


def _measures(state: ConventionState) -> Iterator[dict[str, Any]]:
    for target, found in zip(state.detail.targets, state.achieved, strict=True):
        item = shown_target(target, found)
        done = item.achieved
        yield {
            "name": shortened(local(target.labels), 90),
            "promised": _plain(item.value.counted),
            "grade": target.grade,
            "grade_label": _grade(target.grade),
            "done": done.value.text if done else None,
            "rate": _plain(done.rate) if done else "",
            "done_grade": done.grade if done else "",
            "done_label": _grade(done.grade) if done else "",
        }


def _standing_figures(state: ConventionState) -> list[FigureView]:
    """The figures that no other revises, the main ones first."""
    revised = {item.revises_code for item in state.figures}
    kept = [item for item in state.figures if item.code not in revised]
    return sorted(kept, key=lambda item: item.part_of_code is not None)


def _said(item: FigureView) -> dict[str, Any]:
    return {
        "name": shortened(local(item.labels), 90),
        "value": display_of(item).text,
        "period": local(item.period) or (str(item.as_of) if item.as_of.is_known else None),
        "grade": item.grade,
        "grade_label": _grade(item.grade),
    }


def _money(lines: Iterable[BudgetLineView]) -> Iterator[dict[str, Any]]:
    """A payer a line; a stage that nobody publishes for any of its lines stays empty."""
    groups: dict[str, list[BudgetLineView]] = {}
    for line in lines:
        groups.setdefault(line.payer_slug, []).append(line)
    sums = {slug: _stages(group) for slug, group in groups.items()}
    amounts = [amount for row in sums.values() for amount in row.values() if amount is not None]
    # One unit for the whole table: 910 000,00 DH beside 1 MDH would read as the larger.
    write = in_millions if max(amounts, default=0) >= CENTIMES_PER_MILLION else mdh
    for slug, group in groups.items():
        row: dict[str, Any] = {"payer": shortened(local(group[0].payer), 60)}
        for stage, amount in sums[slug].items():
            row[stage] = None if amount is None else str(write(amount))
        yield row


def _stages(group: list[BudgetLineView]) -> dict[str, int | None]:
    """What one payer committed, called, paid and justified, in centimes; None where unpublished."""
    found: dict[str, int | None] = {}
    for stage in STAGES:
        known = [
            amount for line in group if (amount := getattr(line, f"{stage}_centimes")) is not None
        ]
        found[stage] = sum(known) if known else None
    return found


def _sides(item: ConflictView) -> tuple[str, str]:
    """Both values of a conflict; what each counts, when the number is the same."""
    left, right = (display_of(side).text for side in item.sides[:2])
    if left != right:
        return left, right
    first, second = (shortened(local(side.labels), 48) for side in item.sides[:2])
    return f"{left} ({first})", f"{right} ({second})"


def _committees(state: ConventionState, on: date, follow_up: FollowUp) -> Iterator[dict[str, Any]]:
    held = sittings_held(state)
    for item in state.detail.committees:
        if item.number in follow_up.sittings:
            last, coming = follow_up.sittings[item.number]
            yield {
                "name": local(item.labels),
                "cadence": cadence(item),
                "held": f"{_last(last)}{comma()}{_coming(coming)}"
                if item.number in follow_up.awaited
                else _last(last),
            }
            continue
        due = sittings_due(item, state.detail, on)
        known = held if item.kind == "steering" else 0
        planned = ngettext("%(n)s séance due", "%(n)s séances dues", due) % {"n": due}
        silent = _("aucune publiée")
        kept = ngettext("%(n)s tenue", "%(n)s tenues", known) % {"n": known}
        yield {
            "name": local(item.labels),
            "cadence": cadence(item),
            "held": f"{planned}{comma()}{kept if known else silent}",
        }


def _last(day: date | None) -> str:
    if day is None:
        return _("aucune séance tenue")
    return _("dernière séance le %(day)s") % {"day": date_plain(day)}


def _coming(day: date | None) -> str:
    if day is None:
        return _("aucune séance fixée")
    return _("prochaine le %(day)s") % {"day": date_plain(day)}


def _decisions(
    state: ConventionState, on: date, late: list[CommitmentView], follow_up: FollowUp
) -> Iterator[dict[str, str]]:
    """What follows from the promises, each with the rule that says it."""
    now = standing_of(state, on, follow_up.sittings)
    yield {"text": _sentence(_plain(now.turn)), "rule": _plain(now.turn_note)}
    if late:
        words = ngettext(
            "Fixer une date ferme pour %(n)s engagement échu.",
            "Fixer une date ferme pour %(n)s engagements échus.",
            len(late),
        )
        yield {"text": words % {"n": len(late)}, "rule": _("Échéance passée, rien n’est prouvé.")}
    count = len(state.conflicts) + len(state.budget_gaps)
    if count:
        words = ngettext(
            "Dire quelle source fait référence pour %(n)s chiffre contredit.",
            "Dire quelle source fait référence pour %(n)s chiffres contredits.",
            count,
        )
        yield {"text": words % {"n": count}, "rule": _("Deux sources se contredisent.")}
    silent = [found for found in state.achieved if found is None]
    if silent:
        words = ngettext(
            "Demander le résultat de %(n)s objectif.",
            "Demander le résultat de %(n)s objectifs.",
            len(silent),
        )
        yield {"text": words % {"n": len(silent)}, "rule": _("Aucun résultat publié.")}


def _undated(detail: ConventionDetail, told: Mapping[int, DutyView]) -> str:
    open_ones = [item for item in detail.commitments if not _is_closed(item, told.get(item.number))]
    count = sum(1 for item in open_ones if not item.due.is_known)
    if not count:
        return ""
    words = ngettext(
        "%(n)s engagement sans échéance publiée.",
        "%(n)s engagements sans échéance publiée.",
        count,
    )
    return words % {"n": count}


def _footnote(detail: ConventionDetail) -> str:
    told = [item for item in detail.amendments
            if detail.read_on and item.effective_on <= detail.read_on]  # fmt: skip
    base = _(
        "Chaque chiffre garde son degré de preuve ; ce qu’aucune source ne dit reste non publié."
    )
    if not told:
        return base
    words = ngettext("Texte lu avec %(n)s avenant.", "Texte lu avec %(n)s avenants.", len(told)) % {
        "n": len(told)
    }
    return f"{words} {base}"


def _grade(code: str) -> str:
    return str(GRADES[code][0])


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _plain(value: object) -> str:
    """A value without its marks: a paper prints text."""
    return strip_tags(str(value))
