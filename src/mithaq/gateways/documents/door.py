"""The documents port, filled with Typst for papers and XlsxWriter for workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mithaq.base.ports import Sheet
from mithaq.gateways.documents.papers import print_paper
from mithaq.gateways.documents.workbooks import write_workbook


class TypstDocuments:
    """Makes papers and workbooks in the process itself, without any outside call."""

    def pdf(self, *, template: str, content: Mapping[str, Any], language: str) -> bytes:
        """Print a template with its content as an accessible A4 PDF."""
        return print_paper(template=template, content=content, language=language)

    def workbook(self, *, sheets: Sequence[Sheet]) -> bytes:
        """Write tables as an XLSX workbook."""
        return write_workbook(sheets)
