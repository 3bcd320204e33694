"""The article of a body’s name inside a French sentence: « par la Caisse », « de l’Agence »."""

from __future__ import annotations

from typing import Final

from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

# By the noun that a name begins with. A company or an acronym takes none here.
_FEMININE: Final = frozenset(
    {
        "Banque", "Caisse", "Chambre", "Commune", "Confédération", "Coopérative", "Direction",
        "Délégation", "Fondation", "Fédération", "Mutuelle", "Province", "Préfecture", "Région",
        "Wilaya",
    }
)  # fmt: skip
_MASCULINE: Final = frozenset(
    {
        "Centre", "Comité", "Conseil", "Fonds", "Haut-Commissariat", "Ministère", "Réseau",
        "Secrétariat",
    }
)  # fmt: skip
_ELIDED: Final = frozenset(
    {
        "Académie", "Agence", "Association", "Espace", "Inspection", "Institut", "Observatoire",
        "Office", "Opérateur", "Organisme", "Union", "Université", "État",
    }
)  # fmt: skip


def called(value: object) -> str:
    """A body inside a French sentence: « la Caisse », « l’Agence », « le Conseil ». A name that
    takes no article, and any other language, stays as it is."""
    name = local(value)
    first = name.replace("\u202f", " ").replace("\xa0", " ").partition(" ")[0]
    if language() == "fr" and first in _MASCULINE:
        return f"le {name}"
    return called_after(value)


def called_after(value: object) -> str:
    """The same after « à » and « de », which would contract with « le »: there such a name stays
    as it is."""
    name = local(value)
    first = name.replace("\u202f", " ").replace("\xa0", " ").partition(" ")[0]
    if language() != "fr":
        return name
    if first in _FEMININE:
        return f"la {name}"
    return f"l’{name}" if first in _ELIDED else name


def subject(value: object) -> str:
    """A body that begins a French sentence: « La Caisse propose »; a bare name as it is written."""
    name, said = local(value), called(value)
    return said if said == name else f"{said[:1].upper()}{said[1:]}"
