"""Fixtures: logs to import: the look-alike always, the real one where it is present."""

import os
from pathlib import Path

import pytest

from tests.imports.lookalike import Lookalike, lookalike

ROOT = Path(__file__).resolve().parents[2]


def shared_data() -> Path | None:
    """The folder of third-party data, which is not part of the repository."""
    named = os.environ.get("RUNWRIGHT_SHARED_DATA")
    places = [Path(named)] if named else [up / "shared" / "data" for up in ROOT.parents]
    return next((place for place in places if (place / "eventlog").is_dir()), None)


@pytest.fixture(scope="session")
def real_log() -> Path:
    """The real log of a machine shop; the test is skipped where it is not present."""
    folder = shared_data()
    if folder is None:
        pytest.skip("the real log is not present (set RUNWRIGHT_SHARED_DATA)")
    return folder / "eventlog" / "production_log_part1.csv"


@pytest.fixture(scope="session")
def made_up() -> Lookalike:
    return lookalike()


@pytest.fixture
def made_up_file(made_up: Lookalike, tmp_path: Path) -> Path:
    return made_up.write(tmp_path / "log.csv")
