"""What leaves of one convention: its file, or a workbook of its figures and promises."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import BudgetLineView
from mithaq.apps.observatory.queries import ConventionState, convention_state
from mithaq.gateways import convention_file
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.exports import XLSX
from mithaq.web.shell.marks import GRADES
from mithaq.web.shell.typography import language
from mithaq.web.shell.values import plain_number, qualifier_words
from mithaq.web.shell.words import local, locator_words

YAML: Final = "application/yaml; charset=utf-8"


@require_safe
def export(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Give the convention as the file that would record it again, or as a workbook."""
    state = convention_state(reference)
    if state is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    if request.GET.get("format") == "xlsx":
        return _workbook(state)
    response = HttpResponse(convention_file.write(reference), content_type=YAML)
    response.headers["Content-Disposition"] = f'attachment; filename="{reference}.yaml"'
    return response


def _workbook(state: ConventionState) -> FileResponse:
    """Write what is promised and what is said, a sheet each, every line with grade and source."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
    for title, head, rows in _sheets(state):
        _sheet(book, title, head, rows, is_exercise=state.detail.is_exercise)
    book.close()
    file.seek(0)
    name = f"{state.detail.reference}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


Rows = Iterable[list[object]]


def _sheets(state: ConventionState) -> Iterable[tuple[str, list[str], Rows]]:
    detail = state.detail
    value, grade, source = _("Valeur"), _("Degré"), _("Source")
    yield (
        _("Chiffres"),
        [_("Indicateur"), value, _("Unité"), _("Formulation"), _("État au"), grade, _("Définition"),
         source, _("Endroit")],
        (
            [local(item.labels), plain_number(item.value, item.unit), local(item.unit_label),
             qualifier_words(item.qualifier), local(item.period) or uncertain_date(item.as_of),
             _grade(item.grade), local(item.definition) or _("non publiée"),
             local(item.source.labels), locator_words(item.source.locator)]
            for item in state.figures
        ),
    )  # fmt: skip
    yield (
        _("Engagements"),
        [_("Axe"), _("Engagement"), _("Débiteur"), _("Bénéficiaires"), _("Échéance"), _("État"),
         grade, source, _("Endroit")],
        (
            [local(axis.labels), local(item.labels), local(item.debtor) or _("les parties"),
             local(item.beneficiary),
             uncertain_date(item.due) if item.due.is_known else _("non publiée"),
             local(item.status_label), _grade(item.grade), local(item.source.labels),
             locator_words(item.source.locator)]
            for axis in detail.axes for item in axis.commitments
        ),
    )  # fmt: skip
    yield (
        _("Budget"),
        [_("Payeur"), _("Ligne"), _("Année"), _("Engagé, DH"), _("Appelé, DH"),
         _("Décaissé, DH"), _("Justifié, DH"), grade, source, _("Endroit")],
        (
            [local(item.payer), local(item.labels), item.year, *_stages(item),
             _grade(item.grade), local(item.source.labels), locator_words(item.source.locator)]
            for item in detail.budget_lines
        ),
    )  # fmt: skip


def _stages(line: BudgetLineView) -> list[object]:
    """Committed, called, disbursed, justified, in dirhams; what nobody publishes says so."""
    kept = (line.committed_centimes, line.called_centimes, line.disbursed_centimes,
            line.justified_centimes)  # fmt: skip
    return [_("non publié") if centimes is None else centimes / 100 for centimes in kept]


def _grade(code: str) -> str:
    return str(GRADES[code][0])


def _sheet(book: Any, title: str, head: list[str], rows: Rows, *, is_exercise: bool) -> None:
    page = book.add_worksheet(title)
    bold = book.add_format({"bold": True, "bottom": 2})
    if language() == "ar":
        page.right_to_left()
    if is_exercise:
        page.set_header(f"&C{_('exercice')}")
        head = [*head, _("exercice")]
    for index, text in enumerate(head):
        page.set_column(index, index, 22)
        page.write_string(0, index, text, bold)
    for number, line in enumerate(rows, start=1):
        for index, cell in enumerate([*line, _("exercice")] if is_exercise else line):
            if isinstance(cell, (int, float, Decimal)):
                page.write_number(number, index, cell)
            elif cell:
                page.write_string(number, index, str(cell))
