"""What leaves of one convention: its file, or a workbook of its figures and promises."""

from __future__ import annotations

import tempfile
from datetime import date
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.observatory.queries import ConventionState, convention_state
from mithaq.gateways import convention_file
from mithaq.web.conventions.sheets import Rows, sheets_of
from mithaq.web.shell.exports import XLSX
from mithaq.web.shell.typography import language

YAML: Final = "application/yaml; charset=utf-8"


@require_safe
def export(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Give the convention as the file that would record it again, or as a workbook.

    With a day (« au »), both say the text as amended on that day.
    """
    on = _day(request.GET.get("au", ""))
    state = convention_state(reference, text_on=on)
    if state is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    stem = f"{reference}-au-{on.isoformat()}" if on else reference
    if request.GET.get("format") == "xlsx":
        return _workbook(state, stem)
    response = HttpResponse(convention_file.write(reference, on=on), content_type=YAML)
    response.headers["Content-Disposition"] = f'attachment; filename="{stem}.yaml"'
    return response


def _day(text: str) -> date | None:
    """The day asked for; an address that names no day of the calendar leads nowhere."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404(_("« %s » n’est pas un jour : écrivez 2026-03-31.") % text) from error


def _workbook(state: ConventionState, stem: str) -> FileResponse:
    """Write what is promised and what is said, a sheet each, every line with grade and source."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
    for title, head, rows in sheets_of(state):
        _sheet(book, title, head, rows, is_exercise=state.detail.is_exercise)
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{stem}.xlsx", content_type=XLSX)


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
