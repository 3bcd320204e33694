"""Two texts compared: applying what is said to differ gives the other text back."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mithaq.base.differences import ADDED, CHANGED, REMOVED, SAME, compare, word_spans

WORDS = st.text(alphabet="abc أب\n", max_size=30)
VALUES = st.recursive(
    st.sampled_from(["", "x", "y z", "un deux trois"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["fr", "ar", "key", "text"]), inner, max_size=3)
    ),
    max_leaves=8,
)
TEXTS = st.dictionaries(st.sampled_from(["title", "axes", "purpose"]), VALUES, max_size=3)


@given(WORDS, WORDS)
def test_the_words_kept_and_taken_out_are_the_old_text_and_kept_and_added_the_new(
    before: str, after: str
) -> None:
    spans = word_spans(before, after)
    assert "".join(s.text for s in spans if s.kind != ADDED) == before
    assert "".join(s.text for s in spans if s.kind != REMOVED) == after
    if before == after:
        assert all(span.kind == SAME for span in spans)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: dict[str, Any]) -> None:
    assert compare(text, text) == ()


@given(TEXTS, TEXTS)
def test_the_other_way_round_says_the_contrary(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    there, back = compare(before, after), compare(after, before)
    count = {kind: sum(d.kind == kind for d in there) for kind in (ADDED, REMOVED)}
    assert bool(there) == bool(back)
    if not any(isinstance(v, list) for v in [*before.values(), *after.values()]):
        other = {kind: sum(d.kind == kind for d in back) for kind in (ADDED, REMOVED)}
        assert (count[ADDED], count[REMOVED]) == (other[REMOVED], other[ADDED])


def test_a_row_inserted_does_not_change_its_neighbours() -> None:
    first, second = {"text": {"fr": "Former cent personnes."}}, {"text": {"fr": "Payer."}}
    new = {"text": {"fr": "Rendre compte chaque mois."}}
    (found,) = compare({"axes": [first, second]}, {"axes": [first, new, second]})
    assert (found.kind, found.path, found.after) == (
        ADDED, "axes[1].text.fr", "Rendre compte chaque mois.",
    )  # fmt: skip


def test_a_row_that_changed_is_one_change_and_a_named_row_is_followed() -> None:
    before = {"axes": [{"text": {"fr": "Former cent personnes à Agadir."}}]}
    after = {"axes": [{"text": {"fr": "Former deux cents personnes à Agadir."}}]}
    (found,) = compare(before, after)
    assert (found.kind, found.before) == (CHANGED, "Former cent personnes à Agadir.")
    parties = [{"organisation": "a", "role": "party"}, {"organisation": "b", "role": "party"}]
    moved = [parties[1], {**parties[0], "role": "payer"}]
    (role,) = compare({"parties": parties}, {"parties": moved})
    assert (role.path, role.before, role.after) == ("parties[1].role", "party", "payer")


def test_a_row_taken_out_is_said_where_it_was() -> None:
    (found,) = compare({"axes": [{"key": "a", "title": "A"}]}, {"axes": []})[:1]
    assert (found.kind, found.path) == (REMOVED, "axes[0].key")
