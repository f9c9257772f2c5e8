"""A backup while people work, restored into an empty server: what was acknowledged is there."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_up import ROOT, environment, runwright

pytestmark = pytest.mark.slow

WRITER = """
from decimal import Decimal
import django; django.setup()
from runwright.people.actor import system_actor
from runwright.units.selectors import unit_by_code
from runwright.units.services import standard_units_create
from runwright.catalog.services import item_create
from runwright.stock.services import stock_receive, storage_place, warehouse_create
actor = system_actor("writer")
standard_units_create(actor=actor)
unit = unit_by_code(code="pcs").id
shelf = storage_place(warehouse_id=warehouse_create(code="W", name="W", actor=actor).id)
for number in range(10_000):
    item = item_create(code=f"I{number}", name="x", kind="material", unit_id=unit, actor=actor)
    quantity = Decimal(number + 1)
    move = stock_receive(item_id=item.id, place_id=shelf.id, quantity=quantity, actor=actor)
    print(move.id, flush=True)
"""
THERE = """
import django; django.setup()
from runwright.stock.models import Move
print(*Move.objects.values_list("id", flat=True), sep="\\n")
"""


def python(home: Path, script: str, **given: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script], env=environment(home), cwd=ROOT, text=True,
        stdout=subprocess.PIPE, **given,
    )  # fmt: skip


def said(home: Path, *words: str) -> str:
    done = runwright(home, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_was_acknowledged_before_a_backup_is_in_it(home):
    here, there = home / "here", home / "there"
    for one in (here, there):
        one.mkdir()
        one.chmod(0o755)
    said(here, "migrate", "--quiet")
    writer = python(here, WRITER)
    acknowledged = []
    try:
        while len(acknowledged) < 20:
            acknowledged.append(writer.stdout.readline().strip())
        said(here, "backup", str(home / "one.backup"))
        assert writer.poll() is None, "nobody was writing meanwhile"
        time.sleep(0.1)
    finally:
        writer.kill()
        writer.wait()
    said(there, "restore", "--yes", str(home / "one.backup"))
    assert " 0 findings" in said(there, "doctor")
    moves = set(python(there, THERE).communicate()[0].split())
    assert {one for one in acknowledged if one} <= moves
