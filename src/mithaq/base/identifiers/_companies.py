"""A company carries an ICE, tax numbers and a pair of the commercial register."""

from __future__ import annotations

from mithaq.base.identifiers._keys import key_97
from mithaq.base.identifiers._result import (
    IdentifierCheck,
    compact,
    invalid,
    is_digits,
    valid,
    warning,
)
from mithaq.base.text import Labels

ICE_RULE = "ICE : 15 chiffres = 9 (entreprise) + 4 (établissement) + 2 (clé modulo 97)"
IF_RULE = "IF : 7 ou 8 chiffres"
RC_RULE = "RC : numéro et tribunal d’immatriculation, uniques ensemble seulement"
TAX_RULE = "Taxe professionnelle : 8 chiffres"


def check_ice(value: str) -> IdentifierCheck:
    """Check a common company identifier: its form blocks, its key only warns.

    The key rule was observed on real numbers (12 of 12) and is published nowhere: a wrong key
    is worth a second look and never a refusal.
    """
    ice = compact(value)
    if not is_digits(ice, 15):
        return invalid(
            ice,
            ICE_RULE,
            Labels(
                f"L’ICE compte 15 chiffres, sans lettre ; « {ice} » en est différent. "
                "Recopiez-le depuis l’attestation d’ICE.",
                f"يتكون التعريف الموحد للمقاولة من 15 رقما دون حروف؛ «{ice}» مخالف لذلك. "
                "أعيدوا نقله من شهادة التعريف الموحد.",
                f"An ICE has 15 digits and no letter; “{ice}” differs. "
                "Copy it again from the ICE certificate.",
            ),
        )
    key = key_97(ice[:13])
    if ice[13:] != key:
        return warning(
            ice,
            ICE_RULE,
            Labels(
                f"La clé de l’ICE devrait être {key} et non {ice[13:]}. "
                "Comparez avec l’attestation ; s’il est bien écrit ainsi, gardez-le.",
                f"يفترض أن يكون مفتاح التعريف الموحد {key} لا {ice[13:]}. "
                "قارنوه مع الشهادة؛ وإن كان مكتوبا هكذا فاحتفظوا به.",
                f"The key of this ICE should be {key}, not {ice[13:]}. "
                "Compare with the certificate; if it is written so, keep it.",
            ),
        )
    return valid(ice, ICE_RULE)


def check_tax_identifier(value: str) -> IdentifierCheck:
    """Check a tax identifier (IF): digits only; another length than those seen warns."""
    number = compact(value)
    return _seen_lengths(
        number,
        seen=(7, 8),
        rule=IF_RULE,
        name=Labels("L’identifiant fiscal", "التعريف الضريبي", "The tax identifier"),
    )


def check_business_tax(value: str) -> IdentifierCheck:
    """Check a business-tax number (taxe professionnelle): digits only; 8 were always seen."""
    number = compact(value)
    return _seen_lengths(
        number,
        seen=(8,),
        rule=TAX_RULE,
        name=Labels(
            "Le numéro de taxe professionnelle", "رقم الرسم المهني", "The business-tax number"
        ),
    )


def check_commercial_register(number: str, court: str) -> IdentifierCheck:
    """Check a commercial-register pair: the same number exists once in every court's register.

    The normalised value is « number/court ».
    """
    digits = compact(number)
    place = " ".join(court.split())
    if not place:
        return invalid(
            digits,
            RC_RULE,
            Labels(
                "Un numéro de registre du commerce se répète d’un tribunal à l’autre. "
                "Indiquez aussi le tribunal d’immatriculation.",
                "يتكرر رقم السجل التجاري من محكمة إلى أخرى. حددوا أيضا محكمة التسجيل.",
                "A commercial-register number repeats from court to court. Name the court too.",
            ),
        )
    check = _seen_lengths(
        digits,
        seen=(4, 5, 6),
        rule=RC_RULE,
        name=Labels(
            "Le numéro de registre du commerce", "رقم السجل التجاري", "The register number"
        ),
    )
    return IdentifierCheck(f"{digits}/{place}", check.verdict, check.sentence, check.rule)


def _seen_lengths(
    number: str, *, seen: tuple[int, ...], rule: str, name: Labels
) -> IdentifierCheck:
    if not is_digits(number) or len(number) > 12:
        return invalid(
            number,
            rule,
            Labels(
                f"{name.fr} s’écrit en chiffres seulement ; « {number} » est à corriger.",
                f"{name.ar} يكتب بالأرقام وحدها؛ «{number}» يحتاج إلى تصحيح.",
                f"{name.en} is written in digits only; correct “{number}”.",
            ),
        )
    if len(number) not in seen:
        usual = f"{seen[0]}-{seen[-1]}" if len(seen) > 1 else str(seen[0])
        return warning(
            number,
            rule,
            Labels(
                f"{name.fr} compte d’ordinaire {usual} chiffres ; celui-ci en a {len(number)}. "
                "Vérifiez-le sur le document.",
                f"{name.ar}: عدد الأرقام المعتاد {usual}، وعددها هنا {len(number)}. "
                "تحققوا منه على الوثيقة.",
                f"{name.en} usually has {usual} digits; this one has {len(number)}. "
                "Check it on the document.",
            ),
        )
    return valid(number, rule)
