"""The reference page of the convention file keeps in step with the schema."""

from __future__ import annotations

import yaml
from tools.convention_file import PAGE, page

from mithaq.gateways.convention_file import example, json_schema, meaning, outline


def test_the_page_says_what_the_schema_says() -> None:
    current = PAGE.read_text(encoding="utf-8")
    assert current == page(current), "run: python tools/convention_file.py"


def test_the_schema_closes_every_part() -> None:
    schema = json_schema()
    open_parts = [
        name for name, part in schema["$defs"].items()
        if part["type"] == "object" and part.get("additionalProperties") is not False
    ]  # fmt: skip
    assert not open_parts


def test_every_word_of_the_format_is_explained_in_three_languages() -> None:
    for part in outline():
        for word in part.words:
            said = meaning(part.path, word.name)
            assert said is not None, f"{part.path}.{word.name}"
            assert said.fr, word.name
            assert said.ar, word.name
            assert said.en, word.name


def test_the_example_speaks_to_whoever_reads_it() -> None:
    french, arabic, english = (example(code) for code in ("fr", "ar", "en"))
    assert "# La source de tout ce qui suit" in french
    assert "# مصدر كل ما يلي" in arabic
    for text in (french, arabic):
        comments = [line for line in text.splitlines() if line.startswith("#")]
        assert not {line for line in english.splitlines() if line.startswith("#")} & set(comments)
        assert yaml.safe_load(text) == yaml.safe_load(english)
