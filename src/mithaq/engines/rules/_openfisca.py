"""A law as an OpenFisca country package: entities, variables, parameters in its own layout.

Written from OpenFisca's documented formats, so that an administration that runs it can take this
law without this program. Where the law says nothing on the day of a row, an amount is not a
number, a day is no day, a condition does not hold. What it does not carry: an unknown fact is
OpenFisca's default value there, and its numbers are of 32 bits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from mithaq.base.text import Labels
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._binding import Bracket
from mithaq.engines.rules._concepts import Concept
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._facts import MONTH, Fact
from mithaq.engines.rules._openfisca_formula import WORDS, FormulaWriter, enumeration, member
from mithaq.engines.rules._parameters import DatedParameter, DatedValue

_TYPES: Final[Mapping[str, str]] = {"boolean": "bool", "date": "date", "code": "Enum"}

_ENTITIES: Final = '''"""Who the law speaks of: a person, for one employer and one month."""

from openfisca_core.entities import build_entity

Person = build_entity(key="person", plural="persons", label="Personne", is_person=True)
'''
_SYSTEM: Final = '''"""The law of {name}, written out for OpenFisca from version {digest}."""

from pathlib import Path

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from {package} import entities

HERE = Path(__file__).parent


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """The variables and parameters beside this file."""

    def __init__(self):
        super().__init__([entities.Person])
        self.add_variables_from_directory(str(HERE / "variables"))
        self.load_parameters(str(HERE / "parameters"))
'''
_HEADER: Final = '''"""{title}"""

from datetime import date  # noqa: F401

import numpy as np  # noqa: F401
from openfisca_core.indexed_enums import Enum  # noqa: F401
from openfisca_core.periods import MONTH
from openfisca_core.variables import Variable

from {package}.entities import Person
{imports}'''
_PROJECT: Final = """[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "{distribution}"
version = "1.0.0"
description = "The law of {name} for OpenFisca"
requires-python = ">=3.11"
dependencies = ["openfisca-core>=44,<47", "numpy"]

[tool.setuptools.package-data]
{package} = ["parameters/**/*.yaml"]
"""


def export_openfisca(law: Corpus, folder: Path) -> Path:
    """Write the package of a law into a folder, and give back its path."""
    package = f"openfisca_{law.name.rpartition('.')[2]}"
    root = folder / package
    files = {
        folder / "pyproject.toml": _PROJECT.format(
            package=package, distribution=package.replace("_", "-"), name=law.name
        ),
        root / "__init__.py": _SYSTEM.format(package=package, name=law.name, digest=law.digest),
        root / "entities.py": _ENTITIES,
        root / "words.py": WORDS,
        root / "variables" / "facts.py": _facts(law, package),
        **{root / "variables" / f"{name}.py": _scheme(law, name, package) for name in law.schemes},
        **{
            root / "parameters" / f"{path.replace('.', '/')}.yaml": _parameter(parameter)
            for path, parameter in law.parameters.items()
        },
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def _facts(law: Corpus, package: str) -> str:
    header = _HEADER.format(title="What the law reads of a case.", package=package, imports="")
    return "\n\n".join([header, *(_fact(fact) for fact in law.facts.values())]) + "\n"


def _fact(fact: Fact) -> str:
    lines = list(_enumeration(fact.name, fact.choices))
    lines += _variable(fact.name, fact.kind, label=fact.label, unit=fact.unit)
    return "\n".join(lines)


def _enumeration(name: str, choices: Mapping[str, Labels]) -> Iterator[str]:
    if choices:
        yield f"class {enumeration(name)}(Enum):"
        yield from (f"    {member(code)} = {label.fr!r}" for code, label in choices.items())
        yield from ("", "")


def _variable(name: str, kind: str, *, label: Labels, unit: str | None) -> Iterator[str]:
    yield f"class {name}(Variable):"
    yield f"    value_type = {_TYPES.get(kind, 'float')}"
    if kind == "code":
        yield f"    possible_values = {enumeration(name)}"
        yield f"    default_value = next(iter({enumeration(name)}))"
    yield "    entity = Person"
    yield "    definition_period = MONTH"
    yield f"    label = {label.fr!r}"
    if unit and kind not in _TYPES:
        yield f"    unit = {unit!r}"


def _scheme(law: Corpus, scheme: str, package: str) -> str:
    concepts = [law.rules[name] for name in law.order if law.rules[name].scheme == scheme]
    facts = [enumeration(fact.name) for fact in law.facts.values() if fact.choices]
    imports = f"from {package}.words import *  # noqa: F403\n"
    if facts:
        imports += f"from {package}.variables.facts import {', '.join(facts)}  # noqa: F401\n"
    title = law.schemes[scheme].label.fr
    header = _HEADER.format(title=title, package=package, imports=imports)
    return "\n\n".join([header, *(_concept(law, concept) for concept in concepts)]) + "\n"


def _concept(law: Corpus, concept: Concept) -> str:
    lines = list(_enumeration(concept.name, concept.choices))
    kind = concept.unit or "boolean"
    lines += _variable(concept.name, kind, label=concept.label, unit=concept.unit)
    last = concept.versions[-1]
    lines.append(f"    reference = {last.article!r}")
    if last.until is not None and concept.on is None:
        lines.append(f"    end = {last.until.isoformat()!r}")
    groups = [concept.versions] if concept.on else [(version,) for version in concept.versions]
    for versions in groups:
        lines += _formula(law, concept, versions)
    return "\n".join(lines)


def _formula(law: Corpus, concept: Concept, versions: tuple[Rule, ...]) -> Iterator[str]:
    """One version, or all those among which the day of each row chooses."""
    writer, codes = FormulaWriter(law), enumeration(concept.name) if concept.choices else ""
    for version in versions:
        writer.meet(version.formula, codes)
    written = writer.write(versions[0].formula, codes)
    for version in versions[1:]:
        newer = writer.write(version.formula, codes)
        written = f'np.where({concept.on} >= np.datetime64("{version.since}"), {newer}, {written})'
    if concept.on and concept.unit != "code":  # OpenFisca's codes have no void
        nothing = {None: "False", "date": "NO_DAY"}.get(concept.unit, "np.nan")
        last = versions[-1].until
        until = f'"{last}"' if last else "None"
        written = f'within({concept.on}, "{versions[0].since}", {until}, {written}, {nothing})'
    yield ""
    yield f"    def formula_{versions[0].since:%Y_%m_%d}(person, period, parameters):"
    yield f"        {versions[0].first_line!r}"
    yield "        p = parameters(period)  # noqa: F841"
    anchor = (concept.on,) if concept.on else ()
    for name in dict.fromkeys(name for v in versions for name in (*v.arguments, *anchor)):
        read = 'np.datetime64(str(period.start), "D")'
        yield f"        {name} = {read if name == MONTH else f'person({name!r}, period)'}"
    yield from (f"        {line}" for line in writer.lines)
    yield f"        return {written}"


def _parameter(parameter: DatedParameter) -> str:
    said = {"unit": parameter.unit, "period": parameter.period, "base": parameter.base}
    metadata: dict[str, Any] = {name: value for name, value in said.items() if value}
    described: dict[str, Any] = {"description": parameter.label.fr, "metadata": metadata}
    if any(_is_schedule(dated) for dated in parameter.history):
        described["brackets"] = _brackets(parameter)
        metadata["type"] = "marginal_rate"
        metadata["reference"] = {d.since.isoformat(): d.reference for d in parameter.history}
    else:
        described["values"] = {d.since.isoformat(): _dated(d) for d in parameter.history}
    text: str = yaml.safe_dump(described, allow_unicode=True, sort_keys=False)
    return text


def _is_schedule(dated: DatedValue) -> bool:
    return isinstance(dated.value, tuple) and any(isinstance(v, Bracket) for v in dated.value)


def _dated(dated: DatedValue) -> dict[str, Any]:
    value: object = dated.value
    if isinstance(value, tuple):
        value = list(value)
    if isinstance(value, date):
        value = value.isoformat()
    return {
        "value": value,
        "metadata": {"reference": dated.reference, "confidence": dated.confidence},
    }


def _brackets(parameter: DatedParameter) -> list[dict[str, Any]]:
    """Each bracket with its own dates; null from the day on which there are fewer."""
    tables = {
        d.since.isoformat(): [b for b in d.value if isinstance(b, Bracket)]
        if isinstance(d.value, tuple)
        else []
        for d in parameter.history
    }
    height = max(map(len, tables.values()))

    def of(rank: int, name: str) -> dict[str, Any]:
        return {
            since: {"value": getattr(table[rank], name) if rank < len(table) else None}
            for since, table in tables.items()
        }

    return [
        {"threshold": of(rank, "threshold"), "rate": of(rank, "rate")} for rank in range(height)
    ]
