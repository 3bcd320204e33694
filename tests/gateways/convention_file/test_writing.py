"""What is written back reads to the same drafts: real content, and generated conventions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mithaq.apps.organisations import operations as organisations
from mithaq.base.documents import read_yaml
from mithaq.base.errors import Refusal
from mithaq.demo.loading import indicators
from mithaq.flows.import_conventions import import_content
from mithaq.flows.load_reference import load_reference
from mithaq.gateways import convention_file
from mithaq.gateways.convention_file import DocumentReading
from tests.conftest import AT

CONTENT = files("mithaq.demo") / "content"
PACKAGED = sorted(item.name for item in (CONTENT / "conventions").iterdir())
# Computed by the code that first wrote this format.
FINGERPRINT_OF_FORMAT_1 = "231a58ea10fe3c25302eea31bd817d0c03b76c94afb5ead8d85586bd4d47222c"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@pytest.fixture
def packaged(db: None) -> None:
    """The demonstration's territories, lists, sources, indicators and organisations."""
    loaded = load_reference(at=AT, sources=_read("sources.yaml"), indicators=indicators())
    assert not any(report.faults for report in loaded)
    rows = _read("organisations.yaml")
    drafts = organisations.read_organisations(rows)
    organisations.load_organisations(drafts=drafts, actor=None, mandate="", reason="", at=AT)


def _read(name: str) -> Any:
    return read_yaml((CONTENT / name).read_text(encoding="utf-8"))


def _record(data: bytes) -> None:
    import_content(content=data, name="essai", actor=None, mandate="", reason="essai", at=AT)


def _drafts(document: DocumentReading) -> tuple[Any, ...]:
    """The drafts, with the keys of measures and targets (of the file only) set apart."""
    draft = document.draft
    keys = [measure.key for axis in draft.axes for measure in axis.measures]
    axes = tuple(
        replace(axis, measures=tuple(replace(measure, key="") for measure in axis.measures))
        for axis in draft.axes
    )
    lines = tuple(
        replace(line, measure_key=str(keys.index(line.measure_key)) if line.measure_key else None)
        for line in draft.budget_lines
    )
    names = [target.key for target in draft.targets]
    targets = tuple(
        replace(
            target,
            key=None,
            part_of_key=str(names.index(target.part_of_key)) if target.part_of_key else None,
        )
        for target in draft.targets
    )
    conflicts = sorted(document.conflicts, key=lambda item: item.code)
    said = replace(draft, axes=axes, budget_lines=lines, targets=targets)
    return said, document.figures, conflicts


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_packaged_conventions_read_back_to_the_same_drafts(packaged: None, form: Any) -> None:
    for name in PACKAGED:
        data = (CONTENT / "conventions" / name).read_bytes()
        before = convention_file.read(data, name)
        assert not before.faults, [str(fault) for fault in before.faults]
        _record(data)
        # Read again: the sources that the file brings have keys now.
        (wanted,) = convention_file.read(data, name).documents
        written = convention_file.write(wanted.reference, form)
        after = convention_file.read(written.encode(), "retour")
        assert not after.faults, [str(fault) for fault in after.faults]
        (found,) = after.documents
        assert found.is_recorded, "the fingerprint of what was written is that of what was read"
        assert _drafts(found) == _drafts(wanted)


def test_the_example_is_a_good_file_of_the_demonstration(packaged: None) -> None:
    reading = convention_file.read(convention_file.example().encode(), "exemple.yaml")
    assert not reading.faults, [str(fault) for fault in reading.faults]
    assert not reading.warnings
    assert reading.documents[0].draft.is_exercise
    _record(convention_file.example().encode())


def test_what_is_not_recorded_cannot_be_written(db: None) -> None:
    with pytest.raises(Refusal, match="Le registre n’a pas de convention INCONNUE"):
        convention_file.write("INCONNUE")


def test_the_order_of_keys_and_the_defaults_change_nothing(packaged: None) -> None:
    data = convention_file.example()
    _record(data.encode())
    said = read_yaml(data)
    shuffled = {key: said[key] for key in sorted(said)} | {"parent": None, "witnesses": []}
    again = convention_file.read(json.dumps(shuffled, default=str).encode(), "x")
    assert [document.is_recorded for document in again.documents] == [True]


