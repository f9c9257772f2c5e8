"""The verbs that a shop uses on its data: import, doctor."""

from pathlib import Path

import pytest
from django.db import connection

from runwright.cli.main import main
from tests.imports.lookalike import lookalike

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return lookalike().write(tmp_path / "log.csv")


def test_a_log_is_imported_once_and_leaves_a_clean_doctor(log, capsys):
    assert main(["import", "log", str(log)]) == 0
    assert "bookings of" in capsys.readouterr().out
    assert main(["import", "log", str(log)]) == 0
    assert "known" in capsys.readouterr().out
    assert main(["doctor"]) == 0
    assert "0 findings" in capsys.readouterr().out


def test_a_file_that_is_no_log_is_refused_with_a_sentence(tmp_path, capsys):
    (tmp_path / "letter.csv").write_text("Dear Sir or Madam")
    assert main(["import", "log", str(tmp_path / "letter.csv")]) == 1
    assert main(["import", "log", str(tmp_path / "nothing.csv")]) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "no file" in told


def test_the_doctor_reports_what_was_planted_and_exits_with_one(log, capsys):
    assert main(["import", "log", str(log)]) == 0
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(PLANT)
        assert cursor.rowcount == 1
        cursor.execute("SET session_replication_role = DEFAULT")
    assert main(["doctor"]) == 1
    assert "0 findings" not in capsys.readouterr().out


def test_every_sum_is_made_anew_from_the_facts(log, capsys):
    assert main(["import", "log", str(log)]) == 0
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(PLANT)
        cursor.execute("UPDATE production_workorder SET worked_seconds = worked_seconds + 1")
        cursor.execute("DELETE FROM production_machineday")
        cursor.execute("SET session_replication_role = DEFAULT")
    assert main(["doctor"]) == 1
    assert main(["rebuild"]) == 0
    assert main(["doctor"]) == 0


PLANT = """
UPDATE production_workorder SET firsts = firsts + 1
WHERE id = (SELECT min(id) FROM production_workorder)
"""
