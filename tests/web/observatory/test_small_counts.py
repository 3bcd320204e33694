"""One policy on small counts, whichever door a number would leave by."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from mithaq.apps.conventions.models import Convention
from mithaq.apps.observatory.models import Conflict, ConflictSide, Statement
from mithaq.apps.observatory.queries import results_content, withheld_figures
from mithaq.apps.reference.models import IndicatorVersion, Source
from mithaq.gateways import convention_file
from mithaq.gateways.open_data.rows import statements
from tests.apps.observatory.real import REFERENCE
from tests.conftest import AT
from tests.web.observatory.conftest import publish

pytestmark = pytest.mark.django_db
# Three women of 7,777: the men are masked, since a subtraction would give the women away.
SMALL, MASKED, WHOLE = 3, 7774, 7777
COUNTS = {"all": WHOLE, "women": SMALL, "men": MASKED}
BLANKS = re.compile(r"[\s\u202f\u00a0,.’']+")
LINK = re.compile(r'(?:href|src)="([^"#]+)')
ENOUGH = 400
# Where the walk starts; it then follows every link that it is given.
STARTS = (
    f"/fr/conventions/{REFERENCE}/",
    f"/fr/conventions/{REFERENCE}/fichier/",
    f"/fr/conventions/{REFERENCE}/fichier/?format=xlsx",
    "/fr/indicateurs/insertions/",
    "/fr/indicateurs/insertions/?format=xlsx",
    "/fr/maroc/?indicateur=insertions",
    "/fr/chiffres/",
    "/fr/chiffres/?format=csv",
    "/fr/chiffres/?format=xlsx",
    "/fr/sources/article-1/",
    "/fr/recherche/?q=insertions",
    "/ar/indicateurs/insertions/",
    "/api/v1/statements?limit=200",
    "/api/v1/conflicts",
)


@pytest.fixture
def counted(real: str) -> dict[str, str]:
    """Three counts of people from records, said of a real convention, and a conflict about two."""
    Source.objects.filter(code="article-1").update(kind="institution")
    version = IndicatorVersion.objects.get(indicator__code="insertions", number=1)
    rows = {
        sex: Statement.objects.create(
            code=f"insertions-{sex}", label_fr=f"Insertions comptées, {sex}", sex=sex,
            indicator_version=version, convention=Convention.objects.get(reference=real),
            value=Decimal(value), qualifier="exactly", as_of=date(2018, 1, 1),
            as_of_precision="day", said_precision="unknown", grade="recorded", rank=90,
            source=Source.objects.get(code="article-1"), recorded_at=AT,
        )
        for sex, value in COUNTS.items()
    }  # fmt: skip
    conflict = Conflict.objects.create(
        code="deux-comptes", label_fr="Deux comptes", why_fr="Parce que.", settle_fr="Un registre.",
        settle_grade="verified",
    )  # fmt: skip
    for rank, sex in enumerate(("men", "all"), start=1):
        ConflictSide.objects.create(conflict=conflict, statement=rows[sex], rank=rank)
    return {sex: row.code for sex, row in rows.items()}


def test_no_door_gives_a_masked_count(counted: dict[str, str], visitor: Client) -> None:
    told = withheld_figures(counted.values())
    assert told == {counted["women"]: "small", counted["men"]: "masked"}
    publish(REFERENCE, as_of=date(2019, 1, 1))
    seen = dict(walk(visitor))
    given_away = [address for address, said in seen.items() if str(MASKED) in said]
    assert given_away == []
    # The whole is published: the walk did open the doors behind which counts stand.
    open_doors = [address for address, said in seen.items() if str(WHOLE) in said]
    assert {address.split("?")[0] for address in open_doors} >= {
        f"/fr/conventions/{REFERENCE}/",
        f"/fr/conventions/{REFERENCE}/fichier/",
        "/fr/indicateurs/insertions/",
        "/fr/chiffres/",
        "/fr/sources/article-1/",
        "/api/v1/statements",
    }
    assert seen.keys() > set(STARTS)
    page = visitor.get(f"/fr/conventions/{REFERENCE}/").content.decode()
    assert "Insertions comptées, women (moins de 5)" in re.sub(r"[\u202f\u00a0]", " ", page)


def test_what_is_not_a_page_says_it_no_more(counted: dict[str, str]) -> None:
    content = results_content(reference=REFERENCE, as_of=date(2019, 1, 1))
    yaml = convention_file.write(REFERENCE)
    rows = {row["code"]: row for row in statements()}
    assert str(MASKED) not in json.dumps(content)
    assert str(MASKED) not in yaml
    assert f"{counted['women']}" not in yaml
    assert str(WHOLE) in json.dumps(content)
    assert (rows[counted["men"]]["value"], rows[counted["men"]]["withheld"]) == (None, "masked")


def test_a_search_by_value_does_not_confirm_a_guess(
    counted: dict[str, str], visitor: Client
) -> None:
    for value in (SMALL, MASKED):
        page = visitor.get(f"/fr/recherche/?q={value}").content.decode()
        assert not any(code in page for sex, code in counted.items() if COUNTS[sex] == value)
    assert counted["all"] in visitor.get(f"/fr/recherche/?q={WHOLE}").content.decode()


def test_an_old_number_hides_with_the_new_one(counted: dict[str, str]) -> None:
    old = Statement.objects.get(code=counted["men"])
    fresh = Statement.objects.get(code=counted["men"])
    fresh.pk, fresh.code, fresh.revises, fresh.revision_reason = None, "men-2", old, "erratum"
    fresh.save()
    assert withheld_figures()[old.code] == "masked"
    # Without any small count in the table, nothing is to protect: an old number is read.
    Statement.objects.filter(code=counted["women"]).update(value=30)
    assert withheld_figures() == {}


def walk(visitor: Client) -> Iterator[tuple[str, str]]:
    """Follow every link of a visitor from door to door; each address with what it says, packed."""
    waiting, seen = deque(STARTS), set(STARTS)
    while waiting and len(seen) < ENOUGH:
        address = waiting.popleft()
        answer = visitor.get(address)
        if answer.status_code != 200:
            continue
        said = spoken(answer)
        yield address, BLANKS.sub("", said)
        for link in LINK.findall(said.replace("&amp;", "&")) if "<html" in said else ():
            found = urlsplit(link)
            path = found.path if link.startswith("/") else ""
            wanted = any(word in link for word in (REFERENCE, *COUNTS, "insertions", "bilan"))
            if path and wanted and link not in seen and not path.startswith(("/static", "/ar")):
                seen.add(link)
                waiting.append(link)


def spoken(answer: Any) -> str:
    """What an answer says: a workbook is opened, a paper is left to the content it prints."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return "" if content.startswith(b"%PDF") else content.decode("utf-8", "replace")
