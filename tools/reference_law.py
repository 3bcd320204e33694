"""The pages of the reference that are read from the law: its values, its rules, its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mithaq.apps.programmes.queries import written_law
from mithaq.engines.rules import Law, say_bound, sentence

NOTE = "<!-- Written by tools/reference.py: edit the law, not this page. -->\n"
CONFIDENCE = {
    "sure": "sure",
    "likely": "**likely**",
    "conflicting": "**conflicting**",
    "unknown": "**unconfirmed**",
}


def law_pages() -> dict[str, Callable[[], str]]:
    """Each page of the law, by its file."""
    law = written_law()
    return {
        "law-parameters.md": lambda: _page("Values of the law", law, _parameters(law)),
        "law-rules.md": lambda: _page("Rules of the law", law, _rules(law)),
        "law-facts.md": lambda: _page("Facts that the law reads", law, _facts(law)),
    }


def _page(title: str, law: Law, lines: Iterable[str]) -> str:
    about = f"Country: {law.name}. `mithaq law` says the same at the terminal, in three languages."
    return "\n".join([f"# {title}\n\n{NOTE}\n{about}", *lines]) + "\n"


def _cell(text: object) -> str:
    return str(text).replace("|", "/").replace("\n", " ")


def _other(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _parameters(law: Law) -> Iterable[str]:
    for name, scheme in law.schemes.items():
        own = [p for p in law.parameters.values() if p.scheme == name]
        if not own:
            continue
        yield f"\n## {scheme.label.fr} (`{name}`)\n"
        yield "| path | label | since | value | confidence | reference | note | sources |"
        yield "|---|---|---|---|---|---|---|---|"
        for parameter in own:
            for dated in parameter.history:
                note = dated.note
                if dated.alternatives:
                    others = "; ".join(map(_other, dated.alternatives))
                    note = f"{note} Other values: {others}".strip()
                cells = (
                    f"`{parameter.path}`",
                    parameter.label.fr,
                    dated.since,
                    say_bound(dated.value, parameter.unit, "fr"),
                    CONFIDENCE[dated.confidence],
                    dated.reference,
                    note,
                    ", ".join(dated.sources),
                )
                yield f"| {' | '.join(map(_cell, cells))} |"
    yield "\n## Sources\n\n| code | source |\n|---|---|"
    for code, text in law.sources.items():
        yield f"| {code} | {_cell(text)} |"


def _rules(law: Law) -> Iterable[str]:
    for name, scheme in law.schemes.items():
        yield f"\n## {scheme.label.fr} (`{name}`)\n\n{scheme.summary.fr}"
        for rule in (rule for rule in law.rules.values() if rule.scheme == name):
            unit = f", {rule.unit}" if rule.unit else ""
            yield f"\n### `{rule.name}`\n\n{rule.label.fr}{unit}\n"
            for version in rule.versions:
                until = f" until {version.until}" if version.until else ""
                said = sentence(law, version.formula, "fr")
                yield f"- since {version.since}{until} ({version.article}): {said}"


def _facts(law: Law) -> Iterable[str]:
    for name, scheme in law.schemes.items():
        own = [fact for fact in law.facts.values() if fact.scheme == name]
        if not own:
            continue
        yield f"\n## {scheme.label.fr} (`{name}`)\n"
        yield "| fact | français | العربية | kind | choices |\n|---|---|---|---|---|"
        for fact in own:
            kind = f"{fact.kind} ({fact.unit})" if fact.unit else fact.kind
            choices = ", ".join(f"`{code}` {label.fr}" for code, label in fact.choices.items())
            cells = (f"`{fact.name}`", fact.label.fr, fact.label.ar, kind, choices)
            yield f"| {' | '.join(map(_cell, cells))} |"
