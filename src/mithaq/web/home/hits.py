"""What a search shows of each thing found: its name, a line that tells it apart, its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.apps.conventions.queries import PromisedTarget, SittingFound
from mithaq.apps.corridor.queries.corridors import SubjectView
from mithaq.apps.reference.choices import Milieu, Sex
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import LANGUAGES, Labels, fold
from mithaq.web.committees.words import isolated_code
from mithaq.web.conventions.links import BETWEEN, page_url, split_title
from mithaq.web.conventions.values import joined, signed_of
from mithaq.web.shell.dates import date_day, date_plain, uncertain_date
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.values import display_of, display_row
from mithaq.web.shell.words import local

UNSAID: Final = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: its name, a second line, its page; a figure says how solid it is."""

    label: Labels
    note: str
    url: str
    is_exercise: bool = False
    passage: Labels = UNSAID
    grade: str = ""


def place_hit(found: tuple[Any, str]) -> Hit:
    """A page that is always there: its name is already in the language of the page."""
    label, url = found
    labels = label if isinstance(label, Labels) else Labels(*[str(label)] * len(LANGUAGES))
    return Hit(label=labels, note="", url=url)


def report_hit(row: Any) -> Hit:
    """A published report, by its convention, its number and its day."""
    return Hit(
        label=row.convention.labels,
        note=_("bilan n° %(number)s, état au %(day)s")
        % {"number": row.number, "day": date_plain(row.as_of)},
        url=page_url("results_report", str(row.public_id)),
        is_exercise=row.is_exercise,
    )


def target_hit(found: PromisedTarget) -> Hit:
    """A promised quantity, with the convention that promises it."""
    return Hit(
        label=found.target.labels,
        note=joined(display_of(found.target).counted, local(found.convention), between=" · "),
        url=f"{page_url('convention', found.reference)}#objectifs",
        is_exercise=found.is_exercise,
    )


def convention_hit(row: Any) -> Hit:
    """A convention, by its kind and its day."""
    when = uncertain_date(signed_of(row))
    return Hit(
        label=row.labels,
        note=f"{local(row.get_kind_display())} · {when}",
        url=page_url("convention", row.reference),
        is_exercise=row.is_exercise,
    )


def organisation_hit(row: Any) -> Hit:
    """An organisation, by its acronym and its kind."""
    kind = local(row.get_kind_display())
    return Hit(
        label=row.labels,
        note=f"{row.acronym} · {kind}" if row.acronym else kind,
        url=page_url("organisation", row.slug),
        is_exercise=row.is_exercise,
    )


def problem_hit(row: SubjectView) -> Hit:
    """A typical problem of a company, by its family."""
    return Hit(
        label=row.labels,
        note=local(row.family_labels),
        url=page_url("case_subject", row.code),
    )


def problem_text(row: SubjectView) -> str:
    """What a typical problem is found by, in every language."""
    told = (row.labels, row.family_labels, row.hint, row.explanation)
    return fold(" ".join(f"{text.fr} {text.ar} {text.en}" for text in told))


def figure_hit(row: Any) -> Hit:
    """A figure with what tells it from others of its name: whom, where, when, said by whom."""
    label = local(row.labels)
    place = local(row.territory.labels) if row.territory else ""
    # The name of a figure of a table of statistics says its place, sex and milieu itself.
    is_told = BETWEEN in label
    parts = (
        display_row(row).counted,
        set_text(Sex(row.sex).label) if row.sex != Sex.ALL and not is_told else "",
        set_text(Milieu(row.milieu).label) if row.milieu != Milieu.ALL and not is_told else "",
        "" if place and place in label else place,
        local(row.convention.labels) if row.convention else "",
        _state(row),
        split_title(row.source.labels)[0],
    )
    return Hit(
        label=row.labels,
        note=between(parts),
        url=page_url("figure", row.code),
        is_exercise=row.is_exercise,
        grade=row.grade,
    )


def _state(row: Any) -> str:
    """The period in the words of the source when it prints some, else the day as it is known."""
    period = Labels.from_columns(row, "period")
    return local(period) or uncertain_date(UncertainDate(row.as_of, Precision(row.as_of_precision)))


def between(parts: Iterable[object]) -> SafeString:
    """Parts that are said, apart by a point."""
    return format_html_join(" · ", "{}", ((part,) for part in parts if part))


def sitting_hit(found: SittingFound) -> Hit:
    """A committee, a sitting, its minutes or a decision, each with its convention."""
    address = (found.reference, str(found.committee_number))
    about = local(found.convention)
    number = str(found.meeting_number)
    if found.kind == "committee":
        url, label, note = page_url("committee", *address), found.labels, between([about])
    elif found.kind == "decision":
        url, label = page_url("decision", str(found.decision_id)), found.labels
        due = _("échéance le %(day)s") % {"day": date_plain(found.on)}
        words = {"code": isolated_code(found.code), "committee": local(found.committee)}
        told = set_text(_("décision %(code)s · %(committee)s") % words)
        note = between((told, about, due))
    else:
        url = page_url("meeting", *address, number)
        words = {"committee": local(found.committee), "number": number}
        written = _("Procès-verbal : %(committee)s, séance %(number)s")
        sat = _("%(committee)s, séance %(number)s")
        is_written = found.kind == "minutes"
        said = set_text((written if is_written else sat) % words)
        unsaid = "" if is_written else _("procès-verbal non publié")
        label = Labels(*[said] * len(LANGUAGES))
        note = between((about, date_day(found.on), unsaid))
    return Hit(label=label, note=note, url=url, is_exercise=found.is_exercise)


def indicator_hit(row: Any) -> Hit:
    """An indicator, by its topic."""
    return Hit(label=row.labels, note=local(row, "topic"), url=page_url("indicator", row.code))


def territory_hit(row: Any) -> Hit:
    """A territory, by its level and what it is in."""
    level = local(row.get_level_display())
    inside = local(row.parent.labels) if row.parent else ""
    return Hit(
        label=row.labels,
        note=f"{level} · {inside}" if inside else level,
        url=page_url("territory", row.code),
    )


def source_hit(row: Any) -> Hit:
    """A source, by its publisher."""
    return Hit(label=row.labels, note=row.publisher, url=page_url("source", row.code))
