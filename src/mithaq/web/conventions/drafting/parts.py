"""The parts of a text as forms show them: which words, in which order, how each is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mithaq.apps.conventions import choices
from mithaq.apps.reference.choices import Sex, Unit
from mithaq.base.text import slugify

# How a value is written: three languages on a line or on several, a choice, a date, an amount…
TEXTS, AREAS, CHOICE, LINE, BODY, PARTY, AXIS, MEASURE, TICK, CADENCE, PERIOD = (
    "texts", "areas", "choice", "line", "body", "party", "axis", "measure", "tick", "cadence",
    "period",
)  # fmt: skip
INDICATOR, PLACE, DIPLOMA, TARGET, CHAPTER, DATE = (
    "indicator", "place", "diploma", "target", "chapter", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One value of a part."""

    name: str
    label: Promise
    how: str = LINE
    options: Any = None
    example: str | Promise = ""


@dataclass(frozen=True, slots=True)
class TextPart:
    """One part of a text: a few values, or rows of values.

    `keys` are the top-level words that a save replaces. A row may live inside another list
    (« signatories » of « parties »): `inside` then names the outer list, `inner` the rows' own.
    A row that others name has a key, which serves inside the text only.
    """

    code: str
    label: Promise
    keys: tuple[str, ...]
    words: tuple[Word, ...]
    hint: Promise | str = ""
    is_rows: bool = False
    inside: str = ""
    inner: str = ""
    is_keyed: bool = False
    one: Promise | str = ""


