"""Where a convention stands, whose turn it is by which rule, and its identity in facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mithaq.apps.conventions.choices import CadencePeriod, DocumentKind, DurationKind, Grade
from mithaq.apps.conventions.queries import CommitteeView, ConventionDetail
from mithaq.apps.observatory.queries import ConventionState
from mithaq.base.dates import Precision, UncertainDate
from mithaq.web.conventions.links import source_link
from mithaq.web.shell.dates import WEEKDAYS, date_day, date_words, uncertain_date
from mithaq.web.shell.typography import comma, language, set_text
from mithaq.web.shell.words import local

# The indicator whose figures count the sittings that a steering committee held.
SITTINGS: Final = "committee-meetings"


# The last sitting held and the next one planned of each committee that has any, by its number.
Sittings: TypeAlias = Mapping[int, tuple[date | None, date | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The bar under the title: state | whose turn, derived from which rule."""

    state: str
    state_note: str
    turn: str
    turn_note: str


def standing_of(state: ConventionState, on: date, sittings: Sittings | None = None) -> Standing:
    """Say where it stands on a day and who moves next; the rule that says it is named."""
    turn, why = _turn(state, on, sittings or {})
    if state.has_later_result:
        note = _("Des résultats sont publiés depuis la signature.")
    elif state.detail.signed.is_known:
        note = _("Aucun résultat publié depuis la signature.")
    else:
        note = _("Aucun résultat publié.")
    return Standing(state=_state(state.detail, on), state_note=note, turn=turn, turn_note=why)


def _state(detail: ConventionDetail, on: date) -> str:
    signed, length = detail.signed, _length(detail, on)
    words = {"day": uncertain_date(signed), "length": length}
    if signed.precision is Precision.DAY:
        return _("Signée le %(day)s, %(length)s") % words
    if signed.precision is Precision.UNKNOWN:
        return _("Signée, date non publiée ; %(length)s") % words
    return _("Signée en %(day)s, %(length)s") % words


def _length(detail: ConventionDetail, on: date) -> str:
    if detail.covers_to:
        is_over = detail.covers_to < on
        words = _("période finie le %(day)s") if is_over else _("jusqu’au %(day)s")
        return words % {"day": date_day(detail.covers_to)}
    if detail.duration_kind == DurationKind.OPEN_ENDED:
        return _("sans terme")
    if detail.duration_kind == DurationKind.TACIT_RENEWAL:
        return _("reconduite tacitement")
    return _("durée non publiée")


def _turn(state: ConventionState, on: date, sittings: Sittings) -> tuple[str, str]:
    """Derive whose turn it is: a promised cadence first, then a promised end, then a target."""
    detail = state.detail
    silent = [item for item in detail.committees if not _has_minutes(detail)]
    # A committee whose next sitting is fixed waits for that day alone.
    fixed = [item for item in silent if sittings.get(item.number, (None, None))[1] is not None]
    silent = [item for item in silent if item not in fixed]
    for committee in silent:
        if committee.cadence_count:
            last = sittings.get(committee.number, (None, None))[0]
            return _committee_turn(committee, sittings_held(state), last)
    if detail.covers_to and detail.covers_to < on and not state.has_later_result:
        return (
            _("Aux parties : publier le bilan de la période"),
            _("Déduit de la fin promise, le %(day)s. Bilan : non publié.")
            % {"day": date_day(detail.covers_to)},
        )
    if silent:
        return (
            _("Aux parties : réunir le %(committee)s") % {"committee": _lowered(silent[0])},
            _("Un comité est annoncé ; sa cadence et ses séances ne sont pas publiées."),
        )
    if fixed:
        return _sitting_turn(fixed[0], sittings[fixed[0].number][1])
    if detail.targets and not state.has_later_result:
        return (
            ngettext(
                "Aux parties : publier le résultat de l’objectif",
                "Aux parties : publier le résultat des %(count)s objectifs",
                len(detail.targets),
            )
            % {"count": len(detail.targets)},
            _("Déduit des objectifs chiffrés. Aucun horizon ni comité n’est publié."),
        )
    return (
        _("Aux parties : publier ce qui a été fait"),
        _("Aucun objectif chiffré n’est publié ; des engagements ont une échéance.")
        if any(item.due.is_known for item in detail.commitments)
        else _("Aucune cadence, aucune échéance, aucun objectif chiffré n’est publié."),
    )


