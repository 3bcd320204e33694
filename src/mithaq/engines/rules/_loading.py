"""Read the folders of a country: rules, parameters and words of each scheme, all faults at once."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from mithaq.base.documents import SAFE_LOADER
from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._checks import check_law, order_of
from mithaq.engines.rules._concepts import Concept
from mithaq.engines.rules._corpus import Corpus, Scheme
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._facts import Fact
from mithaq.engines.rules._parameters import DatedParameter
from mithaq.engines.rules._parameters_reading import read_parameters
from mithaq.engines.rules._words import Words, read_words


class StrictLoader(SAFE_LOADER):  # type: ignore[misc]
    """YAML keeps the last of two equal keys, silently: two values from one day are a fault."""

    def construct_mapping(self, node: yaml.MappingNode, *args: Any, **options: Any) -> Any:
        """Refuse a key that stands twice, with its line."""
        found = super().construct_mapping(node, *args, **options)
        if len(found) < len(node.value):
            written = [self.construct_object(key, deep=True) for key, _ in node.value]
            for key, (at, _) in zip(written, node.value, strict=True):
                if written.count(key) > 1:
                    line = at.start_mark.line + 1
                    raise yaml.YAMLError(f"« {key} » est écrit deux fois (ligne {line}).")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeSource:
    """What a scheme's folder holds, read but not yet understood."""

    name: str
    rules: Sequence[Rule]
    parameters: object
    words: object


def read_country(package: str) -> Corpus:
    """The texts of a country, from the dotted name of its package; LawError with all faults."""
    module = importlib.import_module(package)
    folders = sorted({found.parent for root in module.__path__ for found in _rules_files(root)})
    if not folders:
        raise LawError(fault(package, "aucun dispositif : il faut <dispositif>/rules.py."))
    sources, faults = [], list[Fault]()
    for folder in folders:
        name = folder.name
        parsed = []
        for file in ("parameters.yaml", "words.yaml"):
            try:
                parsed.append(read_yaml(folder / file))
            except FileNotFoundError:
                faults.append(fault(f"{name}/{file}", "ce fichier manque."))
                parsed.append({})
            except yaml.YAMLError as error:
                faults.append(fault(f"{name}/{file}", f"YAML illisible : {error}"))
                parsed.append({})
        written = importlib.import_module(f"{package}.{name}.rules")
        # A module may import the rules of another to reuse their formulas.
        own = [
            found
            for found in vars(written).values()
            if isinstance(found, Rule) and found.function.__module__ == written.__name__
        ]
        sources.append(SchemeSource(name=name, rules=own, parameters=parsed[0], words=parsed[1]))
    return assemble(package.rpartition(".")[2], sources, faults)


def _rules_files(root: str) -> Iterable[Path]:
    return Path(root).glob("*/rules.py")