PARTS: Final[tuple[TextPart, ...]] = (
    TextPart("identite", _("Identité"),
        ("reference", "kind", "level", "title", "purpose", "place", "territory",
         "legal_basis"), (
        Word("title", _("Titre"), TEXTS),
        Word("reference", _("Référence prévue"), example="AEH-CSH-2027"),
        Word("kind", _("Nature"), CHOICE, choices.Kind),
        Word("level", _("Niveau"), CHOICE, choices.Level),
        Word("purpose", _("Objet"), AREAS),
        Word("place", _("Lieu de signature"), TEXTS),
        Word("territory", _("Territoire"), PLACE),
        Word("legal_basis", _("Base légale"), AREAS),
    )),
    TextPart("preambule", _("Préambule"), ("preamble",), (
        Word("kind", _("Nature"), CHOICE, choices.ReferenceKind),
        Word("title", _("Sur quoi la convention s’appuie"), TEXTS),
    ), _("Stratégies, lois, programmes : la recherche les retrouvera."),
        is_rows=True, one=_("Appui"),
        is_keyed=True),
    TextPart("parties", _("Parties"), ("parties",), (
        Word("organisation", _("Organisation"), BODY),
        Word("role", _("Rôle"), CHOICE, choices.PartyRole),
    ), _("L’ordre des parties est celui des signatures."),
        is_rows=True, one=pgettext_lazy("qui s’engage", "Partie")),
    TextPart("signataires", _("Signataires"), ("parties",), (
        Word("of", _("Pour"), PARTY),
        Word("person", _("Personne"), TEXTS),
        Word("capacity", _("Qualité"), TEXTS),
        Word("interim", _("Par intérim"), TICK),
    ), _("La qualité est vérifiée le jour de la signature contre les mandats en vigueur."),
        is_rows=True, one=_("Signataire"), inside="parties", inner="signatories"),
    TextPart("apports", _("Apports"), ("parties",), (
        Word("of", _("Apporté par"), PARTY),
        Word("kind", _("Nature"), CHOICE, choices.ContributionKind),
        Word("text", _("Ce qui est apporté"), AREAS),
    ), is_rows=True, one=_("Apport"), inside="parties", inner="contributions"),
    TextPart("axes", _("Axes"), ("axes",), (
        Word("title", _("Titre de l’axe"), TEXTS),
    ), is_rows=True, one=_("Axe")),
    TextPart("mesures", _("Mesures"), ("axes",), (
        Word("of", _("Axe"), CHAPTER),
        Word("title", _("Mesure"), TEXTS),
        Word("description", _("En quoi elle consiste"), AREAS),
        Word("scheme", _("Code du dispositif"), example="tahfiz"),
    ), _("Les programmes que chaque axe met en œuvre ; le budget les nomme."),
        is_rows=True, one=_("Mesure"),
        inside="axes", inner="measures", is_keyed=True),
    TextPart("engagements", _("Engagements"), ("axes", "commitments"), (
        Word("of", _("Axe"), AXIS),
        Word("debtor", _("Qui s’engage"), PARTY),
        Word("nature", _("Moyens ou résultat"), CHOICE, choices.Nature),
        Word("verb", _("Verbe"), CHOICE, choices.Verb),
        Word("text", _("Ce qui est promis"), AREAS),
        Word("quantity", _("Quantité"), example="1400"),
        Word("unit", _("Unité"), CHOICE, choices.DeliverableUnit),
        Word("creditor", _("Envers quel organisme"), BODY),
        Word("beneficiary", _("Pour qui"), TEXTS),
        Word("due", _("Échéance"), DATE),
        Word("condition", _("Sous quelle condition"), AREAS),
        Word("evidence", _("Preuve acceptée"), AREAS),
    ), _("Sans débiteur, les parties promettent ensemble."),
        is_rows=True, one=_("Engagement"), inside="axes",
        inner="commitments"),
    TextPart("objectifs", _("Objectifs chiffrés"), ("targets",), (
        Word("title", _("Objectif"), TEXTS),
        Word("indicator", _("Indicateur"), INDICATOR),
        Word("unit", _("Unité"), CHOICE, Unit),
        Word("value", _("Valeur"), example="1200"),
        Word("qualifier", _("Précision"), CHOICE, choices.Qualifier),
        Word("horizon", _("Horizon"), DATE),
        Word("pooled", _("Commun à l’ensemble signé le même jour"), TICK),
        Word("part_of", _("Détaille l’objectif"), TARGET),
        Word("sex", _("Sexe"), CHOICE, Sex),
        Word("territory", _("Territoire"), PLACE),
        Word("diploma", _("Diplôme"), DIPLOMA),
        Word("neet", _("Personnes NEET"), CHOICE, choices.Neet),
        Word("year", _("Année"), example="2027"),
        Word("wording", _("Mots du texte"), AREAS),
    ), _("La part de chacun dans un objectif commun reste « non publiée ». Un détail (sexe, "
         "territoire, diplôme, NEET) se rattache à l’objectif qu’il détaille."),
        is_rows=True, one=_("Objectif"), is_keyed=True),
    TextPart("budget", _("Budget"), ("budget",), (
        Word("title", _("Ligne"), TEXTS),
        Word("measure", _("Mesure"), MEASURE),
        Word("payer", _("Payeur"), BODY),
        Word("year", _("Année"), example="2027"),
        Word("committed", _("Montant engagé"), example="1.5 MDH"),
    ), _("Une ligne par mesure, par payeur et par année."), is_rows=True, one=_("Ligne de budget")),
    TextPart("comites", _("Comités"), ("committees",), (
        Word("kind", _("Nature"), CHOICE, choices.CommitteeKind),
        Word("title", _("Nom"), TEXTS),
        Word("cadence", _("Cadence"), CADENCE),
        Word("chair", _("Présidence"), TEXTS),
        Word("quorum", _("Quorum"), example="5"),
    ), is_rows=True, one=_("Comité")),
    TextPart("mentions", _("Mentions"), ("remarks",), (
        Word("kind", _("Nature"), CHOICE, choices.RemarkKind),
        Word("text", _("Mention"), AREAS),
    ), _("Contexte, orientations à mesurer, mécanismes cités : ce qui est dit sans promesse."),
        is_rows=True, one=_("Mention")),
    TextPart("duree", _("Durée"),
        ("duration", "covers", "notice_months", "renewal_months", "terms"), (
        Word("duration", _("Durée"), CHOICE, choices.DurationKind),
        Word("covers", _("Période couverte"), PERIOD),
        Word("renewal_months", _("Mois de chaque reconduction"), example="12"),
        Word("notice_months", _("Mois de préavis"), example="3"),
        Word("terms", _("Suspension, résiliation, fin anticipée"), AREAS),
    )),
)  # fmt: skip


