"""A figure opened: from the number to the sentence that says it, and to what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.observatory.queries import ConflictView, FigureProof, FigureView
from mithaq.apps.reference.choices import Milieu, Sex
from mithaq.base.text import Labels
from mithaq.web.conventions.links import SourceLink, page_url, source_link
from mithaq.web.conventions.plots import conflict_plot
from mithaq.web.observatory.entry.differences import difference_of
from mithaq.web.observatory.readings import drawn, share_of
from mithaq.web.observatory.sentences import said_of, state_words, whole_value
from mithaq.web.observatory.words import (
    AGGREGATIONS,
    NEXT_PROOF,
    NEXT_SAID,
    UNITS,
    grade_meaning,
    grade_word,
    words_of,
)
from mithaq.web.shell.charts import Reading
from mithaq.web.shell.dates import moment_words, uncertain_date
from mithaq.web.shell.marks import not_published
from mithaq.web.shell.numbers import number_bdi
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.values import Display, display_of, display_value
from mithaq.web.shell.words import local, locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One figure as a line: what it counts, its value, its state, its proof."""

    code: str
    url: str
    label: Labels
    value: Display
    when: str
    grade: str
    source: SourceLink
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step from the figure to its proof; what no source gives is said so."""

    name: str
    words: Any
    note: Any = ""
    url: str = ""
    is_known: bool = True
    absent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Everything the page of a figure prints."""

    figure: FigureView
    value: Display
    source: SourceLink
    sentence: SafeString
    computed: str
    state: str
    state_note: str
    turn: str
    turn_note: str
    steps: list[Step]
    facts: list[tuple[str, object, object]]
    whole: Shown | None
    details: list[Shown]
    readings: list[tuple[str, list[Reading], SourceLink]]
    conflicts: list[dict[str, Any]]
    revised: Shown | None
    revision: Shown | None
    recorded: str
    difference: str
    reason: str
    withdrawn: str
    budget: list[tuple[str, str, Display, SourceLink]]
    budget_url: str


def opened(proof: FigureProof) -> Opened:
    """Lay a figure and its proof out as a page."""
    item = proof.figure
    return Opened(
        figure=item,
        value=display_of(item),
        source=source_link(item.source),
        sentence=said_of(proof),
        computed=_computed(item),
        state=_state(proof),
        state_note=_state_note(proof),
        turn=_next(item),
        turn_note=(
            ""
            if item.grade == "verified"
            else _("Déduit du degré : c’est ce qui rendrait ce chiffre plus solide.")
        ),
        steps=list(_steps(proof)),
        facts=_facts(item),
        whole=shown(proof.whole) if proof.whole else None,
        details=[shown(detail) for detail in proof.details],
        readings=list(_readings(proof)),
        conflicts=[_conflict(found, proof) for found in proof.conflicts],
        revised=shown(proof.revised) if proof.revised else None,
        revision=shown(proof.revision) if proof.revision else None,
        recorded=moment_words(item.recorded_at),
        difference=difference_of(proof),
        reason=item.revision_reason or (proof.revision.revision_reason if proof.revision else ""),
        withdrawn=moment_words(item.withdrawn_at) if item.withdrawn_at else "",
        budget=_budget(proof),
        budget_url=f"{page_url('convention', item.convention_reference)}#budget"
        if proof.budget_lines
        else "",
    )


def shown(item: FigureView) -> Shown:
    """Show a figure as one line."""
    return Shown(
        code=item.code,
        url=page_url("figure", item.code),
        label=item.labels,
        value=display_of(item),
        when=state_words(item),
        grade=item.grade,
        source=source_link(item.source),
        is_exercise=item.is_exercise,
    )


def _computed(item: FigureView) -> str:
    if item.implied_before is None:
        return ""
    words = {"value": number_bdi(item.implied_before)}
    return set_text(_("Un an plus tôt, cette évolution suppose environ %(value)s.") % words)


def _next(item: FigureView) -> str:
    """Who would make the figure more solid, and how: parties only where there is a convention."""
    is_said = item.grade in {"announced", "contractual"} and not item.convention_reference
    return set_text(NEXT_SAID) if is_said else words_of(NEXT_PROOF, item.grade)


def _state(proof: FigureProof) -> str:
    item = proof.figure
    if proof.revision is not None:
        return _("Révisé depuis")
    if proof.conflicts:
        return set_text(_("%(grade)s, contredit") % {"grade": grade_word(item.grade).capitalize()})
    return grade_word(item.grade).capitalize()


