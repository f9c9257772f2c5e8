"""What people read is never a name of the program: verbs, fields, values, rights, browsers."""

import re
from pathlib import Path

import pytest

import runwright
from runwright.integrations.events import EVENTS
from runwright.people.roles import PERMISSIONS
from runwright.web.journal_fields import (
    FIELDS,
    KINDS,
    changes_words,
    field_words,
    kind_words,
    value_words,
)
from runwright.web.journal_words import VERBS
from runwright.web.permission_words import PERMISSION_WORDS
from runwright.web.templatetags.look import browser_words

SOURCE = Path(runwright.__file__).parent
VERB = re.compile(r'entry_record\(\s*actor=[\w.]+,\s*verb="([a-z_]+\.[a-z_]+)"')
EDIT = re.compile(r'Edit\("([a-z_]+)"')


def written(pattern: re.Pattern[str]) -> set[str]:
    """What stands literally in the services."""
    return {one for path in SOURCE.rglob("*.py") for one in pattern.findall(path.read_text())}


def test_every_verb_that_is_written_down_is_said_in_words() -> None:
    assert sorted(written(VERB) - set(VERBS)) == []


def test_every_field_that_is_written_down_is_said_in_words() -> None:
    assert sorted(written(EDIT) - set(FIELDS)) == []


def test_every_right_has_words() -> None:
    assert sorted(PERMISSION_WORDS) == sorted(PERMISSIONS)


def test_every_kind_of_record_that_webhooks_tell_of_has_words() -> None:
    assert {event.partition(".")[0] for event in EVENTS} <= set(KINDS)
    assert kind_words("parked_scan") == "parked scan"


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        ("order", "state", "in_progress", "In progress"),
        ("purchase_order", "state", "sent", "Ordered"),
        ("", "state", "sent", "sent"),
        ("user", "roles", "operator, planner", "Operator, Planner"),
        ("company", "shortage_plan", "block", "Block"),
        ("work", "kind", "setup", "Setup"),
        ("warehouse", "is_goods_default", "True", "Yes"),
        ("item", "barcode", "4006381", "4006381"),
    ],
)
def test_a_value_is_said_in_words(kind: str, field: str, value: str, words: str) -> None:
    assert value_words(kind, field, value) == words


def test_changes_told_as_one_text_are_said_in_words() -> None:
    told = "state: draft → confirmed; quantity:  → 12; note: old → ; SOFTENER: 0 → 2.5; a: b"
    assert changes_words(told) == (
        "State: Draft → Confirmed; Quantity: 12; Note: old → –; SOFTENER: 0 → 2.5; a: b"
    )
    assert field_words("stations of operation 20") == "Stations of step 20"
    assert field_words("operation 20 of RT-1/1") == "Step 20 of RT-1/1"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36",
         "Chrome · Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
         "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140 Safari/537.36 Edg/140", "Edge · Windows"),
        ("Mozilla/5.0 (Android 14; Mobile; rv:130.0) Firefox/130.0", "Firefox · Android"),
        ("curl/8.5", "curl/8.5"),
        ("", "–"),
    ],
)  # fmt: skip
def test_a_browser_is_called_as_people_know_it(agent: str, words: str) -> None:
    assert browser_words(agent) == words
