"""What Sentry and OpenTelemetry are told: the id of a request, no person and no secret."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECRETS = ("-secret", "ana@example.com", "browser-of-ana", "192.0.2.7")


def told(which: str, home: Path) -> dict:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RUNWRIGHT_", "OTEL_"))}
    own = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "RUNWRIGHT_HOME": str(home),
           "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
           "DJANGO_SETTINGS_MODULE": "tests.settings"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.config.watched", which], env=kept | own, cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for secret in SECRETS:
        assert secret not in done.stdout, secret
    assert "/welcome/<str:secret>" in done.stderr  # the log of our own has no link either
    assert "one-time-secret" not in done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_failure_is_reported_with_its_request_and_without_its_person(tmp_path):
    pytest.importorskip("sentry_sdk")
    seen = told("sentry", tmp_path)
    (event,) = (one for one in seen["said"] if "exception" in one)
    assert event["tags"]["request_id"] == seen["failed"]
    assert event["exception"]["values"][0]["type"] == "RuntimeError"
    assert event["exception"]["values"][0]["value"] == "no form"
    assert event["transaction"] == "/welcome/{secret}"
    frames = event["exception"]["values"][0]["stacktrace"]["frames"]
    assert any(frame["function"] == "welcome" for frame in frames)


def test_a_trace_names_the_route_and_the_request(tmp_path):
    pytest.importorskip("opentelemetry.sdk")
    seen = told("telemetry", tmp_path)
    spans = {one["attributes"]["runwright.request_id"]: one for one in seen["said"]}
    assert spans.keys() == {seen["failed"], seen["well"]}
    assert spans[seen["failed"]]["attributes"]["http.route"] == "welcome/<str:secret>"
    assert spans[seen["failed"]]["resource"]["attributes"]["service.name"] == "runwright"
