"""Sentences about the shape of a document: keys, lists, texts, counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from mithaq.base.text import Labels
from mithaq.gateways.convention_file.words import Said

L = Labels


def _shown(given: Any) -> str:
    text = " ".join(str(given).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def near(word: str, known: Iterable[str]) -> Labels | None:
    """Suggest the known words closest to one that is not."""
    found = get_close_matches(word, list(known), n=2, cutoff=0.6)
    if not found:
        return None
    french = " ou ".join(f"« {item} »" for item in found)
    arabic = " أو ".join(f"«{item}»" for item in found)
    english = " or ".join(f"“{item}”" for item in found)
    return L(f"Vouliez-vous écrire {french} ?", f"هل تقصدون {arabic}؟", f"Did you mean {english}?")


def not_a_mapping() -> Said:
    """A document that has no keys."""
    return (
        L(
            "Ce document n’est pas une convention : il n’a pas de « reference: … ».",
            "هذه الوثيقة ليست اتفاقية: لا تحتوي على «reference: …».",
            "This document is not a convention: it has no “reference: …”.",
        ),
        L(
            "Partez de l’exemple à télécharger.",
            "انطلقوا من المثال القابل للتنزيل.",
            "Start from the example to download.",
        ),
    )


def missing(name: str, expected: Mapping[str, Any]) -> Said:
    """Something required is not there."""
    choices = expected.get("enum") or ([expected["const"]] if "const" in expected else [])
    examples = [str(item) for item in expected.get("examples", ())]
    told = ", ".join(choices) if choices else " / ".join(examples[:2])
    if name == "unit":
        return _no_unit(told)
    remedy = (
        L(f"Écrivez « {name}: » avec {told}.", f"اكتبوا «{name}:» مع {told}.",
          f"Write “{name}:” with {told}.")
        if told
        else L(f"Ajoutez « {name}: ».", f"أضيفوا «{name}:».", f"Add “{name}:”.")
    )  # fmt: skip
    return (
        L(f"Il manque « {name} ».", f"ينقص «{name}».", f"“{name}” is missing."),
        remedy,
    )


def _no_unit(told: str) -> Said:
    return (
        L(
            "Une valeur sans unité ne veut rien dire : il manque « unit ».",
            "قيمة دون وحدة لا معنى لها: ينقص «unit».",
            "A value without a unit means nothing: “unit” is missing.",
        ),
        L(
            f"Écrivez l’unité de l’indicateur : {told}.",
            f"اكتبوا وحدة المؤشر: {told}.",
            f"Write the indicator’s unit: {told}.",
        ),
    )


def unknown_key(name: str, known: Sequence[str]) -> Said:
    """A key that the format does not have."""
    told = ", ".join(known)
    allowed = L(
        f"Les mots admis ici sont : {told}.",
        f"الكلمات المقبولة هنا هي: {told}.",
        f"The words allowed here are: {told}.",
    )
    return (
        L(
            f"« {_shown(name)} » n’est pas un mot du format.",
            f"«{_shown(name)}» ليست من كلمات هذه الصيغة.",
            f"“{_shown(name)}” is not a word of the format.",
        ),
        near(name, known) or allowed,
    )


def not_in_list(name: str, given: Any, choices: Sequence[str]) -> Said:
    """A value outside a closed list."""
    told = ", ".join(choices)
    allowed = L(f"Écrivez {told}.", f"اكتبوا {told}.", f"Write one of {told}.")
    return (
        L(
            f"« {_shown(given)} » n’est pas une valeur de « {name} ».",
            f"«{_shown(given)}» ليست من قيم «{name}».",
            f"“{_shown(given)}” is not a value of “{name}”.",
        ),
        near(str(given), choices) or allowed,
    )


def needs_mapping(name: str, known: Sequence[str]) -> Said:
    """A bare value where several named ones are expected."""
    if known[:1] == ("fr",):
        return (
            L(
                f"« {name} » s’écrit par langue.",
                f"«{name}» يكتب حسب اللغة.",
                f"“{name}” is written language by language.",
            ),
            L(
                'Écrivez {fr: "…", ar: "…", en: "…"} ; le français est requis.',
                'اكتبوا {fr: "…", ar: "…", en: "…"}؛ الفرنسية ضرورية.',
                'Write {fr: "…", ar: "…", en: "…"}; French is required.',
            ),
        )
    told = ", ".join(known)
    return (
        L(
            f"« {name} » se décrit par plusieurs mots.",
            f"«{name}» يوصف بعدة كلمات.",
            f"“{name}” is described by several words.",
        ),
        L(f"Écrivez {told}.", f"اكتبوا {told}.", f"Write {told}."),
    )


def needs_list(name: str) -> Said:
    """One thing where a list is expected."""
    return (
        L(f"« {name} » est une liste.", f"«{name}» لائحة.", f"“{name}” is a list."),
        L(
            "Commencez chaque élément par un tiret, ou écrivez [].",
            "ابدؤوا كل عنصر بشرطة، أو اكتبوا [].",
            "Start each item with a dash, or write [].",
        ),
    )


def needs_text(name: str) -> Said:
    """A list or a mapping where a text is expected."""
    return (
        L(f"« {name} » est un texte.", f"«{name}» نص.", f"“{name}” is a text."),
        L(
            "Écrivez-le entre guillemets droits.",
            'اكتبوه بين علامتي "…".',
            "Write it between straight quotation marks.",
        ),
    )


def too_long(name: str, length: int, longest: int) -> Said:
    """A text that its column cannot hold."""
    return (
        L(
            f"« {name} » compte {length} caractères ; {longest} au plus.",
            f"عدد أحرف «{name}» هو {length}، والحد الأقصى {longest}.",
            f"“{name}” has {length} characters; {longest} at most.",
        ),
        L("Raccourcissez-le.", "اختصروه.", "Shorten it."),
    )


def blank(name: str) -> Said:
    """An empty text where one is required."""
    return (
        L(f"« {name} » est vide.", f"«{name}» فارغ.", f"“{name}” is empty."),
        L(
            "Écrivez un texte, ou retirez ce qui l’entoure.",
            "اكتبوا نصا، أو احذفوا ما يحيط به.",
            "Write a text, or remove what is around it.",
        ),
    )


def bad_form(name: str, given: Any, examples: Sequence[str]) -> Said:
    """A code, an address or a fingerprint that does not look like one."""
    told = examples[0] if examples else {"url": "https://…"}.get(name, "")
    return (
        L(
            f"« {_shown(given)} » n’a pas la forme de « {name} ».",
            f"«{_shown(given)}» ليس على شكل «{name}».",
            f"“{_shown(given)}” does not have the form of “{name}”.",
        ),
        L(f"Écrivez comme {told}.", f"اكتبوا مثل {told}.", f"Write as {told}.") if told else None,
    )


def not_a_truth(name: str, given: Any) -> Said:
    """Neither true nor false."""
    return (
        L(
            f"« {name} » est vrai ou faux, pas « {_shown(given)} ».",
            f"«{name}» إما صحيح أو خطأ، وليس «{_shown(given)}».",
            f"“{name}” is true or false, not “{_shown(given)}”.",
        ),
        L("Écrivez true ou false.", "اكتبوا true أو false.", "Write true or false."),
    )


def not_a_count(name: str, given: Any) -> Said:
    """Not a whole number."""
    return (
        L(
            f"« {name} » est un nombre entier, pas « {_shown(given)} ».",
            f"«{name}» عدد صحيح، وليس «{_shown(given)}».",
            f"“{name}” is a whole number, not “{_shown(given)}”.",
        ),
        L("Écrivez-le en chiffres.", "اكتبوه بالأرقام.", "Write it in digits."),
    )


def out_of_range(name: str, given: Any, expected: Mapping[str, Any]) -> Said:
    """A whole number that makes no sense there."""
    low, high = expected.get("minimum", ""), expected.get("maximum", "")
    return (
        L(
            f"« {name} » va de {low} à {high}, pas « {_shown(given)} ».",
            f"«{name}» بين {low} و{high}، وليس «{_shown(given)}».",
            f"“{name}” goes from {low} to {high}, not “{_shown(given)}”.",
        ),
        None,
    )