def _sitting_turn(committee: CommitteeView, day: date | None) -> tuple[str, str]:
    """Its next sitting is called: the parties hold it on that day."""
    words = {"committee": _lowered(committee), "day": date_day(day)}
    turn = _("Aux parties : réunir le %(committee)s le %(day)s") % words
    if not committee.cadence_count:
        return turn, _("Séance fixée.")
    return turn, _("Séance fixée ; cadence promise : %(cadence)s.") % {
        "cadence": cadence(committee)
    }


def _has_minutes(detail: ConventionDetail) -> bool:
    return any(item.kind == DocumentKind.MINUTES for item in detail.documents)


def _lowered(committee: CommitteeView) -> str:
    text = local(committee.labels)
    return text[:1].lower() + text[1:]


def _committee_turn(committee: CommitteeView, held: int, on: date | None) -> tuple[str, str]:
    who = local(committee.chair) or _("Les parties")
    words = {"who": who[:1].upper() + who[1:], "committee": _lowered(committee)}
    why = _("Déduit de la cadence promise, %(cadence)s.") % {"cadence": cadence(committee)}
    if on is not None:
        last = _("Dernière séance : %(day)s.") % {"day": date_day(on)}
    else:
        last = held_words(held) if held else _("Dernière séance : non publiée.")
    return _("%(who)s : réunir le %(committee)s") % words, f"{why} {last}"


def sittings_held(state: ConventionState) -> int:
    """How many sittings of its steering committee a source says were held; 0 when none does."""
    said = [item for item in state.figures if item.indicator_code == SITTINGS]
    revised = {item.revises_code for item in said}
    last = max(
        (item for item in said if item.code not in revised),
        key=lambda item: item.as_of.sort_key,
        default=None,
    )
    return int(last.value) if last else 0


def held_words(held: int) -> str:
    """Say that sittings were held of which nothing is published."""
    return set_text(
        ngettext(
            "%(count)s séance tenue, aucun compte rendu publié.",
            "%(count)s séances tenues, aucun compte rendu publié.",
            held,
        )
        % {"count": held}
    )


def cadence(committee: CommitteeView) -> str:
    """Word a promised cadence: « 2 fois par an »."""
    count = committee.cadence_count or 0
    forms = {
        CadencePeriod.MONTH: ngettext("%(count)s fois par mois", "%(count)s fois par mois", count),
        CadencePeriod.QUARTER: ngettext(
            "%(count)s fois par trimestre", "%(count)s fois par trimestre", count
        ),
        CadencePeriod.YEAR: ngettext("%(count)s fois par an", "%(count)s fois par an", count),
    }
    if not count or not committee.cadence_period:
        return _("cadence non publiée")
    return forms[CadencePeriod(committee.cadence_period)] % {"count": count}


def facts_of(detail: ConventionDetail) -> list[tuple[str, object, object, str]]:
    """Signed, in force, covers, length, signed text: None is « non publié », in its gender."""
    texts = [item for item in detail.documents if item.kind == DocumentKind.SIGNED_TEXT]
    rows: list[tuple[str, object, object, str]] = [
        (_("Signée"), _signed(detail), local(detail.place), "f"),
        (
            _("Entrée en vigueur"),
            date_day(detail.in_force_on) if detail.in_force_on else None,
            "",
            "f",
        ),
        (_("Durée"), _duration(detail), _duration_source(detail), "f"),
        (_("Texte signé"), local(texts[0].labels) if texts else None, "", "m"),
    ]
    if detail.covers_from or detail.covers_to:
        rows.insert(2, (_("Période couverte"), _covers(detail), "", "f"))
    return [*rows, *_terms(detail)]


