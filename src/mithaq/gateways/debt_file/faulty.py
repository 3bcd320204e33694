"""A file with one fault of each kind: what a page says of each is read before a real file is."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import Labels
from mithaq.gateways.debt_file.headings import HEADINGS, table

# What each row has wrong, told in its document, and the cells that make it so.
_ROWS: Final[tuple[tuple[Labels, dict[str, Labels | str]], ...]] = (
    (Labels("Rien à reprendre", "لا خطأ", "Nothing wrong"), {}),
    (Labels("La même ligne encore", "السطر نفسه مرة أخرى", "The same row again"), {}),
    (
        Labels("Mot hors de la liste, ressemblant", "كلمة خارج اللائحة تشبه أخرى",
               "Word out of the list, but alike"),
        {"kind": Labels("penalite", "اشتركات", "contributons"), "amount": "1 000,00"},
    ),
    (
        Labels("Numéro d’affiliation inconnu", "رقم انخراط غير معروف",
               "Unknown affiliation number"),
        {"affiliate": "0000000"},
    ),
    (
        Labels("Nature inconnue", "نوع غير معروف", "Unknown kind"),
        {"kind": Labels("don", "هبة", "gift")},
    ),
    (Labels("Nature vide", "نوع فارغ", "Empty kind"), {"kind": ""}),
    (
        Labels("Montant illisible", "مبلغ غير مقروء", "Unreadable amount"),
        {"amount": Labels("à voir", "للتحقق", "to see")},
    ),
    (
        Labels("Mois illisible", "شهر غير مقروء", "Unreadable month"),
        {"month": Labels("mois dernier", "الشهر الماضي", "last month")},
    ),
    (Labels("Mois à venir", "شهر قادم", "Month to come"), {"month": "2099-01"}),
    (
        Labels("Cotisation sans régime", "اشتراك دون نظام", "Contribution without a scheme"),
        {"branch": ""},
    ),
    (
        Labels("Paiement sans jour", "أداء دون تاريخ", "Payment without a day"),
        {"kind": Labels("paiement", "أداء", "payment"), "branch": "", "month": ""},
    ),
)  # fmt: skip


def sample_of_faults(language: str, affiliate: str = "") -> str:
    """A file that has one fault of each kind, with the headings and words of a language, about a
    company that is known here; its first row alone is accepted."""
    good = {item.field: item.example.of(language) for item in HEADINGS}
    if affiliate:
        good["affiliate"] = affiliate
    rows = []
    for told, cells in _ROWS:
        wrong = {
            field: cell.of(language) if isinstance(cell, Labels) else cell
            for field, cell in cells.items()
        }
        rows.append(good | wrong | {"source": told.of(language)})
    return table(language, rows)
