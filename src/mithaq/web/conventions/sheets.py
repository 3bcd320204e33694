"""The sheets of a convention's workbook: every line with its grade, its source and the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from django.utils.translation import gettext as _

from mithaq.apps.conventions.queries import BudgetLineView, SourceRef, TargetView
from mithaq.apps.observatory.queries import ConventionState, FigureView
from mithaq.base.dates import UncertainDate
from mithaq.web.conventions.ties import document_rows, link_rows
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.marks import GRADES
from mithaq.web.shell.typography import semicolon
from mithaq.web.shell.values import plain_number, qualifier_words
from mithaq.web.shell.words import local, locator_words

Rows: TypeAlias = Iterable[list[object]]
Sheet: TypeAlias = tuple[str, list[str], Rows]


def sheets_of(state: ConventionState) -> Iterator[Sheet]:
    """What is said, what is promised, the money, and what the convention is tied to."""
    yield _figures(state)
    yield _targets(state)
    yield _commitments(state)
    yield _committees(state)
    yield _parties(state)
    yield _budget(state)
    yield _ties(state)


def _proof(source: SourceRef) -> list[object]:
    return [local(source.labels), locator_words(source.locator)]


def _grade(code: str) -> str:
    return str(GRADES[code][0])


def _figures(state: ConventionState) -> Sheet:
    head = [
        _("Indicateur"), _("Valeur"), _("Unité"), _("Formulation"), _("État au"), _("Degré"),
        _("Définition"), _("Source"), _("Endroit"),
    ]  # fmt: skip
    rows: Rows = (
        [
            local(item.labels), plain_number(item.value, item.unit), local(item.unit_label),
            qualifier_words(item.qualifier), local(item.period) or uncertain_date(item.as_of),
            _grade(item.grade), local(item.definition) or _("non publiée"),
            *_proof(item.source),
        ]
        for item in state.figures
    )  # fmt: skip
    return _("Chiffres"), head, rows


def _commitments(state: ConventionState) -> Sheet:
    head = [
        _("Axe"), _("Engagement"), _("Débiteur"), _("Créancier"), _("Bénéficiaires"), _("Verbe"),
        _("Quantité"), _("Unité"), _("Condition"), _("Preuve admise"), _("Échéance"), _("État"),
        _("Degré"), _("Source"), _("Endroit"),
    ]  # fmt: skip
    rows: Rows = (
        [
            local(axis.labels), local(item.labels), local(item.debtor) or _("les parties"),
            local(item.creditor), local(item.beneficiary), local(item.verb_label), item.quantity,
            local(item.unit_label), local(item.condition), local(item.evidence),
            _due(item.due),
            local(item.status_label), _grade(item.grade), *_proof(item.source),
        ]
        for axis in state.detail.axes
        for item in axis.commitments
    )  # fmt: skip
    return _("Engagements"), head, rows


def _targets(state: ConventionState) -> Sheet:
    """What is promised in figures and of whom, with what answers it; a common target says so."""
    head = [
        _("Objectif"), _("Valeur promise"), _("Unité"), _("Formulation"), _("Échéance"),
        _("Année"), _("Territoire"), _("Sexe"), _("Diplôme"), _("Personnes NEET"),
        _("Valeur de départ"), _("Date de départ"), _("Commun à plusieurs conventions"),
        _("Résultat"), _("Résultat au"), _("Degré du résultat"), _("Degré"), _("Source"),
        _("Endroit"),
    ]  # fmt: skip
    rows: Rows = (
        [
            local(item.labels), plain_number(item.value, item.unit), local(item.unit_label),
            qualifier_words(item.qualifier), _due(item.horizon), item.year,
            local(item.territory), local(item.sex_label), local(item.diploma),
            local(item.neet_label), *_before(item),
            _("oui") if item.is_pooled else _("non"), *_answer(found), _grade(item.grade),
            *_proof(item.source),
        ]
        for item, found in zip(state.detail.targets, state.achieved, strict=True)
    )  # fmt: skip
    return _("Objectifs"), head, rows


def _before(item: TargetView) -> list[object]:
    if item.baseline_value is None:
        return [None, ""]
    when = uncertain_date(item.baseline) if item.baseline.is_known else ""
    return [plain_number(item.baseline_value, item.unit), when]


def _answer(found: FigureView | None) -> list[object]:
    if found is None:
        return [_("aucun résultat publié"), "", ""]
    return [
        plain_number(found.value, found.unit), uncertain_date(found.as_of), _grade(found.grade)
    ]  # fmt: skip


def _due(value: UncertainDate) -> str:
    return uncertain_date(value) if value.is_known else _("non publiée")


def _known(value: int | None) -> object:
    return _("non publié") if value is None else value


def _committees(state: ConventionState) -> Sheet:
    head = [
        _("Comité"), _("Nature"), _("Séances promises"), _("Période"), _("Présidence"),
        _("Quorum"), _("Degré"), _("Source"), _("Endroit"),
    ]  # fmt: skip
    rows: Rows = (
        [
            local(item.labels), local(item.kind_label), _known(item.cadence_count),
            local(item.cadence_period_label), local(item.chair) or _("non publiée"),
            _known(item.quorum), _grade(item.grade), *_proof(item.source),
        ]
        for item in state.detail.committees
    )  # fmt: skip
    return _("Comités"), head, rows


def _parties(state: ConventionState) -> Sheet:
    head = [
        _("Organisation"), _("Sigle"), _("Rôle"), _("Apports"), _("Signataire"), _("Qualité"),
        _("Par intérim"), _("Source"), _("Endroit"),
    ]  # fmt: skip
    rows: Rows = (
        [
            local(party.organisation), party.acronym, local(party.role_label),
            semicolon().join(local(item.labels) for item in party.contributions),
            local(person.person) if person else _("non publié"),
            local(person.capacity) if person else "",
            _("oui") if person and person.is_interim else "", *_proof(party.source),
        ]
        for party in state.detail.parties
        for person in party.signatories or (None,)
    )  # fmt: skip
    return _("Parties"), head, rows


def _budget(state: ConventionState) -> Sheet:
    head = [
        _("Payeur"), _("Ligne"), _("Mesure"), _("Année"), _("Engagé, DH"), _("Appelé, DH"),
        _("Décaissé, DH"), _("Justifié, DH"), _("Degré"), _("Source"), _("Endroit"),
    ]  # fmt: skip
    rows: Rows = (
        [
            local(item.payer), local(item.labels), local(item.measure), item.year, *_stages(item),
            _grade(item.grade), *_proof(item.source),
        ]
        for item in state.detail.budget_lines
    )  # fmt: skip
    return _("Budget"), head, rows


def _stages(line: BudgetLineView) -> list[object]:
    """Committed, called, disbursed, justified, in dirhams; what nobody publishes says so."""
    kept = (
        line.committed_centimes, line.called_centimes, line.disbursed_centimes,
        line.justified_centimes,
    )  # fmt: skip
    return [_("non publié") if centimes is None else centimes / 100 for centimes in kept]


def _ties(state: ConventionState) -> Sheet:
    """Links, preamble and annexes, one line each."""
    detail = state.detail
    rows: list[list[object]] = [
        [str(row.act), local(row.title), row.reference, local(row.note)]
        for row in link_rows(detail)
    ]
    rows += [
        [_("Cite en préambule"), local(item.labels), item.code, local(item.kind_label)]
        for item in detail.preamble
    ]
    rows += [
        [
            local(row.document.kind_label), local(row.document.labels),
            row.document.annex_number, row.document.url,
        ]
        for row in document_rows(detail)
    ]  # fmt: skip
    return _("Liens et annexes"), [_("Lien"), _("Titre"), _("Code"), _("Précision")], rows
