"""Cases of the law as a lawyer writes them: run one by one, each with what it expected."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._facts import Value
from mithaq.engines.rules._law import Law
from mithaq.engines.rules._loading import StrictLoader

STATUSES: Final = ("exact", "rounded", "derived", "refused")
_KEYS: Final = frozenset(
    {
        "name", "period", "status", "source", "absolute_error_margin", "relative_error_margin",
        "input", "output", "parameters", "known", "note",
    }
)  # fmt: skip
_MARGINS: Final = ("absolute_error_margin", "relative_error_margin")
_MARGIN: Final = 1e-6  # what binary numbers lose; a case that rounds says its own margin


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One expected result: ``found`` is None where the law cannot decide."""

    target: str
    expected: Value | None
    found: Value | None
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """A case that was run. A ``refused`` case states a claim, and holds when the law refutes it."""

    name: str
    period: str
    status: str
    source: str
    outcomes: tuple[Outcome, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the law says what the case expects (or refutes what it claims)."""
        if self.faults or not self.outcomes:
            return False
        if self.status == "refused":  # what the law cannot decide, it does not refute
            return any(not each.holds and each.found is not None for each in self.outcomes)
        return all(outcome.holds for outcome in self.outcomes)

    def __str__(self) -> str:
        """Read as a line of a report."""
        said = [str(one) for one in self.faults]
        said += [
            f"{o.target} : attendu {o.expected}, la loi donne {o.found}"
            for o in self.outcomes
            if not o.holds or self.status == "refused"
        ]
        return (
            f"{'✓' if self.holds else '✗'} {self.name} ({self.period}) {' ; '.join(said)}".strip()
        )


def run_cases(source: Path | str, law: Law) -> tuple[CaseResult, ...]:
    """Run the cases of a text, of a file, or of every file under a folder (given as a Path)."""
    if isinstance(source, Path):
        files = sorted(source.rglob("*.yaml")) if source.is_dir() else [source]
        return tuple(result for file in files for result in _run_file(file, law))
    return tuple(_run_text(source, law, ""))


def run_case(entry: Mapping[str, Any], law: Law) -> CaseResult:
    """Run one case, as its file holds it."""
    return _run(entry, law, "")


def _run_file(file: Path, law: Law) -> Iterator[CaseResult]:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        why = "ce fichier ne se lit pas : un fichier de cas est un texte en UTF-8."
        yield _broken(file.name, [fault(file.name, why)])
        return
    yield from _run_text(text, law, file.name)


def _run_text(text: str, law: Law, file: str) -> Iterator[CaseResult]:
    try:
        listed = yaml.load(text, Loader=StrictLoader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        yield _broken(file or "cases", [fault(file, f"YAML illisible : {error}")])
        return
    for rank, entry in enumerate(listed if isinstance(listed, list) else [listed], 1):
        if isinstance(entry, Mapping):
            yield _run(entry, law, file)
        else:
            yield _broken(f"{file} n° {rank}", [fault(file, "un cas est un tableau de noms.")])


def _broken(name: str, faults: list[Fault]) -> CaseResult:
    return CaseResult(name=name, period="", status="", source="", faults=tuple(faults))


def _run(entry: Mapping[str, Any], law: Law, file: str) -> CaseResult:
    name = str(entry.get("name") or file or "sans nom")
    faults = [
        fault(name, f"« {key} » n’est pas une partie d’un cas.")
        for key in entry
        if key not in _KEYS
    ]
    status = str(entry.get("status", "exact"))
    if status not in STATUSES:
        faults.append(fault(name, f"status : {', '.join(STATUSES)}."))
    period, given, output = entry.get("period"), entry.get("input") or {}, entry.get("output")
    if period is None:
        faults.append(fault(name, "la période manque : 2025-10 ou 2025-10-31."))
    if not isinstance(output, Mapping) or not output:
        faults.append(fault(name, "il faut au moins un résultat attendu (output)."))
    if not isinstance(given, Mapping) or not all(isinstance(key, str) for key in given):
        faults.append(fault(name, "les faits (input) sont un tableau de noms."))
    faults += [fault(name, said) for said in _settings_wrong(entry)]
    faults += _outputs_wrong(output)
    outcomes: tuple[Outcome, ...] = ()
    if not faults:
        try:
            outcomes = _outcomes(entry, law)
        except LawError as error:
            faults += error.faults
    return CaseResult(
        name=name,
        period=str(period or ""),
        status=status,
        source=str(entry.get("source") or ""),
        outcomes=outcomes,
        faults=tuple(faults),
    )


def _settings_wrong(entry: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong in the margins, the values replaced and the day of knowledge of a case."""
    for key in _MARGINS:
        margin = entry.get(key, 0)
        is_number = isinstance(margin, int | float) and not isinstance(margin, bool)
        if not is_number or not 0 <= margin < math.inf:
            yield f"{key} : un nombre fini, au moins 0, comme 0.005."
    values = entry.get("parameters")
    if values is not None and not (
        isinstance(values, Mapping) and all(isinstance(path, str) for path in values)
    ):
        yield "les valeurs remplacées (parameters) sont un tableau de chemins."
    if not isinstance(entry.get("known"), str | date | None):
        yield "known : un jour, comme 2025-10-31."
    if not isinstance(entry.get("period"), str | date | None):
        yield "period : un mois ou un jour, comme 2025-10 ou 2025-10-31."


def _outputs_wrong(output: object) -> list[Fault]:
    """The expected results that are no results: a list, a number that is none."""
    faults = []
    for target, expected in output.items() if isinstance(output, Mapping) else ():
        try:
            _expected(expected)
        except LawError as error:
            faults += [Fault(str(target), each.sentence) for each in error.faults]
    return faults


def _outcomes(entry: Mapping[str, Any], law: Law) -> tuple[Outcome, ...]:
    values = entry.get("parameters")
    if values:
        law = law.reform(str(entry.get("name", "")), values)
    period, output = entry["period"], entry["output"]
    day = period if isinstance(period, date) else str(period)
    facts = law.read_facts(entry.get("input") or {})
    plan = law.on(day, *map(str, output), known=entry.get("known"))
    found = plan.compute(**facts)
    margins = (
        float(entry.get("absolute_error_margin", _MARGIN)),
        float(entry.get("relative_error_margin", 0)),
    )
    return tuple(
        Outcome(
            target=target,
            expected=_expected(expected),
            found=found[target],
            holds=_agrees(_expected(expected), found[target], margins),
        )
        for target, expected in output.items()
    )


def _expected(value: object) -> Value | None:
    """What a case says it expects: « unknown » is that the law cannot decide."""
    if value is None or value == "unknown":
        return None
    is_finite = not isinstance(value, int | float) or math.isfinite(value)
    if is_finite and isinstance(value, bool | int | float | str | date):
        return value
    raise LawError(
        fault("output", Labels(f"{value!r} n’est pas un résultat.", en=f"{value!r} is no result."))
    )


def _agrees(expected: Value | None, found: Value | None, margins: tuple[float, float]) -> bool:
    if expected is None or found is None:
        return expected is found
    if isinstance(found, bool) or isinstance(expected, bool):
        return found is expected
    if isinstance(found, int | float) and isinstance(expected, int | float):
        # A half centime written in binary may fall a hair beyond the margin of half a centime.
        margin = max(margins[0], margins[1] * abs(expected)) + 1e-9
        return math.isclose(found, expected, rel_tol=0, abs_tol=margin)
    return str(found) == str(expected)
