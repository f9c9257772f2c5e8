"""The checks that are programs of others: types, migrations, templates, deployment."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.architecture.test_house import ROOT

pytestmark = pytest.mark.slow


def program(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = Path(sys.executable).with_name(name)
    return subprocess.run([path, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_types():
    done = program("mypy")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_every_change_of_a_record_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
