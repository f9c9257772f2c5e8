"""A deployment: Django's own examination is content, and what makes no sense stops the start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def examined(home: Path, **given: str) -> subprocess.CompletedProcess[str]:
    ours = ("RUNWRIGHT_", "DJANGO_ALLOW_ASYNC")  # browser tests beside this one allow it
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment = kept | given | {
        "PYTHONPATH": str(ROOT / "src"),
        "RUNWRIGHT_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "runwright.config.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_check_deploy_has_nothing_to_say(tmp_path):
    done = examined(tmp_path, RUNWRIGHT_TLS="yes", RUNWRIGHT_HOSTS="shop.example")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RUNWRIGHT_SECRET_KEY", "django-insecure-" + "x" * 60),
        ("RUNWRIGHT_TLS", "perhaps"),
        ("RUNWRIGHT_PROXIES", "-1"),
        ("DATABASE_URL", "mysql://somewhere/db"),
        ("RUNWRIGHT_OPENID_SERVER", "http://plain.example"),
        ("RUNWRIGHT_MAIL", "mail.example"),
    ],
)
def test_what_makes_no_sense_stops_the_start(tmp_path, name, value):
    done = examined(tmp_path, **{name: value})
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
