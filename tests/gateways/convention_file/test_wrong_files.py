"""Wrong files: each is answered by clear sentences with their lines, and nothing moves."""

from __future__ import annotations

import time
from typing import Any

import pytest

from mithaq.base.errors import Refusal
from mithaq.flows.import_conventions import import_content, stage_conventions
from mithaq.gateways import convention_file
from tests.conftest import AT
from tests.gateways.convention_file.world import WRONG, content, dump

# file → (line, where, rule, words of the French sentence, words of the Arabic one)
Expected = tuple[int | None, str, str, str, str]
CASES: dict[str, list[Expected]] = {
    "01-dates-reversed.yaml": [
        (11, "covers", "convention.end_follows_start", "avant son début", "قبل بدايتها"),
    ],
    "02-unknown-party.yaml": [
        (15, "parties[0].organisation", "organisation.exists",
         "« agence-hesperide » n’est pas au registre. Vouliez-vous écrire « agence-hesperides »",
         "هل تقصدون «agence-hesperides»"),
    ],
    "03-target-without-unit.yaml": [
        (20, "targets[0].unit", "shape.unit.required", "sans unité", "دون وحدة"),
    ],
    "04-budget-does-not-add-up.yaml": [
        (26, "budget.totals[0].amount", "budget.total_is_the_sum",
         "ses 2 lignes font 1,75 MDH : un écart de 0,25 MDH", "الفارق 0.25"),
    ],
    "05-reference-twice.yaml": [
        (29, "ESSAI-2026 · reference", "convention.reference.unique", "ligne 2", "السطر 2"),
    ],
    "06-latin-1.yaml": [(18, "", "file.encoding", "n’est pas en UTF-8", "UTF-8")],
    "07-unknown-words.yaml": [
        (1, "signed", "shape.signed.required", "Il manque « signed »", "ينقص «signed»"),
        (3, "kind", "shape.kind.choice", "Vouliez-vous écrire « partnership »", "«partnership»"),
        (9, "signd", "shape.known_key", "Vouliez-vous écrire « signed »", "هل تقصد"),
        (18, "commitments[0].nature", "shape.nature.required", "Il manque « nature »", "ينقص"),
        (18, "commitments[0].natur", "shape.known_key", "« nature »", "«nature»"),
    ],
    "08-aliases.yaml": [
        (8, "", "file.no_alias", "« &s »", "«&s»"),
        (16, "", "file.no_alias", "« *s »", "«*s»"),
    ],
    "09-tags.yaml": [(6, "", "file.no_tag", "os.system", "os.system")],
    "10-wrong-weekday.yaml": [
        (10, "weekday", "convention.weekday_agrees", "est un mardi, pas un lundi", "الثلاثاء"),
    ],
    "11-debtor-not-a-party.yaml": [
        (18, "commitments[0].debtor", "commitment.debtor_is_party", "n’est pas une partie",
         "ليس طرفا"),
    ],
    "12-three-decimals.yaml": [
        (23, "budget.lines[0].committed", "money.two_decimals", "deux décimales", "رقمان"),
    ],
    "13-broken.yaml": [(5, "", "file.syntax", "deux-points de trop", "نقطتان")],
    "14-empty.yaml": [(1, "", "file.empty", "Le fichier est vide", "الملف فارغ")],
    "15-wrong-unit.yaml": [
        (20, "targets[0].unit", "figure.unit_is_the_indicators", "se compte en « jobs »",
         "«jobs»"),
    ],
    "17-missing-quote.yaml": [(6, "", "file.syntax", "Un guillemet droit manque", "علامة اقتباس")],
    "18-quote-never-closed.yaml": [
        (26, "", "file.syntax", "Un guillemet droit manque", "علامة اقتباس"),
    ],
    "16-many-at-once.yaml": [
        (4, "level", "shape.level.choice", "« regional »", "«regional»"),
        (7, "purpose.fr", "text.required", "est vide", "فارغ"),
        (8, "source", "source.exists", "« dossier-hesperides »", "«dossier-hesperides»"),
        (10, "weekday", "convention.weekday_agrees", "mardi", "الثلاثاء"),
        (18, "commitments[0].debtor", "commitment.debtor_is_party", "partie", "طرفا"),
        (26, "budget.totals[0].amount", "budget.total_is_the_sum", "écart", "الفارق"),
    ],
}  # fmt: skip


