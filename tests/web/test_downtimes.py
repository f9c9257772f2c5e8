"""Stops on their pages: told as a whole, put right, taken back; and the reasons for them."""

from datetime import timedelta

import pytest

from runwright.company.selectors import plant_zone
from runwright.floor.models import Downtime, DowntimeReason, DowntimeStart
from runwright.floor.services import downtime_reason_create, downtime_start
from runwright.journal.clock import now
from runwright.reports.doctor import examine
from tests.web.shop import OURSELVES, Shop, shop_open
from tests.web.test_order_features import entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    shop = shop_open()
    downtime_reason_create(code="BELT", name="Belt torn", loss="breakdown", actor=OURSELVES)
    downtime_reason_create(code="YARN", name="No yarn", loss="material", actor=OURSELVES)
    yield shop
    assert not list(examine())


def typed(hours: float) -> str:
    """So many hours ago, as the plant's clock shows it."""
    return f"{(now() - timedelta(hours=hours)).astimezone(plant_zone()):%Y-%m-%dT%H:%M}"


def said(shop: Shop, start: float, end: float | None, **more: object) -> dict[str, object]:
    reason = DowntimeReason.objects.get(code="BELT").id
    ends = {} if end is None else {"ended_at": typed(end)}
    place = {"place": f"machine-{shop.machine.id}", "reason_id": reason}
    return {**place, "started_at": typed(start), **ends, **more}


def test_a_stop_is_entered_afterwards_as_a_whole(shop: Shop) -> None:
    elena = entered(shop.manager)
    assert elena.get("/downtimes/new").status_code == 200
    assert elena.post("/downtimes/new", said(shop, 3, 2, note="spare part")).status_code == 302
    stop = Downtime.objects.get()
    assert (stop.machine, stop.ended_at - stop.started_at) == (shop.machine, timedelta(hours=1))
    shown = elena.get("/downtimes?columns=reason,machine,told,department,centre").content.decode()
    for words in ("Belt torn", "K-01", "Elena", "KNIT", f"/downtimes/{stop.id}"):
        assert words in shown
    assert "spare part" in elena.get(f"/downtimes/{stop.id}").content.decode()
    exported = b"".join(elena.get("/lists/downtimes.csv?centre=KNIT")).decode()
    assert "Belt torn" in exported
    assert "Belt torn" not in b"".join(elena.get("/lists/downtimes.csv?reason=YARN")).decode()


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (2, 3, "The end lies before the start."),
        (-1, None, "A downtime cannot lie in the future."),
        (1, -1, "A downtime cannot lie in the future."),
        (9, 4, "K-01 Knitter was already down from"),
        (24 * 400, 1, "A downtime of more than 366 days"),
    ],
)
def test_bad_stops_are_refused_in_plain_words(
    shop: Shop, start: float, end: float | None, words: str
) -> None:
    downtime_start(
        machine_id=shop.machine.id, reason_id=DowntimeReason.objects.get(code="YARN").id,
        started_at=now() - timedelta(hours=6), ended_at=now() - timedelta(hours=5),
        actor=OURSELVES,
    )  # fmt: skip
    answer = entered(shop.manager).post("/downtimes/new", said(shop, start, end))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Downtime.objects.count() == 1


def test_a_stop_is_put_right_and_taken_back(shop: Shop) -> None:
    elena = entered(shop.manager)
    elena.post("/downtimes/new", said(shop, 3, None))
    stop = Downtime.objects.get()
    path = f"/downtimes/{stop.id}/correction"
    held = elena.get(path).content.decode()
    assert f'value="machine-{shop.machine.id}" selected' in held
    assert elena.post(path, said(shop, 3, 1)).status_code == 422
    right = said(shop, 3, 1, reason="camera", place=f"centre-{shop.centre.id}")
    assert elena.post(path, right).status_code == 302
    stop = Downtime.objects.get()
    assert (stop.machine, stop.work_centre) == (None, shop.centre)
    assert "camera" in elena.get(f"/downtimes/{stop.id}").content.decode()
    assert "Knitting hall" in elena.get(f"/downtimes/{stop.id}").content.decode()
    elena.post(f"/downtimes/{stop.id}/reversal", {"reason": "never happened"})
    assert not Downtime.objects.exists()
    assert DowntimeStart.objects.count() == 4
    assert elena.get(f"/downtimes/{stop.id}").status_code == 404


def test_an_operator_ends_a_stop_but_puts_nothing_right(shop: Shop) -> None:
    mihai = entered(shop.operator.user)
    mihai.post("/downtimes/new", said(shop, 1, None))
    stop = Downtime.objects.get()
    shown = mihai.get(f"/downtimes/{stop.id}").content.decode()
    assert ("It runs again" in shown, "Put right" in shown) == (True, False)
    assert mihai.post(f"/downtimes/{stop.id}/reversal", {"reason": "x"}).status_code == 403
    assert mihai.post(f"/downtimes/{stop.id}/end").url == f"/downtimes/{stop.id}"
    assert mihai.post(f"/downtimes/{stop.id}/end").status_code == 409


def test_reasons_are_named_mapped_and_archived_in_the_settings(shop: Shop) -> None:
    victor = entered(shop.administrator)
    victor.post("/settings/reasons/downtime/new", {"code": "N", "name": "Needle", "loss": "setup"})
    reason = DowntimeReason.objects.get(code="N")
    home = f"/settings/reasons/downtime/{reason.id}"
    victor.post(f"{home}/edit", {"name": "Needle broken", "loss": "breakdown"})
    reason.refresh_from_db()
    assert (reason.name, reason.loss) == ("Needle broken", "breakdown")
    assert "Needle broken" in victor.get("/downtimes/new").content.decode()
    victor.post(f"{home}/archival")
    assert "Needle broken" not in victor.get("/downtimes/new").content.decode()