def read_yaml(path: Path) -> Any:
    """What a file of the law holds, a key written twice refused."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506 - a safe loader


@dataclass(slots=True)
class _Country:
    """What the schemes of a country declare together."""

    faults: list[Fault]
    facts: dict[str, Fact] = field(default_factory=dict)
    parameters: dict[str, DatedParameter] = field(default_factory=dict)
    rules: dict[str, Concept] = field(default_factory=dict)
    schemes: dict[str, Scheme] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    references: dict[str, Labels] = field(default_factory=dict)
    tops: dict[str, str] = field(default_factory=dict)
    settings: dict[str, dict[str, Labels] | str] = field(default_factory=dict)

    def add(self, source: SchemeSource, words: Words) -> None:
        """Take in what one scheme declares; a name that another one has is a fault."""
        self.faults += words.faults
        read, faults = read_parameters(source.parameters, words)
        self.faults += faults
        self.schemes[source.name] = Scheme(source.name, words.label, words.summary)
        self.sources |= words.sources
        self.references |= words.references
        self.settings |= words.settings
        for name, fact in words.facts.items():
            if self.facts.setdefault(name, fact) is not fact:
                self.wrong(f"{source.name}/words.yaml : {name}",
                           f"ce fait est déjà déclaré par {self.facts[name].scheme}.")  # fmt: skip
        for parameter in read:
            top = parameter.path.partition(".")[0]
            if self.tops.setdefault(top, source.name) != source.name:
                self.wrong(f"{source.name}/parameters.yaml : {top}",
                           f"ce nom est déjà pris par {self.tops[top]}.")  # fmt: skip
            self.parameters[parameter.path] = parameter
        paths = {parameter.path for parameter in read}
        for path in words.parameters.keys() - paths:
            self.wrong(f"{source.name}/words.yaml : {path}", "aucun paramètre de ce nom.")
        noted = {dated.note.fr for parameter in read for dated in parameter.history}
        for text in words.notes.keys() - noted:
            self.wrong(f"{source.name}/words.yaml : {text}", "aucune valeur ne porte cette note.")
        self._rules(source, words)

    def _rules(self, source: SchemeSource, words: Words) -> None:
        versions: dict[str, list[Rule]] = {}
        for rule in source.rules:
            versions.setdefault(rule.name, []).append(rule)
        for name, listed in versions.items():
            if name in self.rules:
                self.wrong(f"{source.name}/rules.py : {name}",
                           f"elle est déjà écrite dans {self.rules[name].scheme}.")  # fmt: skip
                continue
            if name not in words.rules:
                self.wrong(f"{source.name}/words.yaml : {name}", "le libellé de la règle manque.")
            concept = Concept(
                name=name,
                scheme=source.name,
                label=words.rules.get(name, Labels(name)),
                versions=(),
                choices=words.choices.get(name, {}),
                unmet=words.unmet.get(name),
            )
            self.rules[name] = concept.of_versions(listed)
        for name in words.rules.keys() - versions.keys():
            self.wrong(f"{source.name}/words.yaml : {name}", "aucune règle de ce nom.")
        for name in words.unmet.keys() & versions.keys():
            if self.rules[name].unit is not None:
                self.wrong(f"{source.name}/words.yaml : {name}",
                           "« unmet » ne va qu’à une condition.")  # fmt: skip

    def name_settings(self) -> None:
        """Give their words to the codes of settings and lists: own choices, or those of a fact."""
        for path, said in self.settings.items():
            parameter = self.parameters.get(path)
            if parameter is None:
                continue  # words without a parameter are a fault already
            if isinstance(said, str) and said not in self.facts:
                self.wrong(f"{parameter.scheme}/words.yaml : {path}", f"aucun fait « {said} ».")
                continue
            choices = self.facts[said].choices if isinstance(said, str) else said
            for code in sorted(parameter.codes - choices.keys()):
                self.wrong(
                    f"{parameter.scheme}/words.yaml : {path}", f"« {code} » est sans libellé."
                )
            self.parameters[path] = replace(parameter, choices=choices)

    def wrong(self, where: str, sentence: str) -> None:
        """Keep a fault."""
        self.faults.append(fault(where, sentence))


def assemble(name: str, sources: Sequence[SchemeSource], faults: Iterable[Fault] = ()) -> Corpus:
    """A law from the sources of its schemes; LawError with every fault found."""
    country = _Country(list(faults))
    for source in sources:
        country.add(source, read_words(source.name, source.words))
    country.name_settings()
    for rule in {n for n in country.rules if n in country.facts}:
        country.wrong(rule, "une règle et un fait portent ce nom.")
    order, wrong = order_of(country.rules)
    country.faults += wrong
    law = Corpus(
        name=name,
        schemes=country.schemes,
        facts=country.facts,
        rules=country.rules,
        parameters=country.parameters,
        sources=country.sources,
        references=country.references,
        order=order,
    )
    country.faults += [*check_law(law), *_unread_references(law)]
    if country.faults:
        raise LawError(country.faults)
    return law.with_users()


def _unread_references(law: Corpus) -> Iterator[Fault]:
    """The articles and references that have no Arabic nor English form."""
    cited = {version.article: f"{concept.scheme}/rules.py : {concept.name}"
             for concept in law.rules.values() for version in concept.written}  # fmt: skip
    for parameter in law.parameters.values():
        where = f"{parameter.scheme}/parameters.yaml : {parameter.path}"
        cited |= {dated.reference: where for dated in parameter.history}
    for text, where in cited.items():
        if text and not law.cited(text).ar:
            yield fault(
                where,
                f"la référence « {text} » n’a pas de forme arabe ni anglaise.",
                "Écrivez-la comme les autres, ou ajoutez-la à words.yaml (references).",
            )