def _terms(detail: ConventionDetail) -> Iterator[tuple[str, object, object, str]]:
    """What few sources say: legal basis, notice and renewal, languages; left out when unsaid."""
    if detail.legal_basis:
        yield _("Base légale"), local(detail.legal_basis), "", "f"
    months = [
        (detail.notice_months, gettext_lazy("Préavis")),
        (detail.renewal_months, gettext_lazy("Reconduction")),
    ]
    for count, label in months:
        if count:
            words = ngettext("%(count)s mois", "%(count)s mois", count) % {"count": count}
            yield str(label), words, "", "m"
    if detail.terms:
        yield _("Préavis et reconduction"), local(detail.terms), "", "m"
    if detail.languages:
        yield _("Langues du texte"), _languages(detail), "", "f"


def _languages(detail: ConventionDetail) -> str:
    """« arabe (fait foi), français »."""
    return comma().join(
        f"{item.language_label} ({_('fait foi')})" if item.prevails else str(item.language_label)
        for item in detail.languages
    )


def _signed(detail: ConventionDetail) -> object:
    """« mardi 13 juin 2017 »; « un mercredi de décembre 2021 »; « un jeudi, non datée »."""
    signed, day = detail.signed, detail.signed_weekday
    if signed.precision is Precision.DAY:
        return date_words(signed.on)
    name = WEEKDAYS[language()][day - 1] if day else ""
    if not signed.is_known:
        return _("un %(weekday)s, date non publiée") % {"weekday": name} if name else None
    if not name:
        return uncertain_date(signed)
    return _("un %(weekday)s, %(month)s") % {"weekday": name, "month": uncertain_date(signed)}


def _covers(detail: ConventionDetail) -> str:
    first = uncertain_date(UncertainDate(detail.covers_from)) if detail.covers_from else "…"
    last = uncertain_date(UncertainDate(detail.covers_to)) if detail.covers_to else "…"
    return format_html("{} – {}", first, last)


def _duration(detail: ConventionDetail) -> str | None:
    if detail.duration_kind == DurationKind.NOT_PUBLISHED:
        return None
    words = {
        DurationKind.OPEN_ENDED: _("indéterminée"),
        DurationKind.TACIT_RENEWAL: _("reconduction tacite"),
        DurationKind.FIXED: _("déterminée"),
    }
    return words[DurationKind(detail.duration_kind)]


def _duration_source(detail: ConventionDetail) -> object:
    """The length of the 2017 convention is said elsewhere than in the main source."""
    said = [item for item in detail.remarks if item.kind == "scope"]
    if detail.duration_kind != DurationKind.OPEN_ENDED or not said:
        return ""
    link = source_link(said[0].source)
    return format_html('<a href="{}">{}</a>', link.url, link.name) if link.url else link.name


def pooled_note(detail: ConventionDetail) -> str:
    """Say that a target shared by several conventions is not split among them."""
    if not any(item.is_pooled for item in detail.targets):
        return ""
    count = detail.instrument_count
    if detail.convention_set and detail.convention_set.announced_count:
        count = detail.convention_set.announced_count
    return set_text(
        ngettext(
            "Commun à %(count)s convention, part non publiée.",
            "Commun aux %(count)s conventions, part de chacune non publiée.",
            count,
        )
        % {"count": count}
    )


def figure_title(state: ConventionState) -> str:
    """« Les chiffres annoncés en 2017 » when all were said that year and only announced."""
    grades = {item.grade for item in state.figures}
    years = {item.said.on.year for item in state.figures if item.said.on}
    if grades != {Grade.ANNOUNCED}:
        return _("Les chiffres et leur degré")
    if len(years) == 1:
        return _("Les chiffres annoncés en %(year)s") % {"year": years.pop()}
    return _("Les chiffres annoncés")
