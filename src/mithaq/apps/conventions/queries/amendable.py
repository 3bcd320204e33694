"""What an amendment can change, object by object: the words of its documents.

The same table reads a document into a view, writes a view as a document, and compares two views.
Nothing here reads the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mithaq.apps.conventions.choices import (
    CadencePeriod,
    CommitmentStatus,
    CommitteeKind,
    DeliverableUnit,
    DurationKind,
    Grade,
    Nature,
    PartyRole,
    Qualifier,
    TargetKind,
    Verb,
)
from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.queries import views
from mithaq.apps.conventions.queries._words import (
    MONEY,
    NOTHING,
    Names,
    Word,
    choice_word,
    code_word,
    count_word,
    date_word,
    day_word,
    number_word,
    read_labels,
    text_word,
    write_labels,
)
from mithaq.apps.reference.choices import Sex
from mithaq.base.text import Labels

GRADE: Final = choice_word(
    "grade", "grade", Labels("degré", "الدرجة", "grade"), choices=Grade, absent=Grade.CONTRACTUAL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendable:
    """One kind of object: the view that shows it, and the words of its documents.

    ``added`` and ``replaced`` are fields that the act itself sets.
    """

    kind: AmendedKind
    view: type
    words: tuple[Word, ...]
    title: Labels
    added: Mapping[str, Any] = field(default_factory=dict)
    replaced: Mapping[str, Any] = field(default_factory=dict)

    def word(self, name: str) -> Word | None:
        """Find a word by its name."""
        return next((word for word in self.words if word.name == name), None)


def document_of(kind: str, view: Any, names: Names) -> dict[str, Any]:
    """Write an object as the document that would add it again."""
    return {word.name: word.write(view, names) for word in AMENDABLE[kind].words}


def changed_words(kind: str, before: Any, after: Any, names: Names) -> tuple[str, ...]:
    """Name the words under which two states of an object differ."""
    return tuple(
        word.name
        for word in AMENDABLE[kind].words
        if word.write(before, names) != word.write(after, names)
    )


def codes_of(changes: Iterable[views.ChangeView]) -> tuple[set[str], set[str], set[str]]:
    """The organisations, territories and indicators that some changes name."""
    organisations, territories, indicators = set(), set(), set()
    for change in changes:
        for name, value in change.content.items():
            if name in {"organisation", "debtor", "payer"} and isinstance(value, str):
                organisations.add(value)
            elif name == "territory" and isinstance(value, str):
                territories.add(value)
            elif name == "indicator" and isinstance(value, str):
                indicators.add(value.partition("/")[0])
    return organisations, territories, indicators


def _organisation(code: str, names: Names) -> Mapping[str, Any]:
    found = names.organisations[code]
    return {
        "organisation_slug": code,
        "organisation": found.labels,
        "acronym": found.acronym,
        "organisation_kind": found.kind,
    }


def _named(slug: str, label: str) -> Any:
    def read(code: str, names: Names) -> Mapping[str, Any]:
        return {slug: code, label: names.organisations[code].labels}

    return read


def _territory(code: str, names: Names) -> Mapping[str, Any]:
    return {"territory_code": code, "territory": names.territories[code]}


def _indicator(code: str, names: Names) -> Mapping[str, Any]:
    """Read « insertions/2 »: the second definition of an indicator."""
    stem, _, number = code.partition("/")
    version = int(number or 1)
    found = names.indicators[stem, version]
    return {
        "indicator_code": stem,
        "version_number": version,
        "indicator": found.labels,
        "definition": found.definition,
        "unit": found.unit,
        "unit_label": found.unit_label,
    }


def _measure(code: str, names: Names) -> Mapping[str, Any]:
    found = names.measures[code]
    return {"measure": found.labels, "measure_id": found.id}


def _write_measure(view: Any, names: Names) -> str | None:
    return next(
        (code for code, found in names.measures.items() if found.id == view.measure_id), None
    )


def _read_axis(value: Any, names: Names) -> Mapping[str, Any]:
    if isinstance(value, bool) or (value and value not in names.axes):
        raise ValueError(value)
    return {"axis_number": value or 0}


def _read_people(value: Any, names: Names) -> Mapping[str, Any]:
    if not isinstance(value, list | tuple | None):
        raise TypeError(value)
    return {"signatories": tuple(_read_person(item, names) for item in value or ())}


def _read_person(value: Any, names: Names) -> views.PersonView:
    if not isinstance(value, Mapping) or set(value) - {"person", "capacity", "interim"}:
        raise ValueError(value)
    if names.source is None:
        raise ValueError(value)
    person = read_labels(value.get("person") or {})
    return views.PersonView(
        person=Labels(person.fr, person.ar, person.en or person.fr),
        capacity=read_labels(value.get("capacity") or {}),
        is_interim=bool(value.get("interim")),
        source=names.source,
    )


def _write_people(view: Any, _names: Names) -> list[dict[str, Any]]:
    return [
        {
            "person": write_labels(item.person),
            "capacity": write_labels(item.capacity),
            "interim": item.is_interim,
        }
        for item in view.signatories
    ]


_TITLE: Final = text_word(
    "title", "labels", Labels("intitulé", "العنوان", "title"), is_required=True
)

_PARTY: Final = (
    code_word(
        "organisation",
        Labels("organisme", "الهيئة", "body"),
        read=_organisation,
        write=lambda view, _names: str(view.organisation_slug),
    ),
    choice_word(
        "role", "role", Labels("rôle", "الدور", "role"),
        choices=PartyRole, label="role_label", absent=PartyRole.PARTY,
    ),
    Word(
        name="signatories",
        title=Labels("signataires", "الموقِّعون", "signatories"),
        holds=Labels(
            "une liste de personnes, avec leur qualité",
            "لائحة أشخاص بصفاتهم",
            "a list of people, with their capacity",
        ),
        read=_read_people,
        write=_write_people,
    ),
)  # fmt: skip

_COMMITMENT: Final = (
    text_word("text", "labels", Labels("texte", "النص", "text"), is_required=True),
    Word(
        name="axis",
        title=Labels("axe", "المحور", "axis"),
        holds=Labels(
            "le numéro d’un axe de la convention",
            "رقم محور من محاور الاتفاقية",
            "the number of an axis of the convention",
        ),
        read=_read_axis,
        write=lambda view, _names: view.axis_number or None,
    ),
    code_word(
        "debtor",
        Labels("débiteur", "الملتزِم", "debtor"),
        read=_named("debtor_slug", "debtor"),
        write=lambda view, _names: view.debtor_slug or None,
        nothing={"debtor_slug": "", "debtor": NOTHING},
    ),
    text_word("beneficiary", "beneficiary", Labels("bénéficiaires", "المستفيدون", "beneficiaries")),
    choice_word(
        "nature", "nature", Labels("nature", "الطبيعة", "nature"),
        choices=Nature, label="nature_label",
    ),
    choice_word(
        "status", "status", Labels("état", "الحالة", "state"),
        choices=CommitmentStatus, label="status_label", absent=CommitmentStatus.TO_COME,
    ),
    choice_word(
        "verb", "verb", Labels("verbe", "الفعل", "verb"),
        choices=Verb, label="verb_label", may_be_empty=True,
    ),
    number_word(
        "quantity", "quantity", Labels("quantité", "الكمية", "quantity"), is_required=False
    ),
    choice_word(
        "unit", "unit", Labels("unité", "الوحدة", "unit"),
        choices=DeliverableUnit, label="unit_label", may_be_empty=True,
    ),
    text_word("condition", "condition", Labels("condition", "الشرط", "condition")),
    text_word(
        "evidence", "evidence", Labels("preuve admise", "الإثبات المقبول", "accepted evidence")
    ),
    date_word("due", "due", Labels("échéance", "الأجل", "due date")),
    GRADE,
)  # fmt: skip

_TARGET: Final = (
    _TITLE,
    code_word(
        "indicator",
        Labels("indicateur", "المؤشر", "indicator"),
        read=_indicator,
        write=lambda view, _names: f"{view.indicator_code}/{view.version_number}",
    ),
    number_word("value", "value", Labels("valeur", "القيمة", "value")),
    choice_word(
        "qualifier", "qualifier", Labels("formulation", "الصيغة", "wording of the number"),
        choices=Qualifier, label="qualifier_label", absent=Qualifier.EXACTLY,
    ),
    choice_word(
        "sex", "sex", Labels("sexe", "الجنس", "sex"), choices=Sex, label="sex_label",
        absent=Sex.ALL,
    ),
    count_word("year", "year", Labels("année", "السنة", "year")),
    date_word("horizon", "horizon", Labels("horizon", "الأفق", "horizon")),
    code_word(
        "territory",
        Labels("territoire", "المجال الترابي", "territory"),
        read=_territory,
        write=lambda view, _names: view.territory_code or None,
        nothing={"territory_code": "", "territory": NOTHING},
    ),
    text_word("wording", "wording", Labels("mots du texte", "ألفاظ النص", "words of the text")),
    GRADE,
)  # fmt: skip

_BUDGET_LINE: Final = (
    _TITLE,
    code_word(
        "payer",
        Labels("payeur", "الممول", "payer"),
        read=_named("payer_slug", "payer"),
        write=lambda view, _names: str(view.payer_slug),
    ),
    code_word(
        "measure",
        Labels("mesure", "التدبير", "measure"),
        read=_measure,
        write=_write_measure,
        nothing={"measure": NOTHING, "measure_id": None},
    ),
    count_word("year", "year", Labels("année", "السنة", "year")),
    count_word(
        "committed", "committed_centimes", Labels("engagé", "ملتزم به", "committed"),
        holds=MONEY, is_required=True,
    ),
    count_word("called", "called_centimes", Labels("appelé", "مطلوب", "called"), holds=MONEY),
    count_word(
        "disbursed", "disbursed_centimes", Labels("versé", "مؤدى", "disbursed"), holds=MONEY
    ),
    count_word(
        "justified", "justified_centimes", Labels("justifié", "مبرر", "justified"), holds=MONEY
    ),
    GRADE,
)  # fmt: skip

_COMMITTEE: Final = (
    _TITLE,
    choice_word(
        "kind", "kind", Labels("nature", "الطبيعة", "kind"),
        choices=CommitteeKind, label="kind_label",
    ),
    count_word("sittings", "cadence_count", Labels("séances", "الاجتماعات", "sittings")),
    choice_word(
        "per", "cadence_period", Labels("par", "في كل", "per"),
        choices=CadencePeriod, label="cadence_period_label", may_be_empty=True,
    ),
    text_word("chair", "chair", Labels("présidence", "الرئاسة", "chair")),
    count_word("quorum", "quorum", Labels("quorum", "النصاب", "quorum")),
    GRADE,
)  # fmt: skip

_DURATION: Final = (
    choice_word(
        "duration", "duration_kind", Labels("durée", "المدة", "duration"),
        choices=DurationKind, label="duration_label",
    ),
    day_word("covers_from", "covers_from", Labels("couvre depuis", "تغطي منذ", "covers from")),
    day_word("covers_to", "covers_to", Labels("couvre jusqu’au", "تغطي إلى غاية", "covers to")),
)  # fmt: skip

AMENDABLE: Final[Mapping[str, Amendable]] = {
    item.kind.value: item
    for item in (
        Amendable(
            kind=AmendedKind.TITLE, view=views.TextView, words=(_TITLE,),
            title=Labels("l’intitulé", "العنوان", "the title"),
        ),
        Amendable(
            kind=AmendedKind.PURPOSE, view=views.TextView,
            words=(text_word("purpose", "labels", Labels("objet", "الموضوع", "purpose"),
                             is_required=True),),
            title=Labels("l’objet", "الموضوع", "the purpose"),
        ),
        Amendable(
            kind=AmendedKind.DURATION, view=views.DurationView, words=_DURATION,
            title=Labels("la durée", "المدة", "the duration"),
        ),
        Amendable(
            kind=AmendedKind.PARTY, view=views.PartyView, words=_PARTY,
            title=Labels("la partie", "الطرف", "party"),
        ),
        Amendable(
            kind=AmendedKind.COMMITMENT, view=views.CommitmentView, words=_COMMITMENT,
            title=Labels("l’engagement", "الالتزام", "commitment"),
        ),
        Amendable(
            kind=AmendedKind.TARGET, view=views.TargetView, words=_TARGET,
            title=Labels("l’objectif", "الهدف", "target"),
            added={"is_pooled": False, "kind": TargetKind.CONTRACTUAL.value},
            replaced={"kind": TargetKind.REVISED.value},
        ),
        Amendable(
            kind=AmendedKind.BUDGET_LINE, view=views.BudgetLineView, words=_BUDGET_LINE,
            title=Labels("la ligne de budget", "سطر الميزانية", "budget line"),
        ),
        Amendable(
            kind=AmendedKind.COMMITTEE, view=views.CommitteeView, words=_COMMITTEE,
            title=Labels("le comité", "اللجنة", "committee"),
        ),
    )
}  # fmt: skip
