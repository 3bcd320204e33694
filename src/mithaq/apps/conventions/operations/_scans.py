"""A scan is a PDF or a picture that a scanner makes, of a size that travels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mithaq.apps.conventions.operations import _signing_words as words
from mithaq.base.errors import Fault
from mithaq.base.sent_files import type_of
from mithaq.base.text import Labels

MAX_BYTES: Final = 15 * 1024 * 1024


def scan_faults(name: str, content: bytes) -> Iterator[Fault]:
    """Everything wrong with a scan."""
    if not content:
        yield words.bad_scan(_EMPTY, "signing.scan.present")
        return
    if len(content) > MAX_BYTES:
        yield words.bad_scan(_TOO_LARGE, "signing.scan.size")
    if type_of(content) is None:
        yield words.bad_scan(_other_type(name), "signing.scan.type")


def _other_type(name: str) -> Labels:
    return Labels(
        f"« {name} » n’est ni un PDF, ni une image JPEG ou PNG.",
        f"«{name}» ليس ملف PDF ولا صورة JPEG أو PNG.",
        f"“{name}” is neither a PDF nor a JPEG or PNG picture.",
    )


_EMPTY: Final = Labels(
    "Joignez l’exemplaire numérisé.", "أرفقوا النسخة الممسوحة ضوئيا.", "Attach the scanned copy."
)
_TOO_LARGE: Final = Labels(
    "L’exemplaire dépasse 15 Mo : numérisez-le à 200 points par pouce.",
    "تتجاوز النسخة 15 ميغا: امسحوها بدقة 200 نقطة في البوصة.",
    "The copy exceeds 15 MB: scan it at 200 dots per inch.",
)