def _state_note(proof: FigureProof) -> str:
    count = len(proof.conflicts)
    if count:
        words = ngettext("%(n)s conflit ouvert.", "%(n)s conflits ouverts.", count) % {"n": count}
        return set_text(f"{_capital(grade_meaning(proof.figure.grade))}. {words}")
    return set_text(f"{_capital(grade_meaning(proof.figure.grade))}.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _steps(proof: FigureProof) -> Iterator[Step]:
    """Figure, breakdown, list, record, proof, rule: six steps, none hidden when it is missing."""
    item = proof.figure
    link = source_link(item.source)
    yield Step(name=_("Chiffre"), words=whole_value(display_of(item)), note=state_words(item))
    yield _breakdown(proof)
    yield Step(
        name=_("Liste"),
        words="",
        note=_("Qui est compté, un par un : aucune source ne le donne."),
        is_known=False,
        absent="f",
    )
    yield Step(
        name=_("Inscription"),
        words=format_html("<bdi>{}</bdi>", item.code),
        note=set_text(_("au registre, le %(when)s") % {"when": moment_words(item.recorded_at)}),
        url="#inscription",
    )
    yield Step(name=_("Preuve"), words=link.name, note=locator(item.source.locator), url=link.url)
    yield Step(
        name=_("Règle"),
        words=set_text(_("définition, version %(n)s") % {"n": item.version_number}),
        note=item.formula,
        url=page_url("indicator", item.indicator_code),
        is_known=bool(item.definition),
        absent="f",
    )


def _breakdown(proof: FigureProof) -> Step:
    """The figures that detail this one, or the lines of the budget that it totals."""
    lines, details = len(proof.budget_lines), len(proof.details)
    if lines and not details:
        words = ngettext(
            "%(n)s ligne de budget imprimée", "%(n)s lignes de budget imprimées", lines
        )
        return Step(name=_("Détail"), words=words % {"n": lines}, url="#budget")
    words = ngettext("%(n)s chiffre le détaille", "%(n)s chiffres le détaillent", details)
    return Step(
        name=_("Détail"),
        words=words % {"n": details},
        url="#details",
        is_known=bool(details),
        absent="m",
    )


def _budget(proof: FigureProof) -> list[tuple[str, str, Display, SourceLink]]:
    """Each printed line: its name, its year, its amount, its source."""
    return [
        (
            local(line.labels),
            str(line.year or ""),
            display_value(line.committed_centimes, "centimes"),
            source_link(line.source),
        )
        for line in proof.budget_lines
    ]


def _facts(item: FigureView) -> list[tuple[str, object, object]]:
    indicator = format_html(
        '<a href="{}">{}</a>', page_url("indicator", item.indicator_code), local(item.indicator)
    )
    version = set_text(_("version %(n)s") % {"n": item.version_number})
    rows: list[tuple[str, object, object]] = [
        (_("Ce qui est compté"), indicator, version),
        (_("Unité"), words_of(UNITS, item.unit), words_of(AGGREGATIONS, item.aggregation)),
        (_("État au"), state_words(item), ""),
        (_("Dit le"), uncertain_date(item.said), ""),
        (_("Définition"), local(item.definition) or not_published("f"), item.formula),
    ]
    if item.convention_reference:
        address = page_url("convention", item.convention_reference)
        name = format_html('<a href="{}">{}</a>', address, local(item.convention))
        scope = _("pour l’ensemble des conventions signées") if item.is_about_set else ""
        rows.append((_("Convention"), name, scope))
    if item.organisation:
        rows.append((_("Organisation"), local(item.organisation), ""))
    if item.territory:
        rows.append((_("Territoire"), local(item.territory), ""))
    if item.sex != Sex.ALL:
        rows.append((_("Sexe"), set_text(Sex(item.sex).label), ""))
    if item.milieu != Milieu.ALL:
        rows.append((_("Milieu"), set_text(Milieu(item.milieu).label), ""))
    if item.category:
        rows.append((_("Catégorie"), local(item.category), ""))
    return rows


def _readings(proof: FigureProof) -> Iterator[tuple[str, list[Reading], SourceLink]]:
    """The readings of the share itself, or of the shares that detail this figure."""
    known = {view.code: view for view in (proof.figure, proof.whole, *proof.details) if view}
    for code, views in proof.readings.items():
        share = known[code]
        whole = known.get(share.part_of_code or "")
        if whole is None:
            continue
        words = {"whole": display_of(whole).text, "share": display_of(share).text}
        drawings = [
            drawn(
                share_of(view, indicator=share.indicator_code, whole=whole.value, share=share.value)
            )
            for view in views
        ]
        title = set_text(_("« %(whole)s, dont %(share)s » : deux lectures") % words)
        yield title, drawings, source_link(share.source)


def _conflict(found: ConflictView, proof: FigureProof) -> dict[str, Any]:
    return {
        "title": found.labels,
        "left": _side(found.sides[0]),
        "right": _side(found.sides[1]),
        "others": [shown(side) for side in found.sides[2:]],
        "why": found.why,
        "settles": found.settle,
        "settle_grade": found.settle_grade,
        "plot": conflict_plot(found.sides, (proof.figure, *proof.details)),
    }


def _side(item: FigureView) -> dict[str, Any]:
    value = display_of(item)
    return {
        "value": value.html,
        "unit": value.unit,
        "qualifier": value.qualifier,
        "label": item.labels,
        "note": state_words(item),
        "grade": item.grade,
        "source": source_link(item.source).name,
        "source_url": page_url("figure", item.code),
    }
