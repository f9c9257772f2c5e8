"""What every test stands on: the database server of the tests, and a flush past the guards."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from pytest_django import DjangoDbBlocker

from runwright.config.postgres import Server
from tests import migrated

ROOT = Path(__file__).resolve().parents[1]

hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


LONGEST = (
    "tests/faults/test_scan_kill.py",
    "tests/web/test_pages.py",
    "tests/faults/test_random_days.py",
    "tests/faults/test_scan_model.py",
    "tests/floor/test_shuffled_day.py",
    "tests/api/test_fuzz.py",
    "tests/faults/test_scan_races.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take minutes come first, then those that take seconds: whoever is left alone
    with one at the end would keep everybody waiting."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    long = {ROOT / name: turn for turn, name in enumerate(LONGEST)}
    items.sort(key=lambda item: (long.get(item.path, len(long)), item.path not in slow))


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last test process to leave stops the server."""
    if settings.DATABASES["default"]["EMBEDDED"]:
        Server(Path(settings.HOME)).release()


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """An empty data home.

    Not in pytest's own temporary folder, which pytest makes private: as root the server runs as
    ``nobody``, who must be able to get in.
    """
    with TemporaryDirectory(prefix="runwright-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Test databases are copies of a migrated one."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.template()


# The queue's models are not Django's to manage, so Django's flush leaves them out.
QUEUE = ("procrastinate_jobs", "procrastinate_workers", "procrastinate_periodic_defers")
LAID_OUT = {"django_content_type", "auth_permission"}
"""What the migrations filled and no test changes."""


def only_what_was_touched(
    self: DatabaseOperations, style: object, tables: list[str], **_how: object
) -> list[str]:
    """Statements that empty the tables in which there is something, past the triggers.

    To cut off a hundred tables takes the database as long as most tests take.
    """
    asked = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})"
             for name in sorted({*tables, *QUEUE} - LAID_OUT)]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [
            "SET LOCAL session_replication_role = replica",
            *(f"DELETE FROM {name}" for (name,) in cursor.fetchall()),
        ]


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_guards() -> Iterator[None]:
    """Transactional tests empty every table, which the triggers of append-only tables refuse.

    The tables stay as they were laid out, so nothing that follows a migration need follow.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", only_what_was_touched)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_args, **_how: None)
        yield


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One transaction around all tests of a file, for what is laid out once; each test's own
    changes are rolled back as ever."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
