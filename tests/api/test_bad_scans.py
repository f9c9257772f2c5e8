"""Whatever is scanned wrongly is refused in its own words, with what to do next, and nothing comes
of it, at either door."""

from decimal import Decimal as D
from typing import Any

import pytest

from runwright.floor.models import ParkedScan
from runwright.journal import clock
from runwright.kernel.codes import code_of
from runwright.kernel.ids import uuid7
from runwright.production.models import Batch, Scan
from runwright.production.services import order_cancel
from runwright.reports.doctor import examine
from tests.api.calls import Caller
from tests.api.conftest import caller
from tests.stories.mill import Mill, results, scanning_mill

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ground(once: None) -> Mill:
    mill = scanning_mill()
    mill.station("Dye", "move", "Inspect")
    return mill


@pytest.fixture
def mill(ground: Mill) -> Mill:
    return ground


@pytest.fixture
def people() -> Caller:
    return caller("operator")


def draft(mill: Mill, station: str, *labels: str | Batch, **said: Any) -> dict[str, Any]:
    codes = [one if isinstance(one, str) else f"RW-{one.code}" for one in labels]
    return {"station_id": mill.stations[station].id, "labels": codes, **said}


def refused(people: Caller, body: dict[str, Any]) -> tuple[str, str, str]:
    """Code, sentence and next step of a scan made now; in the queue of a station it is told the
    same, and nothing happens either way."""
    before = Scan.objects.count()
    answer = people.post(f"/scans/{uuid7()}", body)
    assert 400 <= answer.status_code < 500, answer.content
    said = answer.json()
    (outcome,) = people.made("/scans", {"scans": [{"id": str(uuid7()), "is_late": False, **body}]})[
        "results"
    ]
    assert outcome["outcome"] == "refused"
    told = outcome["problem"]
    assert (told["code"], told["next_step"]) == (said["code"], said["next_step"])
    assert Scan.objects.count() == before
    assert not ParkedScan.objects.exists()
    return said["code"], said["detail"], said["next_step"]


FOREIGN = {
    "unknown": f"RW-B{code_of(987_654)}",
    "foreign": "4006381333931",
    "truncated": "RW-B00",
    "endless": "X" * 4096,
    "an address": "https://elsewhere.example/b/1?x=../../etc",
    "steering": "RW-B'; DROP TABLE production_batch;--",
}


@pytest.mark.parametrize("label", FOREIGN.values(), ids=FOREIGN)
def test_a_label_that_is_none_of_ours(mill: Mill, people: Caller, label: str) -> None:
    for station in ("Knit in", "Dye", "Sorting", "Boxes"):
        code, sentence, step = refused(people, draft(mill, station, label, firsts="1"))
        assert code == "unknown_label"
        assert len(sentence) < 120 and "\n" not in sentence
        assert step == "Scan the code on the batch label again, or type it."


def test_what_no_label_holds_is_not_read_at_all(people: Caller, mill: Mill) -> None:
    for label in ("X" * 4097, "RW-B\r\n00015X"):
        answer = people.post(f"/scans/{uuid7()}", draft(mill, "Dye", label))
        assert answer.status_code == 422
        assert "labels" in answer.json()["reasons"][0]["field"]


def test_a_label_twice_within_a_moment(mill: Mill, people: Caller) -> None:
    _order, (one, _two) = mill.released(D(120), D(60))
    body = draft(mill, "Knit in", one)
    key = uuid7()
    first, again = (people.made(f"/scans/{key}", body) for _each in range(2))
    assert first["id"] == again["id"]
    assert Scan.objects.count() == 1
    code, sentence, step = refused(people, body)
    assert (code, step) == ("already_scanned", "Take it to the next station.")
    assert "stands at Knit already" in sentence


def test_one_label_at_two_stations(mill: Mill, people: Caller) -> None:
    _order, (one, _two) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    mill.scan("Dye", one)
    code, sentence, step = refused(people, draft(mill, "Sorting", one, firsts="60"))
    assert code == "stands_elsewhere"
    assert "stands at Inspect, story scanned it at" in sentence
    assert step == "Go next to: Pack."


def test_a_scan_in_a_cancelled_order(mill: Mill, people: Caller) -> None:
    order, (one, two) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    order_cancel(order_id=order.id, reason="customer gone", actor=mill.plant.actor)
    code, sentence, step = refused(people, draft(mill, "Dye", one))
    assert code == "batch_closed" and "scrapped" in sentence.lower() and step
    code, sentence, step = refused(people, draft(mill, "Knit in", two))
    assert code == "label_void" and "deleted" in sentence
    assert step == "Take the label off and scan the batch it came from."


def test_more_than_remains(mill: Mill, people: Caller) -> None:
    _order, (one, _two) = mill.released(D(120), D(60))
    mill.scan("Knit in", one)
    code, sentence, step = refused(people, draft(mill, "Sorting", one, firsts="61"))
    assert (code, step) == (
        "gain_unconfirmed", "Count again, or confirm that there are more.",
    )  # fmt: skip
    assert "1 more than remain" in sentence


def test_a_merge_of_different_items(mill: Mill, people: Caller) -> None:
    _order, (one, _two) = mill.released(D(120), D(60))
    _other, (three,) = mill.released(D(60), D(60))
    for batch in (one, three):
        mill.scan("Knit in", batch)
    parts = [results(mill.scan("Sorting", b, firsts=D(60)))["firsts"] for b in (one, three)]
    code, sentence, step = refused(people, draft(mill, "Boxes", *parts))
    assert (code, step) == ("not_alike", "Put it aside; merge only what is alike.")
    assert "the order differs" in sentence
    code, sentence, _step = refused(people, draft(mill, "Boxes", parts[0], parts[0]))
    assert code == "same_label_twice"


def test_a_clock_of_1970(mill: Mill, people: Caller) -> None:
    """The server's time holds; the device's is kept beside it, and nothing sorts wrongly."""
    _order, (one, _two) = mill.released(D(120), D(60))
    people.headers["x-device-time"] = "1970-01-01T00:00:00Z"
    late = {"id": str(uuid7()), "device_at": "1970-01-01T00:00:07Z", **draft(mill, "Dye", one)}
    early = {"id": str(uuid7()), "device_at": "1970-01-01T00:00:03Z", **draft(mill, "Knit in", one)}
    outcomes = people.made("/scans", {"scans": [late, early]})["results"]
    assert [one["outcome"] for one in outcomes] == ["done", "done"]
    for scan in Scan.objects.all():
        assert (clock.now() - scan.at).total_seconds() < 60
        assert scan.entry.device_at.year == 1970
    assert [str(complaint) for complaint in examine()] == []
