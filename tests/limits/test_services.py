"""Every permission that limits bind, asked of a selector or a service itself, with a record of
one's own and one of another's."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import transaction

from runwright.floor.services import downtime_end
from runwright.kernel.errors import Missing
from runwright.kernel.ids import uuid7
from runwright.labels.services import batch_labels_record
from runwright.people.actor import Actor
from runwright.people.errors import OutOfReach
from runwright.people.roles import (
    BY_BOTH,
    BY_DEPARTMENT,
    BY_WAREHOUSE,
    LIMITED,
    PERMISSIONS,
    Reach,
    permissions_of,
    reach,
)
from runwright.production.selectors import order_get
from runwright.production.services import ReportDraft, output_receive, work_report
from runwright.production.services.issues import material_issue, materials_issue
from runwright.production.services.runs.batches import batch_hold
from runwright.production.services.runs.scans import scan_post
from runwright.production.services.runs.scenes import ScanDraft
from runwright.purchasing.selectors import purchase_order_get
from runwright.purchasing.services import (
    Arrival,
    receipt_line_reverse,
    receipt_record,
    request_cancel,
)
from runwright.resources.selectors import machine_get
from runwright.sales.selectors import sales_order_get
from runwright.sales.services import Shipment, delivery_line_reverse, delivery_record
from runwright.stock.selectors import lot_get
from runwright.stock.services import lot_hold, stock_adjust, stock_receive
from runwright.stock.services.counts import count_cancel
from runwright.stock.services.takeovers import claim_take_over
from tests.limits.ground import Ground, Side, ground

pytestmark = pytest.mark.django_db
DEPARTMENT, WAREHOUSE = "department", "warehouse"
Call = Callable[[Side, Actor], Any]


def _goods(side: Side) -> dict[str, Any]:
    return {"item_id": side["item"], "place_id": side["place"]}


def _scan(side: Side, actor: Actor) -> Any:
    draft = ScanDraft(station_id=side["station"], labels=(side["label"],))
    return scan_post(draft=draft, actor=actor, id=uuid7())


def _receipt(side: Side, actor: Actor) -> Any:
    arrivals = [Arrival(line_id=side["purchase_line"], quantity=D(1))]
    return receipt_record(order_id=side["purchase"], arrivals=arrivals, actor=actor)


def _delivery(side: Side, actor: Actor) -> Any:
    shipments = [Shipment(side["sale_line"], D(1))]
    return delivery_record(order_id=side["sale"], shipments=shipments, actor=actor)


@dataclass(frozen=True)
class Act:
    """What a permission lets one do; ``guarded``: a guard of the record refuses even one's own."""

    permission: str
    by: str
    call: Call
    guarded: bool = False


