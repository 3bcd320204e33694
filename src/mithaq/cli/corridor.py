"""`mithaq corridor`: what anyone can do again at a terminal, the draw of random controls first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from mithaq.base.errors import Refusal
from mithaq.signals.draw import (
    Draw,
    Drawn,
    Population,
    count_of_share,
    draw_from,
    drawn_csv,
    public_csv,
    read_drawn,
    read_population,
)

app = typer.Typer(help="Le Corridor : refaire un tirage de contrôles.", no_args_is_help=True)
Seed = Annotated[str, typer.Option("--seed", help="La graine publiée, telle quelle.")]
People = Annotated[
    Path,
    typer.Option(
        "--population", help="Fichier CSV à colonne « ice » ou « code », ou l’un d’eux par ligne."
    ),
]
Count = Annotated[int | None, typer.Option("--count", help="Nombre d’entreprises à tirer.")]
Share = Annotated[
    float | None, typer.Option("--share", help="Part à tirer, en pour cent : 0.5 pour 0,5 %.")
]
Against = Annotated[
    Path | None, typer.Option("--check", help="Liste publiée à comparer : rank, sha256 (et ice).")
]
Digest = Annotated[
    str | None, typer.Option("--digest", help="Empreinte annoncée de la population.")
]
Public = Annotated[bool, typer.Option("--public", help="Écrire les empreintes sans les ICE.")]
Output = Annotated[Path | None, typer.Option(help="Fichier CSV à écrire (sinon : à l’écran).")]
AsJson = Annotated[bool, typer.Option("--json", help="Répondre en JSON.")]


@app.callback()
def corridor() -> None:
    """Le Corridor : refaire un tirage de contrôles."""


@app.command("draw")
def draw(
    seed: Seed,
    population: People,
    count: Count = None,
    share: Share = None,
    check: Against = None,
    digest: Digest = None,
    public: Public = False,
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """Refait un tirage et le compare à la liste publiée ; sort avec le code 1 s’ils diffèrent."""
    published = read_drawn(check.read_text("utf-8")) if check else ()
    try:
        people = read_population(population.read_text("utf-8"))
        made = draw_from(people, seed, count=_count(people, count, share, len(published)))
    except Refusal as refusal:
        Console(stderr=True).print(str(refusal), style="bold", highlight=False, markup=False)
        raise typer.Exit(code=2) from refusal
    same_people = digest is None or digest.strip().lower() == made.population_digest
    same_list = check is None or _is_same(made, published)
    if output:
        output.write_text(public_csv(made) if public else drawn_csv(made), encoding="utf-8")
    if as_json:
        print(json.dumps(_plain(made, same_people=same_people, same_list=same_list)))
    else:
        _tell(made, same_people=same_people, same_list=same_list, is_checked=check is not None)
        if output is None and check is None:
            print(public_csv(made) if public else drawn_csv(made), end="")
    if not (same_people and same_list):
        raise typer.Exit(code=1)


def _count(people: Population, count: int | None, share: float | None, published: int) -> int:
    """As many as asked, or the share asked, or as many as the list to compare."""
    if count is not None:
        return count
    if share is not None:
        return count_of_share(len(people), round(share * 100))
    return published


def _is_same(made: Draw, published: tuple[Drawn, ...]) -> bool:
    """Same ranks, same digests; ICE too where the list names them."""
    if [(row.rank, row.key) for row in made.drawn] != [(row.rank, row.key) for row in published]:
        return False
    pairs = zip(made.drawn, published, strict=True)
    return all(not (told.ice and row.ice) or told.ice == row.ice for row, told in pairs)


def _tell(made: Draw, *, same_people: bool, same_list: bool, is_checked: bool) -> None:
    console = Console(highlight=False, stderr=not is_checked)
    console.print(
        f"Population : {made.population_count} entreprises, empreinte {made.population_digest}"
    )
    console.print(f"Algorithme : {made.algorithm}, graine « {made.seed} »", markup=False)
    if not same_people:
        console.print("La population n’est pas celle qui a été annoncée.", style="bold")
    if is_checked:
        said = "Le tirage est le même." if same_list else "Le tirage diffère de la liste publiée."
        console.print(said, style="bold")


def _plain(made: Draw, *, same_people: bool, same_list: bool) -> dict[str, object]:
    return {
        "algorithm": made.algorithm,
        "seed": made.seed,
        "population": {"count": made.population_count, "sha256": made.population_digest},
        "same_population": same_people,
        "same_draw": same_list,
        "drawn": [{"rank": row.rank, "ice": row.ice, "sha256": row.key} for row in made.drawn],
    }
