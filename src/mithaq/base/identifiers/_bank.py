"""A bank account is named by its RIB; its IBAN is MA, two key digits, then the RIB."""

from __future__ import annotations

from mithaq.base.identifiers._keys import key_97, remainder_7064
from mithaq.base.identifiers._result import IdentifierCheck, compact, invalid, is_digits, valid
from mithaq.base.text import Labels

RIB_RULE = "RIB : 24 chiffres = banque 3 + ville 3 + compte 16 + clé 2 (modulo 97)"
IBAN_RULE = "IBAN marocain : MA, 2 chiffres de clé (ISO 7064, modulo 97), puis le RIB"


def check_rib(value: str) -> IdentifierCheck:
    """Check a bank account number: form and key both block, a payment would bounce."""
    rib = compact(value)
    if not is_digits(rib, 24):
        return invalid(
            rib,
            RIB_RULE,
            Labels(
                f"Un RIB compte 24 chiffres ; « {rib} » en est différent. "
                "Recopiez-le depuis l’attestation de la banque.",
                f"يتكون كشف التعريف البنكي من 24 رقما؛ «{rib}» مخالف لذلك. "
                "أعيدوا نقله من شهادة البنك.",
                f"A RIB has 24 digits; “{rib}” differs. Copy it again from the bank’s statement.",
            ),
        )
    if rib[22:] != key_97(rib[:22]):
        return invalid(
            rib,
            RIB_RULE,
            Labels(
                "La clé du RIB ne correspond pas à ses autres chiffres : l’un d’eux est faux ou "
                "deux sont inversés. Recopiez-le depuis l’attestation de la banque.",
                "مفتاح كشف التعريف البنكي لا يوافق باقي أرقامه: أحدها خاطئ أو اثنان منها "
                "مقلوبان. أعيدوا نقله من شهادة البنك.",
                "The key of this RIB does not match its other digits: one is wrong or two are "
                "swapped. Copy it again from the bank’s statement.",
            ),
        )
    return valid(rib, RIB_RULE)


def check_iban(value: str) -> IdentifierCheck:
    """Check a Moroccan IBAN: its own key, then the key of the RIB inside it."""
    iban = compact(value)
    if len(iban) != 28 or not iban.startswith("MA") or not is_digits(iban[2:], 26):
        return invalid(
            iban,
            IBAN_RULE,
            Labels(
                f"Un IBAN marocain s’écrit MA suivi de 26 chiffres ; « {iban} » en est différent.",
                f"يكتب رقم الحساب الدولي المغربي MA متبوعا بـ 26 رقما؛ «{iban}» مخالف لذلك.",
                f"A Moroccan IBAN is MA followed by 26 digits; “{iban}” differs.",
            ),
        )
    if remainder_7064(iban[4:] + iban[:4]) != 1:
        return invalid(
            iban,
            IBAN_RULE,
            Labels(
                "La clé de l’IBAN ne correspond pas à ses autres chiffres. Recopiez-le depuis "
                "l’attestation de la banque.",
                "مفتاح رقم الحساب الدولي لا يوافق باقي أرقامه. أعيدوا نقله من شهادة البنك.",
                "The key of this IBAN does not match its other digits. Copy it again from the "
                "bank’s statement.",
            ),
        )
    inner = check_rib(iban[4:])
    return IdentifierCheck(iban, inner.verdict, inner.sentence, IBAN_RULE)


def iban_of(rib: str) -> str:
    """Give the IBAN of a RIB, its key computed by ISO 7064."""
    return f"MA{98 - remainder_7064(f'{rib}MA00'):02d}{rib}"


def bank_code_of(rib: str) -> str:
    """Give the three digits that name the bank in a RIB or an IBAN."""
    number = compact(rib)
    return number[4:7] if number.startswith("MA") else number[:3]
