"""Every verb of the pages exists in the API and the other way round: both call the same services.

What one of them has alone stands here with the reason. A reason nobody needs any more is told.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "src" / "runwright"

PAGES_ALONE = {
    "bom_preview": "what is being typed is rolled up while it is typed; the API saves drafts",
    "bom_update": "a page saves the whole draft, a program some of its fields, by bom_change",
    "device_enrol": "a tablet becomes a station by a cookie of its browser",
    "link_redeem": "a person follows a one-time link to choose a password",
    "link_request": "a person has forgotten a password",
    "password_change": "programs have tokens, and never know a password",
}
PROGRAMS_ALONE = {
    "bom_change": "a page saves the whole draft, by bom_update",
    "bom_line_add": "a page saves its lines as a whole, by bom_update",
    "bom_line_change": "a page saves its lines as a whole, by bom_update",
    "bom_line_remove": "a page saves its lines as a whole, by bom_update",
    "items_create": "a page makes one item at a time, and lists of them come as a spreadsheet",
    "device_sign_off": "the screen of a station is a program",
    "device_sign_on": "the screen of a station is a program",
    "operator_pin_change": "the screen of a station is a program",
    "scan_post": "the screen of a station is a program",
    "scans_replay": "the screen of a station is a program",
    "scans_wake": "the screen of a station is a program",
    "device_clock_note": "how a station signs in",
    "device_seen": "how a station signs in",
    "request_close": "keys of idempotency",
    "request_open": "keys of idempotency",
    "job_cancel": "a page cancels the import, which cancels its job",
    "materials_issue": "a page issues line by line, as proposed",
    "run_labels_print": "a page prints the batches it has proposed",
    "run_labels_record": "a page prints the batches it has proposed",
}


@cache
def services() -> frozenset[str]:
    """Everything the services of all rooms offer: what writes has an actor or announces itself."""
    found = set()
    for path in (one for place in ROOT.glob("*/services*") for one in files(place)):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and is_write(node):
                found.add(node.name)
    return frozenset(found)


def files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def is_write(function: ast.FunctionDef) -> bool:
    """A service takes only named arguments, and names an actor or a request by its id."""
    named = {one.arg for one in function.args.kwonlyargs}
    return (
        "_" in function.name.strip("_")
        and not function.name.startswith("_")
        and bool(named & {"actor", "id", "device_id"})
    )


def called_by(room: str) -> set[str]:
    """The services that a room names."""
    found = set()
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
    return found & services()


@pytest.mark.parametrize(
    ("one", "other", "alone"), [("web", "api", PAGES_ALONE), ("api", "web", PROGRAMS_ALONE)]
)
def test_what_one_door_does_the_other_does_too(one, other, alone):
    missing = called_by(one) - called_by(other)
    assert missing - alone.keys() == set()
    assert alone.keys() - missing == set()


def test_the_services_are_found():
    assert {"order_confirm", "item_create", "endpoint_create"} <= services()
    assert len(called_by("api")) > 150
