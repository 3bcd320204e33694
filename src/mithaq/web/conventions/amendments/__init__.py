"""The pages of amendments: reading as amended on a day, the list, recording one by form."""

from __future__ import annotations