ACTS = [
    Act("resources.view", DEPARTMENT,
        lambda side, actor: machine_get(machine_id=side["machine"], actor=actor)),
    Act("production.view", DEPARTMENT,
        lambda side, actor: order_get(order_id=side["order"], actor=actor)),
    Act("production.view", WAREHOUSE,
        lambda side, actor: order_get(order_id=side["order"], actor=actor)),
    Act("production.work_report", DEPARTMENT,
        lambda side, actor: work_report(
            work_order_id=side["work"], draft=ReportDraft(firsts=D(1)), actor=actor)),
    Act("production.work_report", WAREHOUSE,
        lambda side, actor: material_issue(line_id=side["line"], quantity=D(1), actor=actor)),
    Act("production.work_report", DEPARTMENT,
        lambda side, actor: materials_issue(order_id=side["order"], actor=actor)),
    Act("production.output_receive", DEPARTMENT,
        lambda side, actor: output_receive(order_id=side["order"], quantity=D(1), actor=actor)),
    Act("production.output_receive", WAREHOUSE,
        lambda side, actor: output_receive(order_id=side["order"], quantity=D(1), actor=actor)),
    Act("production.scan", DEPARTMENT, _scan),
    Act("production.batch_hold", DEPARTMENT,
        lambda side, actor: batch_hold(batch_id=side["batch"], reason="tried", actor=actor)),
    Act("production.batch_hold", WAREHOUSE,
        lambda side, actor: batch_hold(batch_id=side["batch"], reason="tried", actor=actor)),
    Act("labels.print", DEPARTMENT,
        lambda side, actor: batch_labels_record(
            batch_ids=[side["batch"]], way="pages", actor=actor)),
    Act("labels.print", WAREHOUSE,
        lambda side, actor: batch_labels_record(
            batch_ids=[side["batch"]], way="pages", actor=actor)),
    Act("floor.downtime_report", DEPARTMENT,
        lambda side, actor: downtime_end(downtime_id=side["downtime"], actor=actor)),
    Act("stock.view", WAREHOUSE, lambda side, actor: lot_get(lot_id=side["lot"], actor=actor)),
    Act("stock.move", WAREHOUSE,
        lambda side, actor: stock_receive(
            **_goods(side), quantity=D(1), lot_number=f"Y-{side.name}", actor=actor)),
    Act("stock.adjust", WAREHOUSE,
        lambda side, actor: stock_adjust(
            **_goods(side), difference=D(1), lot_id=side["lot"], reason="tried", actor=actor)),
    Act("stock.count", WAREHOUSE,
        lambda side, actor: count_cancel(count_id=side["count"], actor=actor)),
    Act("stock.lot_hold", WAREHOUSE,
        lambda side, actor: lot_hold(lot_id=side["lot"], reason="tried", actor=actor)),
    Act("stock.take_over", WAREHOUSE,
        lambda side, actor: claim_take_over(
            need_id=side["need"], from_need_id=side["need"], quantity=D(1), reason="tried",
            actor=actor),
        guarded=True),
    Act("sales.view", WAREHOUSE,
        lambda side, actor: sales_order_get(order_id=side["sale"], actor=actor)),
    Act("sales.deliver", WAREHOUSE, _delivery),
    Act("sales.delivery_correct", WAREHOUSE,
        lambda side, actor: delivery_line_reverse(
            delivery_line_id=side["delivery_line"], reason="tried", actor=actor)),
    Act("purchasing.view", WAREHOUSE,
        lambda side, actor: purchase_order_get(order_id=side["purchase"], actor=actor)),
    Act("purchasing.request_create", WAREHOUSE,
        lambda side, actor: request_cancel(request_id=side["request"], actor=actor)),
    Act("purchasing.receive", WAREHOUSE, _receipt),
    Act("purchasing.receipt_correct", WAREHOUSE,
        lambda side, actor: receipt_line_reverse(
            receipt_line_id=side["receipt_line"], reason="tried", actor=actor)),
]  # fmt: skip


@pytest.fixture(scope="module")
def laid(once: None) -> Ground:
    return ground()


def acting(role: str, by: str, side: Side) -> Actor:
    roles = frozenset({role})
    whole = Actor(user_id=None, label=role, roles=roles, permissions=permissions_of(roles))
    return replace(whole, **{f"{by}s": frozenset({side[by]})})


CELLS = [
    pytest.param(act, role, id=f"{role} {act.permission} by {act.by}")
    for act in ACTS
    for role in sorted(LIMITED & PERMISSIONS[act.permission])
]


@pytest.mark.parametrize(("act", "role"), CELLS)
def test_ones_own_is_let_and_anothers_refused(laid: Ground, act: Act, role: str) -> None:
    actor = acting(role, act.by, laid.own)
    refusal = Missing if act.permission.endswith(".view") else OutOfReach
    with transaction.atomic():
        with pytest.raises(refusal):
            act.call(laid.other, actor)
        transaction.set_rollback(True)
    if not act.guarded:
        act.call(laid.own, actor)


def test_no_half_cell_of_the_matrix_is_left_out():
    """◐ of the permissions: each by each of its limits."""
    tried = {(act.permission, act.by) for act in ACTS}
    told = {(one, DEPARTMENT) for one in BY_DEPARTMENT} | {(one, WAREHOUSE) for one in BY_WAREHOUSE}
    told.discard(("production.scan", WAREHOUSE))  # a note on a batch: tried over the API
    assert tried == told
    own = {
        (role, one) for role in LIMITED for one in PERMISSIONS if reach(role, one) is Reach.OWN
    } - {
        (role, one) for role in LIMITED for one in ("people.account_manage", "people.token_manage")
    }
    assert own == {(act.values[1], act.values[0].permission) for act in CELLS}
    assert BY_BOTH == BY_DEPARTMENT & BY_WAREHOUSE
