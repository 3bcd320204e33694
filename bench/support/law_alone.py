"""One person: computed, explained; and a country of three hundred rules, compiled."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.support.law_data import COUNTRY, MONTH, TARGETS
from mithaq.engines.rules import Law

PERSON = {
    "gross": 8_200.0,
    "dependants": 2,
    "employer_created_on": date(2023, 3, 1),
    "employer_operating_since": date(2023, 6, 1),
    "hire_date": date(2024, 5, 2),
    "hire_rank": 3,
    "anapec_registered": True,
    "employer_form": "company",
    "contract_kind": "permanent",
}
CHAINS, LINKS = 4, 75


def fastest(work: Callable[[], object], *, times: int) -> float:
    """Milliseconds of processor of the fastest tenth of many runs."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return round(sorted(taken)[times // 10] * 1000, 4)


def write_country(folder: Path) -> str:
    """Write a country of three hundred rules in four chains; give its name."""
    scheme = folder / "bench_country" / "chains"
    scheme.mkdir(parents=True)
    (folder / "bench_country" / "__init__.py").write_text('"""Three hundred rules."""\n')
    (scheme / "__init__.py").write_text("")
    lines = ["from mithaq.engines.rules import greatest, least, rounded, rule, when", ""]
    said = []
    for chain in range(CHAINS):
        before = "gross"
        for link in range(LINKS):
            name = f"r{chain}_{link}"
            lines += [
                '@rule(article="art. 1", since="2000-01-01", unit="ECU")',
                f"def {name}({', '.join(dict.fromkeys((before, 'gross')))}, p):",
                '    """A link of a chain."""',
                f"    kept = least({before}, p.chains.ceiling) * (1 + p.chains.rate / {link + 2})",
                "    return rounded(when(kept > gross, gross, greatest(kept, 1)))",
                "",
            ]
            said.append(f"  {name}: {{label: {{fr: Règle, ar: قاعدة, en: Rule}}}}")
            before = name
    (scheme / "rules.py").write_text("\n".join(lines), encoding="utf-8")
    (scheme / "parameters.yaml").write_text(
        "chains:\n"
        "  ceiling: {values: {2000-01-01: {value: 6000, metadata: {confidence: sure}}}}\n"
        "  rate: {values: {2000-01-01: {value: 0.04, metadata: {confidence: sure}}}}\n"
    )
    label = "{fr: Chaînes, ar: سلاسل, en: Chains}"
    (scheme / "words.yaml").write_text(
        f"scheme:\n  label: {label}\n  summary: {label}\n"
        f"facts:\n  gross: {{kind: money, unit: ECU, label: {label}}}\n"
        f"parameters:\n  chains.ceiling: {{label: {label}}}\n  chains.rate: {{label: {label}}}\n"
        "rules:\n" + "\n".join(said) + "\n",
        encoding="utf-8",
    )
    return "bench_country"


def compiled(country: Law) -> float:
    """Milliseconds of processor from a law at hand to the first answer of its last rules."""
    targets = [f"r{chain}_{LINKS - 1}" for chain in range(CHAINS)]
    taken = []
    for _ in range(5):
        fresh = country.changed()
        started = time.process_time()
        fresh.on(MONTH, *targets).compute(gross=5000.0)
        taken.append(time.process_time() - started)
    return round(min(taken) * 1000, 2)


def main() -> None:
    """Print the figures."""
    law = Law.load(COUNTRY)
    plan, why = law.on(MONTH, *TARGETS), law.on(MONTH, "tahfiz_public_cost")
    with tempfile.TemporaryDirectory() as home:
        sys.path.insert(0, home)
        country = Law.load(write_country(Path(home)))
        assert len(country.rules) == CHAINS * LINKS
        figures = {
            "law.case_ms": fastest(lambda: plan.compute(**PERSON), times=2000),
            "law.explain_ms": fastest(lambda: why.explain(**PERSON).to_dict(), times=400),
            "law.compile_300_ms": compiled(country),
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
