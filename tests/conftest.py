"""What every test shares: a home of its own, a journal that can be emptied, a cast of people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# One browser and one site to read a process, wherever the test lives: Playwright starts once.
from tests.browser.fixtures import browser, loaded_home, own_site, site

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

__all__ = ["browser", "loaded_home", "own_site", "site"]

# What gives a test a database: of the suite, or of a house that its processes share.
DATABASES = frozenset(
    {"db", "transactional_db", "django_db_reset_sequences", "live_server", "standing_house"}
)

# A busy machine is slow: how long an example takes says nothing of what it proves.
hypothesis_settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("house")

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SINCE = date(2020, 1, 1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what knows no database, or a SQLite home of its own: one run of it is enough."""
    for item in items:
        if not _knows_the_database(item):
            item.add_marker("no_database")


def _knows_the_database(item: pytest.Item) -> bool:
    """A test that is not given the database cannot open it: pytest-django refuses."""
    given = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(given & DATABASES)


@pytest.fixture(autouse=True, scope="session")
def _journal_can_be_emptied() -> Iterator[None]:
    """Lift the append-only triggers while Django empties tables after a transactional test."""
    from django.db import connection

    patch = pytest.MonkeyPatch()
    operations = type(connection.ops)
    flush = operations.execute_sql_flush
    patch.setattr(operations, "execute_sql_flush", _flushing(flush))
    if connection.vendor == "postgresql":
        patch.setattr(operations, "sql_flush", _rows_alone)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Leave the test database alone in it before it is dropped.

    PostgreSQL refuses to drop a database that a session still reads, and a server process outlives
    its client by a moment: an entry to the queue, a thread of a page, a process just killed.
    """
    yield
    from django.db import connection

    from mithaq.gateways.jobs import queue

    queue.close_clients()
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _rows_alone(
    self: Any, _style: Any, tables: Any, *, reset_sequences: bool = False, **_options: Any
) -> list[str]:
    """Delete the rows of the tables that hold some: truncating them all takes seconds each time.

    Keys between tables are checked at the end of the transaction, so any order does.
    """
    assert not reset_sequences, "ask for keys, not for their numbers"
    if not tables:
        return []
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {self.quote_name(table)})"  # noqa: S608
        for table in sorted(tables)
    )
    with self.connection.cursor() as cursor:
        cursor.execute(asked)
        return [f"DELETE FROM {self.quote_name(table)}" for (table,) in cursor.fetchall()]  # noqa: S608


def _flushing(original: Any) -> Any:
    def execute_sql_flush(self: Any, sql_list: list[str]) -> None:
        from django.db import transaction

        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            lift, lay = _append_only_triggers(cursor, self.connection.vendor)
            for statement in lift:
                cursor.execute(statement)
            original(self, sql_list)
            for statement in lay:
                cursor.execute(statement)

    return execute_sql_flush


def _append_only_triggers(cursor: Any, vendor: str) -> tuple[list[str], list[str]]:
    """The statements that lift the triggers of the journal, and those that lay them again."""
    if vendor == "sqlite":
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
            "AND name LIKE '%append_only%'"
        )
        found = cursor.fetchall()
        return [f'DROP TRIGGER "{name}"' for name, _sql in found], [sql for _name, sql in found]
    cursor.execute(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE '%append_only%'"
    )
    found = cursor.fetchall()
    lift, lay = (
        [f"ALTER TABLE {table} {verb} TRIGGER {name}" for table, name in found]
        for verb in ("DISABLE", "ENABLE")
    )
    # A table whose keys are still to be checked cannot be altered.
    return lift, ["SET CONSTRAINTS ALL IMMEDIATE", *lay]


@pytest.fixture(autouse=True)
def _own_home(settings: Any, tmp_path: Path) -> None:
    """Keep what tests write outside the database (the head of the journal) out of the real home,
    and what one test leaves in memory out of the next."""
    from django.core.cache import cache
    from django.utils import translation

    # A page served in Arabic leaves its language behind.
    translation.activate("fr")
    # How often someone tried to sign in is counted there, by person and address.
    cache.clear()
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    # An existing folder: WhiteNoise warns when the collected files are not there.
    settings.STATIC_ROOT = tmp_path
    # The real hashers are slow on purpose; nothing here is a secret.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def places(db: None) -> dict[str, int]:
    """The country, two regions, a province in one of them and a commune in it."""
    return lay_places()


def lay_places() -> dict[str, int]:
    """Write the places of the tests."""
    from mithaq.apps.reference.models import Territory

    made: dict[str, int] = {}
    rows = (
        ("MA", "country", None, "Maroc", "المغرب", "Morocco"),
        ("06", "region", "MA", "Casablanca-Settat", "الدار البيضاء-سطات", "Casablanca-Settat"),
        ("09", "region", "MA", "Souss-Massa", "سوس-ماسة", "Souss-Massa"),
        ("06.141", "prefecture", "06", "Casablanca", "الدار البيضاء", "Casablanca"),
        ("06.141.01.0", "commune", "06.141", "Casablanca", "الدار البيضاء", "Casablanca"),
    )
    for code, level, parent, fr, ar, en in rows:
        made[code] = Territory.objects.create(
            code=code,
            level=level,
            parent_id=made.get(parent or ""),
            label_fr=fr,
            label_ar=ar,
            label_en=en,
        ).pk
    return made


@pytest.fixture
def bodies(places: dict[str, int]) -> dict[str, int]:
    """Three fictitious bodies: an agency, a region and a company."""
    return lay_bodies()


def lay_bodies() -> dict[str, int]:
    """Write the bodies of the tests; their places are there."""
    from mithaq.apps.organisations.operations import OrganisationDraft, create_organisation
    from mithaq.base.text import Labels

    rows = (
        ("agence-hesperides", "employment_agency", None, "Agence fictive des Hespérides"),
        ("region-hesperides", "regional_council", "09", "Conseil régional fictif"),
        ("conserves-du-verger", "company", "06", "Conserves du Verger (fictive)"),
    )
    return {
        slug: create_organisation(
            draft=OrganisationDraft(
                slug=slug,
                kind=kind,
                labels=Labels(name, "هيئة وهمية", "Fictitious body"),
                territory=territory,
                is_exercise=True,
            ),
            actor=None,
            mandate="",
            at=AT,
        ).pk
        for slug, kind, territory, name in rows
    }


def person(
    username: str,
    full_name: str,
    role: str,
    *,
    organisation: str | None,
    territory: str | None = None,
    ends_on: date | None = None,
) -> User:
    """Open an account and give it one mandate since 2020."""
    from mithaq.apps.accounts.operations import create_user
    from mithaq.apps.organisations.operations import MandateDraft, grant_mandate

    user = create_user(
        username=username,
        full_name=full_name,
        password="une phrase de passe",
        is_fictitious=True,
        actor=None,
        mandate="",
        at=AT,
    )
    grant_mandate(
        draft=MandateDraft(
            user_id=user.pk,
            role=role,
            organisation=organisation,
            territory=territory,
            starts_on=SINCE,
            ends_on=ends_on,
        ),
        actor=None,
        mandate="",
        at=AT,
    )
    return user


@pytest.fixture
def alice(bodies: dict[str, int]) -> User:
    """A programme manager of the agency."""
    return person("alice", "Alice Amrani", "programme_manager", organisation="agence-hesperides")


@pytest.fixture
def real_body(places: dict[str, int]) -> str:
    """A body that is not fictitious: only its people write about real conventions."""
    from mithaq.apps.organisations.operations import OrganisationDraft, create_organisation
    from mithaq.base.text import Labels

    names = Labels("Direction réelle", "مديرية حقيقية", "Real directorate")
    draft = OrganisationDraft(slug="direction-reelle", kind="ministry", labels=names)
    create_organisation(draft=draft, actor=None, mandate="", at=AT)
    return "direction-reelle"


@pytest.fixture
def amina(real_body: str) -> User:
    """A programme manager of a real body."""
    return person("amina", "Amina Alaoui", "programme_manager", organisation=real_body)


@pytest.fixture
def bob(bodies: dict[str, int]) -> User:
    """An auditor of the same agency."""
    return person("bob", "Bob Bennani", "auditor", organisation="agence-hesperides")


@pytest.fixture
def charlie(bodies: dict[str, int]) -> User:
    """A stranger: the employer of another organisation, who must see nothing of the agency's."""
    return person("charlie", "Charlie Cherkaoui", "employer", organisation="conserves-du-verger")


@pytest.fixture
def dounia(bodies: dict[str, int]) -> User:
    """The administrator of the platform."""
    return person("dounia", "Dounia Daoudi", "administrator", organisation="agence-hesperides")


@pytest.fixture
def rachid(bodies: dict[str, int]) -> User:
    """An officer of the Souss-Massa region, with rights in that territory only."""
    return person(
        "rachid", "Rachid Raji", "region_officer", organisation="region-hesperides", territory="09"
    )


@pytest.fixture
def farid(bodies: dict[str, int]) -> User:
    """A programme manager whose mandate ended: a person without any right today."""
    return person(
        "farid",
        "Farid Fassi",
        "programme_manager",
        organisation="agence-hesperides",
        ends_on=date(2022, 12, 31),
    )