def part_of(code: str) -> TextPart | None:
    """The part of a code in an address."""
    return next((part for part in PARTS if part.code == code), None)


def rows_of(part: TextPart, content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a part as they stand, each with the outer item it belongs to (« of »)."""
    if part.code == "budget":
        return [dict(item) for item in (content.get("budget") or {}).get("lines") or ()]
    if part.inside:
        return [{**item, "of": mark} for mark, item in _inner_rows(part, content)]
    return [dict(item) for item in content.get(part.keys[0]) or ()]


def changes_from(
    part: TextPart, content: Mapping[str, Any], rows: list[dict[str, Any]]
) -> dict[str, Any]:
    """What a save replaces, from the values or the rows written."""
    if not part.is_rows:
        return {key: rows[0].get(key) for key in part.keys}
    if part.is_keyed:
        rows = _keyed(part, rows)
    if part.code == "budget":
        return {"budget": {**(content.get("budget") or {}), "lines": rows}}
    if not part.inside:
        return {part.keys[0]: rows}
    found: dict[str, Any] = {part.inside: _nested(part, content, rows)}
    if part.inner in part.keys:
        found[part.inner] = [_bare(row) for row in rows if row.get("of") in (WHOLE, "", None)]
    return found


# The rows of the convention as a whole stand outside its axes.
WHOLE: Final = "0"


def _inner_rows(
    part: TextPart, content: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each inner row with the mark of what holds it: a party's code, an axis' rank."""
    if part.inner in part.keys:
        for item in content.get(part.inner) or ():
            yield WHOLE, item
    for rank, outer in enumerate(content.get(part.inside) or (), start=1):
        for item in outer.get(part.inner) or ():
            yield _mark(part, outer, rank), item


def marks_of(part: TextPart, content: Mapping[str, Any]) -> frozenset[str] | None:
    """What a row of a part may belong to; None when every row has a place."""
    if not part.inside or part.inner in part.keys:
        return None
    outers = enumerate(content.get(part.inside) or (), start=1)
    return frozenset(_mark(part, outer, rank) for rank, outer in outers)


def _mark(part: TextPart, outer: Mapping[str, Any], rank: int) -> str:
    return str(outer.get("organisation") or "") if part.inside == "parties" else str(rank)


def _nested(
    part: TextPart, content: Mapping[str, Any], rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Put each row back inside the outer item it belongs to."""
    found = []
    for rank, item in enumerate(content.get(part.inside) or (), start=1):
        own = [_bare(row) for row in rows if row.get("of") == _mark(part, item, rank)]
        kept = {word: value for word, value in item.items() if word != part.inner}
        found.append({**kept, part.inner: own} if own else kept)
    return found


def _keyed(part: TextPart, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give a key to each row that has none, from its title; the keys of a text differ."""
    name = "code" if part.code == "preambule" else "key"
    taken = {str(row[name]) for row in rows if row.get(name)}
    found = []
    for row in rows:
        if not row.get(name):
            title = row.get("title") or {}
            stem = (
                slugify(str(title.get("fr") or title.get("en") or ""))[:40].strip("-") or part.code
            )
            key, rank = stem, 1
            while key in taken:
                rank += 1
                key = f"{stem}-{rank}"
            taken.add(key)
            row = {**row, name: key}
        found.append(row)
    return found


def _bare(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "of"}