def refused(data: bytes, name: str = "essai.yaml") -> Refusal:
    """The refusal of a file; nothing at all may have been written."""
    before = dump()
    with pytest.raises(Refusal) as caught:
        stage_conventions(content=data, name=name, actor=None, mandate="", at=AT)
    with pytest.raises(Refusal):
        import_content(content=data, name=name, actor=None, mandate="", reason="essai", at=AT)
    assert dump() == before
    return caught.value


def test_every_wrong_file_has_its_case() -> None:
    assert {path.name for path in WRONG.iterdir()} == {*CASES, "00-good.yaml"}


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_file_is_answered_by_sentences_with_lines(name: str, known: Any) -> None:
    faults = refused(content(name), name).faults
    found = [(fault.line, fault.where, fault.rule) for fault in faults]
    assert found == [case[:3] for case in CASES[name]]
    for fault, (_line, _where, _rule, french, arabic) in zip(faults, CASES[name], strict=True):
        assert french in fault.of("fr"), fault.of("fr")
        assert arabic in fault.of("ar"), fault.of("ar")
        assert fault.remedy, "every fault says what to do"
        assert fault.of("fr") != fault.of("ar") != fault.of("en")


def test_the_same_file_without_its_fault_is_accepted(known: Any) -> None:
    reading = convention_file.read(content("00-good.yaml"), "00-good.yaml")
    assert not reading.faults
    assert reading.documents[0].counts["budget_lines"] == 2


def test_a_file_of_fifty_megabytes_is_refused_at_once(known: Any) -> None:
    data = b"x: [" + b"1, " * (50 * 1024 * 1024 // 3) + b"1]"
    started = time.process_time()
    reading = convention_file.read(data, "gros.yaml")
    assert time.process_time() - started < 0.05
    (fault,) = reading.faults
    assert fault.rule == "file.size"
    assert "50,0 Mo" in fault.of("fr")
    assert "50.0" in fault.of("ar")
    refused(data)


def test_a_reference_taken_by_another_content_is_refused(known: Any) -> None:
    good = content("00-good.yaml")
    import_content(content=good, name="a", actor=None, mandate="", reason="essai", at=AT)
    (fault,) = refused(good.replace(b'"120"', b'"121"')).faults
    assert (fault.line, fault.rule) == (2, "convention.reference.unique")
    assert "ESSAI-2026 est déjà prise" in fault.of("fr")


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"a: " + b"[" * 5000, "file.depth"),
        (b"a: " + b"{b: " * 2000, "file.depth"),
        (b"- une\n- liste\n", "file.shape"),
        (b"texte seul", "file.shape"),
        (b"a: 1\na: 2\n", "file.key.unique"),
        (b"? [liste]\n: 1\n", "file.key.text"),
        (b"a: \x07\n", "file.characters"),
        (b'a: "\\0"\n', "file.characters"),
        (b'a: "\\ud800"\n', "file.syntax"),
        (b"\xff\xfea\x00:\x00", "file.encoding"),
        (b"---\na: 1\n" * 250, "file.documents"),
        (b"a: 'sans fin\n", "file.syntax"),
        (b"a: [1, 2\nb: 3\n", "file.syntax"),
        (b"\ta: 1\n", "file.syntax"),
        (b"<<: {a: 1}\n", "shape.known_key"),
        (b"a: [" + b"1," * 30_000 + b"1]", "file.values"),
    ],
)
def test_hostile_files_are_answered(data: bytes, rule: str, known: Any) -> None:
    assert rule in {fault.rule for fault in refused(data).faults}


@pytest.mark.parametrize("line", [b"k%d: &a%d 1\n", b"k%d%d: 1\n", b"- [%d, %d]\n"])
def test_a_file_made_to_tire_the_reader_is_answered_in_seconds(line: bytes, known: Any) -> None:
    started = time.perf_counter()
    for count in (9_000, 90_000):
        reading = convention_file.read(b"".join(line % (n, n) for n in range(count)), "x")
        assert 1 <= len(reading.faults) <= 1000
    assert time.perf_counter() - started < 10
