"""The draw: the documented lines give the same list, nobody is favoured, faults are all told."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.base.errors import Refusal
from mithaq.base.fictitious import fictitious_ice
from mithaq.signals.draw import (
    ALGORITHM,
    count_of_share,
    draw_from,
    draw_key,
    drawn_csv,
    population_of,
    public_csv,
    read_drawn,
    read_population,
)

ICES = [fictitious_ice(rank) for rank in range(400)]


def test_the_lines_of_the_documentation_give_the_same_draw() -> None:
    seed = "loterie du 2026-10-01 : 04 11 23"
    codes = population_of(ICES).text.split()
    again = sorted(codes, key=lambda code: sha256(f"{seed}|{code}".encode()).hexdigest())[:8]
    made = draw_from(population_of(ICES), seed, count=8)
    assert [sha256(row.ice.encode()).hexdigest() for row in made.drawn] == again
    assert [row.rank for row in made.drawn] == list(range(1, 9))
    assert made.algorithm == ALGORITHM == "sha256-rank-2"


def test_a_known_draw_never_changes() -> None:
    """A published list must be found again by any later version."""
    people = population_of(ICES[:50])
    made = draw_from(people, "graine", count=3)
    codes = sorted(sha256(ice.encode()).hexdigest() for ice in ICES[:50])
    assert made.population_digest == (
        sha256("".join(f"{code}\n" for code in codes).encode()).hexdigest()
    )
    assert draw_key("graine", "ab") == sha256(b"graine|ab").hexdigest()


def test_the_published_codes_alone_give_the_same_draw() -> None:
    people = population_of(ICES[:50])
    told = read_population(people.text)
    again, made = draw_from(told, "graine", count=5), draw_from(people, "graine", count=5)
    assert told.digest == people.digest
    assert [row.key for row in again.drawn] == [row.key for row in made.drawn]
    assert not any(row.ice for row in again.drawn)
    assert not any(ice in people.text for ice in ICES)


@given(st.permutations(ICES[:30]), st.text(min_size=1).filter(str.strip), st.integers(1, 30))
def test_the_order_of_the_file_changes_nothing(ices: list[str], seed: str, count: int) -> None:
    made = draw_from(population_of(ices), seed, count=count)
    assert made == draw_from(population_of(ICES[:30]), seed, count=count)
    assert len({row.ice for row in made.drawn}) == count
    # Whoever draws more draws the same ones first.
    more = draw_from(population_of(ices), seed, count=30)
    assert more.drawn[:count] == made.drawn


def test_nobody_is_favoured() -> None:
    """Over a thousand seeds, each of forty is drawn about a quarter of the time."""
    few = population_of(ICES[:40])
    times = dict.fromkeys(few.ices.values(), 0)
    for rank in range(1_000):
        for row in draw_from(few, f"graine {rank}", count=10).drawn:
            times[row.ice] += 1
    assert min(times.values()) > 190
    assert max(times.values()) < 310


def test_a_share_is_rounded_up() -> None:
    assert [count_of_share(1_000, share) for share in (0, 1, 50, 10_000)] == [0, 1, 5, 1_000]
    assert count_of_share(3, 100) == 1


def test_faults_of_a_population_are_told_with_their_lines() -> None:
    with pytest.raises(Refusal) as refusal:
        population_of([ICES[0], "12", ICES[0], "٩" * 15])
    assert [(fault.line, fault.rule) for fault in refusal.value.faults] == [
        (2, "draw.ice"), (3, "draw.once")]  # fmt: skip
    for empty in ("", "ice\n"):
        with pytest.raises(Refusal):
            read_population(empty)
    for seed, count in ((" ", 1), ("s", 0), ("s", 401)):
        with pytest.raises(Refusal):
            draw_from(population_of(ICES), seed, count=count)


def test_lists_are_written_and_read_again() -> None:
    people = read_population(f"\ufeffnom,ICE\nA,{ICES[3]}\nB,{ICES[4]}\n")
    assert set(people.ices.values()) == set(ICES[3:5])
    made = draw_from(read_population("\n".join(ICES)), "graine", count=5)
    assert read_drawn(drawn_csv(made)) == made.drawn
    told = read_drawn(public_csv(made))
    assert [row.key for row in told] == [row.key for row in made.drawn]
    assert not any(ice in public_csv(made) for ice in ICES)
    with pytest.raises(Refusal):
        read_drawn("a,b\n1,2\n")
