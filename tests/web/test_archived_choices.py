"""A change form offers what is in use, and leaves what its record holds although it is archived."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from runwright.engineering.models import Routing
from runwright.engineering.services import BomDraft, bom_archive, bom_create, routings_archive
from runwright.floor.models import Device, Downtime
from runwright.floor.services import (
    device_create,
    downtime_reason_create,
    downtime_reasons_archive,
    downtime_start,
)
from runwright.journal.clock import now
from runwright.partners.services import supplier_create, suppliers_archive
from runwright.production.models import Order
from runwright.reports.doctor import examine
from runwright.resources.models import Machine, WorkCentre
from runwright.resources.services import (
    machine_create,
    machines_archive,
    station_create,
    stations_archive,
    work_centre_create,
    work_centres_archive,
)
from tests.web.forms_read import forms_of
from tests.web.shop import OURSELVES, D, Shop, shop_open
from tests.web.test_order_features import entered
from tests.web.test_recipes import operations

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    shop = shop_open()
    yield shop
    assert not list(examine())


@pytest.fixture
def old(shop: Shop) -> WorkCentre:
    """A work centre that comes after the one in use, and is archived."""
    centre = work_centre_create(code="OLD", name="Old hall", actor=OURSELVES)
    work_centres_archive(work_centre_ids=[centre.id], actor=OURSELVES)
    return centre


def chosen(client: Client, path: str) -> dict[str, str]:
    """What the selects of a page would send as they stand."""
    forms = forms_of(client.get(path).content.decode(), path)
    fields = {name: field for form in forms for name, field in form.fields.items()}
    return {name: field.value for name, field in fields.items() if field.kind == "select"}


def saved(client: Client, path: str, **fields: Any) -> None:
    """Change fields of a form and leave its selects as they stand."""
    answer = client.post(path, chosen(client, path) | fields)
    assert answer.status_code == 302, answer.context["form"].errors


def minutes(hours: int) -> str:
    return f"{now() - timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def test_a_stop_keeps_its_reason_and_machine_when_its_end_is_put_right(shop: Shop) -> None:
    downtime_reason_create(code="A", name="Belt torn", loss="breakdown", actor=OURSELVES)
    reason = downtime_reason_create(code="B", name="No yarn", loss="material", actor=OURSELVES)
    spare = machine_create(
        code="K-02", name="Spare", work_centre_id=shop.centre.id, actor=OURSELVES
    )
    stop = downtime_start(
        machine_id=spare.id, reason_id=reason.id, started_at=now() - timedelta(hours=9),
        ended_at=now() - timedelta(hours=8), actor=OURSELVES,
    )  # fmt: skip
    downtime_reasons_archive(reason_ids=[reason.id], actor=OURSELVES)
    machines_archive(machine_ids=[spare.id], actor=OURSELVES)
    elena = entered(shop.manager)
    times = {"started_at": minutes(9), "ended_at": minutes(5), "reason": "camera"}
    saved(elena, f"/downtimes/{stop.id}/correction", **times)
    right = Downtime.objects.get()
    assert right.id != stop.id
    assert (right.machine, right.reason) == (spare, reason)
    fresh = elena.get("/downtimes/new").content.decode()
    assert "No yarn" not in fresh and "K-02" not in fresh


def test_a_stop_of_an_archived_work_centre_stays_its_own(shop: Shop, old: WorkCentre) -> None:
    reason = downtime_reason_create(code="A", name="Belt torn", loss="setup", actor=OURSELVES)
    stop = downtime_start(work_centre_id=old.id, reason_id=reason.id, actor=OURSELVES)
    held = chosen(entered(shop.manager), f"/downtimes/{stop.id}/correction")
    assert held["place"] == f"centre-{old.id}"


def test_a_machine_stays_in_its_archived_work_centre(shop: Shop, old: WorkCentre) -> None:
    saw = machine_create(code="S-1", name="Saw", work_centre_id=old.id, actor=OURSELVES)
    victor = entered(shop.administrator)
    saved(victor, f"/machines/{saw.id}/edit", name="Band saw")
    saw.refresh_from_db()
    assert (saw.name, saw.work_centre) == ("Band saw", old)
    assert "Old hall" not in victor.get("/machines/new").content.decode()
    assert "Old hall" not in victor.get(f"/machines/{shop.machine.id}/edit").content.decode()
    assert Machine.objects.get(id=shop.machine.id).work_centre == shop.centre


def test_a_device_stays_at_its_archived_station(shop: Shop) -> None:
    for name in ("A first one", "Old gate"):
        gate = station_create(name=name, type="init", actor=OURSELVES)
    device_create(name="Tablet", station_id=gate.id, actor=OURSELVES)
    stations_archive(station_ids=[gate.id], actor=OURSELVES)
    device = Device.objects.get()
    saved(entered(shop.administrator), f"/devices/{device.id}/edit", name="Tablet 2")
    device.refresh_from_db()
    assert (device.name, device.station) == ("Tablet 2", gate)


def test_a_draft_order_keeps_its_archived_recipe(shop: Shop) -> None:
    order = shop.order
    bom_archive(bom_id=order.bom_id, actor=OURSELVES)
    elena = entered(shop.manager)
    said = {"quantity": "60", "priority": "50", "deadline": minutes(-99)}
    saved(elena, f"/orders/{order.id}/edit", planned_start=minutes(1), **said)
    after = Order.objects.get(id=order.id)
    assert (after.quantity, after.bom) == (60, order.bom)


def test_a_draft_recipe_keeps_its_archived_routing(shop: Shop) -> None:
    routing = Routing.objects.get()
    draft = BomDraft(item_id=shop.sock.id, quantity=D(1), lines=[], routing_id=routing.id)
    bom = bom_create(draft=draft, actor=OURSELVES)
    routings_archive(routing_ids=[routing.id], actor=OURSELVES)
    held = chosen(entered(shop.administrator), f"/boms/{bom.id}/edit")
    assert held["routing_id"] == str(routing.id)


def test_an_operation_keeps_its_archived_work_centres_and_supplier(shop: Shop) -> None:
    old, spare = (
        work_centre_create(code=code, name=code, actor=OURSELVES) for code in ("OLD", "SPARE")
    )
    dyer = supplier_create(code="DYER", name="Dye works", actor=OURSELVES)
    victor = entered(shop.administrator)
    row = {"name": "Dye", "centre": "OLD", "alternatives": "SPARE", "external": "yes",
           "supplier": "DYER", "days": "3"}  # fmt: skip
    victor.post("/routings/new", operations(row, item="SOCK"))
    routing = Routing.objects.latest("id")
    step = routing.operations.get()
    work_centres_archive(work_centre_ids=[old.id, spare.id], actor=OURSELVES)
    suppliers_archive(supplier_ids=[dyer.id], actor=OURSELVES)
    path = f"/routings/{routing.id}/edit"
    shown = victor.get(path).content.decode()
    assert '<option value="OLD" selected' in shown and '<option value="DYER" selected' in shown
    answer = victor.post(path, operations(row | {"id": str(step.id), "cycle": "4"}))
    assert answer.status_code == 302, answer.content.decode()
    step.refresh_from_db()
    assert (step.cycle_minutes, step.work_centre, step.supplier) == (4, old, dyer)
    assert list(step.alternatives.all()) == [spare]
    assert "OLD" not in victor.get("/routings/new").content.decode()
