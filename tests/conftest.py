"""What every test stands on: the database server of the tests, and a flush past the guards."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from pytest_django import DjangoDbBlocker

from runwright.config.postgres import Server
from tests import migrated

hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


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


FLUSH_FIRST = [
    "SET LOCAL session_replication_role = replica",
    # The queue's models are not Django's to manage, so Django's flush leaves them out.
    "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE",
]


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_guards() -> Iterator[None]:
    """Transactional tests empty every table, which the triggers of append-only tables refuse."""
    flush = DatabaseOperations.execute_sql_flush

    def flush_unguarded(self: DatabaseOperations, sql_list: list[str]) -> None:
        flush(self, [*FLUSH_FIRST, *sql_list])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_unguarded)
        yield


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One transaction around all tests of a file, for what is laid out once; each test's own
    changes are rolled back as ever."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