def test_a_word_added_to_the_format_leaves_older_fingerprints_alone(packaged: None) -> None:
    """What format 1 said before its words of 2026-11 keeps the fingerprint it was recorded with."""
    data = read_yaml(convention_file.example())
    kept = {name: data[name] for name in (
        "mithaq", "reference", "kind", "level", "status", "title", "purpose", "source", "sources",
        "signed", "duration",
    )} | {"parties": [{"organisation": "agence-hesperides"}]}  # fmt: skip
    (found,) = convention_file.read(json.dumps(kept, default=str).encode(), "x").documents
    assert found.draft.content_sha256 == FINGERPRINT_OF_FORMAT_1


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
    min_size=1,
    max_size=40,
).filter(lambda text: bool(text.strip()))
LABELS = st.fixed_dictionaries({"fr": TEXTS}, optional={"ar": TEXTS, "en": TEXTS})
DATES = st.one_of(
    st.just("unknown"),
    st.dates(date(1990, 1, 1), date(2099, 12, 31)).map(lambda on: on.isoformat()),
    st.dates(date(1990, 1, 1), date(2099, 12, 31)).map(lambda on: on.isoformat()[:7]),
    st.integers(1990, 2099).map(str),
)
MONEY = st.integers(1, 10**12).map(lambda centimes: f"{centimes // 100}.{centimes % 100:02d} DH")
PROVEN = {"locator": st.text("abc 0123456789·’«»", max_size=20)}
COMMITMENTS = st.fixed_dictionaries(
    {
        "text": LABELS,
        "nature": st.sampled_from(["means", "result"]),
        "status": st.sampled_from(["running", "to_come", "done", "not_published"]),
        "grade": st.sampled_from(["announced", "contractual", "recorded"]),
    },
    optional={
        "debtor": st.sampled_from(["agence-hesperides", None]),
        "creditor": st.sampled_from(["region-hesperides", None]),
        "beneficiary": LABELS,
        "due": DATES,
        "verb": st.sampled_from(["finance", "train", None]),
        "condition": LABELS,
        "evidence": LABELS,
        **PROVEN,
    },
)
AMOUNTS = st.fixed_dictionaries(
    {
        "quantity": st.decimals(1, 10**6, places=2).map(str),
        "unit": st.sampled_from(["persons", "spaces", "dirhams"]),
    }
)
PROMISES = st.one_of(
    COMMITMENTS, st.tuples(COMMITMENTS, AMOUNTS).map(lambda both: both[0] | both[1])
)
LINES = st.fixed_dictionaries(
    {"title": LABELS, "committed": MONEY, "grade": st.just("contractual")},
    optional={"year": st.one_of(st.none(), st.integers(2000, 2050)), **PROVEN},
)
TARGETS = st.fixed_dictionaries(
    {
        "title": LABELS,
        "value": st.decimals(1, 10**6, places=2).map(str),
        "kind": st.sampled_from(["announced", "contractual"]),
        "grade": st.just("announced"),
    },
    optional={
        "horizon": DATES,
        "year": st.integers(1990, 2100),
        "territory": st.sampled_from(["09", None]),
        "wording": LABELS,
        "sex": st.sampled_from(["all", "women", "men"]),
        "neet": st.sampled_from(["not_said", "only", "none"]),
        "baseline": st.fixed_dictionaries(
            {"value": st.decimals(0, 10**6, places=2).map(str)}, optional={"date": DATES}
        ),
    },
)
TIES = {
    "legal_basis": LABELS,
    "terms": LABELS,
    "notice_months": st.integers(1, 36),
    "languages": st.lists(
        st.fixed_dictionaries(
            {"language": st.sampled_from(["ar", "fr", "zgh"])},
            optional={"prevails": st.sampled_from([True, False, None])},
        ),
        unique_by=lambda item: item["language"],
        max_size=3,
    ).map(lambda items: sorted(items, key=lambda item: item["language"])),
    "preamble": st.lists(
        st.fixed_dictionaries(
            {"kind": st.sampled_from(["strategy", "law"]), "title": LABELS}, optional=PROVEN
        ),
        max_size=3,
    ),
    "documents": st.lists(
        st.fixed_dictionaries(
            {"kind": st.just("annex"), "title": LABELS},
            optional={
                "number": st.sampled_from(["1", "A", ""]),
                "part_of_contract": st.sampled_from([True, False, None]),
            },
        ),
        max_size=2,
    ),
}
DOCUMENTS = st.fixed_dictionaries(
    {
        "title": LABELS,
        "purpose": LABELS,
        "signed": DATES,
        "kind": st.sampled_from(["framework", "company", "financing"]),
    },
    optional={
        **TIES,
        "place": LABELS,
        "in_force": st.dates(date(1990, 1, 1), date(2099, 1, 1)).map(str),
        "instrument_count": st.integers(1, 40),
        "commitments": st.lists(PROMISES, max_size=3),
        "axes": st.lists(
            st.fixed_dictionaries(
                {"title": LABELS}, optional={"commitments": st.lists(PROMISES, max_size=2)}
            ),
            max_size=2,
        ),
        "targets": st.lists(TARGETS, max_size=2),
        "lines": st.lists(LINES, max_size=3),
        "remarks": st.lists(
            st.fixed_dictionaries({"kind": st.sampled_from(["context", "sequel"]), "text": LABELS}),
            max_size=2,
        ),
    },
)


@settings(
    max_examples=40,
    deadline=timedelta(seconds=2),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=DOCUMENTS, number=st.integers(0, 10**9))
def test_any_convention_reads_back_to_the_same_drafts(
    known: Any, said: dict[str, Any], number: int
) -> None:
    from django.db import transaction

    lines = [{**line, "payer": "region-hesperides"} for line in said.pop("lines", [])]
    targets = [
        {**item, "indicator": "direct-jobs", "unit": "jobs", "key": f"cle-{rank}"}
        | ({"part_of": "cle-0"} if rank else {})
        for rank, item in enumerate(said.pop("targets", []))
    ]
    preamble = [
        {**item, "code": f"cite-{rank}"} for rank, item in enumerate(said.pop("preamble", []))
    ]
    document = {
        "mithaq": "convention/1",
        "reference": f"GEN-{number}",
        "level": "national",
        "status": "signed",
        "source": "dossier-hesperides",
        "duration": "not_published",
        "parties": [{"organisation": "agence-hesperides"}, {"organisation": "region-hesperides"}],
        **said,
        "targets": targets,
        "preamble": preamble,
        "budget": {"lines": lines},
    }
    data = yaml.safe_dump(document, allow_unicode=True).encode()
    with transaction.atomic():
        before = convention_file.read(data, "x")
        assert not before.faults, [str(fault) for fault in before.faults]
        _record(data)
        after = convention_file.read(convention_file.write(f"GEN-{number}").encode(), "y")
        assert not after.faults, [str(fault) for fault in after.faults]
        assert after.documents[0].is_recorded
        assert _drafts(after.documents[0]) == _drafts(before.documents[0])
        transaction.set_rollback(True)
