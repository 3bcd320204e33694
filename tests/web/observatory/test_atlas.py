"""The map, the indicator, the comparison and the territory, on every packaged figure."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.queries import atlas, atlas_choices, compared_places, place_figures
from mithaq.web.shell.charts import Pair
from tests.apps.observatory.statistics import whole_statistics

pytestmark = pytest.mark.django_db
CENSUS = "/fr/indicateurs/census-unemployment-rate/"
PAGES = (
    "/fr/maroc/",
    "/fr/maroc/?niveau=province&sexe=women&milieu=rural",
    "/fr/maroc/?indicateur=businesses&categorie=business:industry",
    CENSUS,
    "/ar/indicateurs/census-unemployment-rate/",
    "/fr/indicateurs/survey-unemployment-rate/",
    "/fr/indicateurs/businesses/",
    "/fr/indicateurs/insertions/",
    "/fr/indicateurs/job-loss-claims/",
    "/fr/indicateurs/",
    "/fr/chiffres/",
    "/fr/comparer/?a=09&b=06",
    "/fr/territoires/09/",
    "/fr/territoires/MA/",
    "/fr/sources/hcp-rgph-2024-indicators/",
)


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with whole_statistics(django_db_blocker):
        yield


def drawn_anew(visitor: Client, url: str) -> Any:
    """A page drawn now, not one kept since an earlier test."""
    caches["pages"].clear()
    return visitor.get(url)


def text(page: Any) -> str:
    return re.sub(r"[\s\u202f\u00a0]+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.mark.parametrize("url", PAGES)
def test_a_page_stays_within_its_budget(url: str, visitor: Client) -> None:
    visitor.get(url)
    with CaptureQueriesContext(connection) as made:
        page = drawn_anew(visitor, url)
    assert page.status_code == 200
    assert len(made) <= 12, [query["sql"][:120] for query in made]
    assert len(gzip.compress(page.content)) < 100_000


@pytest.mark.parametrize("page", ["/fr/maroc/", CENSUS])
def test_an_address_of_unknown_words_keeps_no_page(page: str, visitor: Client) -> None:
    caches["pages"].clear()
    known = visitor.get(page, {"sexe": "women", "niveau": "region"})
    kept = len(caches["pages"]._cache)
    for rank in range(3):
        asked = {"sexe": "women", "periode": f"20{rank}0", "categorie": f"x{rank}", "n": rank}
        answer = visitor.get(page, asked)
        assert answer.status_code == 200
        assert main_of(answer) == main_of(known)
    assert len(caches["pages"]._cache) == kept
    visitor.get(page, {"sexe": "men"})
    assert len(caches["pages"]._cache) == kept + 1


def main_of(page: Any) -> str:
    """What is drawn, the address that a file or a copy starts from left out."""
    drawn: str = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\?[^\"]*\"", '"', drawn)


def test_the_census_page_says_what_the_north_star_says(visitor: Client) -> None:
    words = text(visitor.get(CENSUS))
    assert "De 10,6 % à Dakhla-Oued Ed-Dahab jusqu’à 31,5 % à Guelmim-Oued Noun" in words
    assert "Dans les douze régions, il est plus élevé pour les femmes" in words
    assert "campagnes, Laâyoune-Sakia El Hamra (4 435)" in words
    assert "Haut-Commissariat au Plan" in words
    assert "OpenStreetMap" in words


def test_the_map_has_six_fixed_classes_and_every_value(visitor: Client) -> None:
    page = drawn_anew(visitor, CENSUS)
    drawn = page.context["regional"]
    assert drawn["bounds"] == (15.0, 20.0, 25.0, 30.0, 40.0)
    assert len(drawn["values"]) == 12
    assert None not in drawn["values"].values()
    assert "20 à 24,9" in text(page)


def test_gaps_are_computed_from_the_cells(visitor: Client) -> None:
    rows = {row["code"]: row for row in drawn_anew(visitor, CENSUS).context["regional"]["rows"]}
    assert rows["09"]["gap"] == "+9,5"
    assert rows["MA"]["gap"] == "+5,8"
    assert rows["11"]["gap"] == "+23,1"


def test_the_country_stands_in_its_rank(visitor: Client) -> None:
    pairs: list[Pair] = drawn_anew(visitor, CENSUS).context["regional"]["pairs"]
    assert len(pairs) == 13
    assert [pair.is_total for pair in pairs].index(True) == 6


def test_two_families_stand_side_by_side_and_never_on_one_map(visitor: Client) -> None:
    words = text(visitor.get(CENSUS))
    assert "21,3 %" in words
    assert "13,3 %" in words
    assert "Deux familles de sources, jamais sur un même graphique" in words
    periods, _categories = atlas_choices("census-unemployment-rate")
    found = atlas("census-unemployment-rate", period=periods[0])
    codes = [cell.code for cell in found.cells.values()]
    families = Statement.objects.filter(code__in=codes).values_list(
        "indicator_version__indicator__code", flat=True
    )
    assert set(families) == {"census-unemployment-rate"}


def test_a_statistic_comes_before_what_the_press_reports_of_it() -> None:
    periods, _categories = atlas_choices("census-unemployment-rate")
    found = atlas("census-unemployment-rate", period=periods[0])
    assert {cell.source for cell in found.cells.values()} == {"hcp-rgph-2024-indicators"}


def test_an_unknown_choice_gives_the_first_page(visitor: Client) -> None:
    page = drawn_anew(
        visitor, "/fr/maroc/?indicateur=no&niveau=moon&sexe=x&periode=1&categorie=a:b"
    )
    assert page.status_code == 200
    assert page.context["chosen"] == "census-unemployment-rate"


def test_a_page_in_arabic_says_it_in_arabic(visitor: Client) -> None:
    words = text(visitor.get("/ar/maroc/"))
    assert "الجهات الاثنتي عشرة" in words
    assert "عائلتان من المصادر" in text(visitor.get("/ar/indicateurs/census-unemployment-rate/"))


def test_a_rank_counts_from_the_highest_of_twelve() -> None:
    found = {(i.indicator, i.sex): i for i in place_figures("10", level="region")}
    assert found["census-unemployment-rate", "all"].rank == 1
    assert found["census-unemployment-rate", "all"].among == 12
    last = {(i.indicator, i.sex): i for i in place_figures("12", level="region")}
    assert last["census-unemployment-rate", "all"].rank == 12
    # The survey does not publish every region: no rank is guessed.
    assert all(item.rank is None for key, item in found.items() if key[0].startswith("survey"))


def test_a_comparison_subtracts_the_same_thing_on_the_same_day(visitor: Client) -> None:
    found = {(i.indicator, i.sex): i for i in compared_places("09", "MA")}
    assert found["census-unemployment-rate", "women"].gap == Decimal("27.4") - Decimal("25.9")
    words = text(visitor.get("/fr/comparer/?a=09&b=MA"))
    assert "+1,5" in words
    back = {(i.indicator, i.sex): i for i in compared_places("MA", "09")}
    for key, item in found.items():
        if item.gap is not None and key in back and back[key].gap is not None:
            assert back[key].gap == -item.gap


def test_a_region_shows_its_key_figures(visitor: Client) -> None:
    words = text(visitor.get("/fr/territoires/09/"))
    assert "Chiffres clés" in words
    assert "27,4 %" in words
    assert "9 sur 12" in words


def test_a_small_count_of_people_leaves_as_words(visitor: Client) -> None:
    row = Statement.objects.filter(
        indicator_version__indicator__code="insertions", sex="all", category=None
    ).order_by("pk")[0]
    Statement.objects.filter(pk=row.pk).update(value=3, grade="recorded", dataset=None)
    caches["pages"].clear()
    listed = visitor.get(f"/fr/chiffres/?q={row.code}")
    assert "moins de 5" in text(listed)
    leaving = visitor.get("/fr/indicateurs/insertions/?format=csv")
    content = b"".join(leaving.streaming_content) if leaving.streaming else leaving.content
    line = next(item for item in content.decode("utf-8-sig").splitlines() if row.code in item)
    assert "moins de 5" in re.sub(r"[\u202f\u00a0]", " ", line)
    opened = text(visitor.get(f"/fr/chiffres/{row.code}/"))
    assert "moins de 5" in opened
    assert "il n’est pas publié" in opened
    series = drawn_anew(visitor, "/fr/indicateurs/insertions/").context["families"]
    assert not any(
        row.code in url for url in {item.figure.url for family in series for item in family.rows}
    )


SURVEY = "/fr/maroc/?indicateur=survey-unemployment-rate&periode=2025-06"


def test_what_three_regions_have_together_is_shown_as_such(visitor: Client) -> None:
    page = drawn_anew(visitor, SURVEY)
    words = text(page)
    assert "De 6,4 % à Drâa-Tafilalet jusqu’à 25,7 % pour trois régions du Sud regroupées" in words
    assert words.count("(25,7)") == 4  # once a region, once in the legend
    assert "Publié pour l’ensemble seulement : Guelmim-Oued Noun · Laâyoune" in words
    found = page.context["regional"]
    assert not {"10", "11", "12"} & {row["code"] for row in found["rows"]}
    assert found["values"]["10"] is None


def test_the_table_of_the_map_leaves_as_chosen(visitor: Client) -> None:
    answer = visitor.get(f"{SURVEY}&format=csv")
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Code HCP;Territoire;Ensemble")
    assert any(line.startswith(";trois régions du Sud regroupées;25,7") for line in lines)
    assert len(lines) == 1 + len(drawn_anew(visitor, SURVEY).context["regional"]["rows"])
    assert b"".join(visitor.get(f"{SURVEY}&format=xlsx")).startswith(b"PK")


def test_census_and_survey_side_by_side_say_why_they_differ(visitor: Client) -> None:
    words = text(drawn_anew(visitor, CENSUS))
    assert "21,3 %" in words
    assert "13,3 %" in words
    assert "deux opérations distinctes" in words
    assert "Aucune source du registre n’en donne la définition" in words


def test_no_packaged_figure_is_measured_without_a_definition() -> None:
    measured = Statement.objects.filter(dataset__isnull=False, grade="measured")
    assert measured.exists()
    assert not measured.filter(indicator_version__definition_fr="").exists()
