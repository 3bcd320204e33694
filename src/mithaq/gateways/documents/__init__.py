"""Papers and workbooks that leave the product: results reports in PDF, tables in XLSX."""

from __future__ import annotations
