"""Whoever is limited to departments or warehouses sees and does only what is theirs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from runwright.floor.selectors import machine_board
from runwright.floor.services import downtime_end, downtime_reason_create, downtime_start
from runwright.journal.models import Entry
from runwright.partners.services import customer_create
from runwright.people.actor import system_actor
from runwright.people.errors import OutOfReach
from runwright.people.selectors import actor_of
from runwright.people.services import user_create
from runwright.production.selectors import work_orders_all
from runwright.production.selectors.mine import my_work
from runwright.production.services import ReportDraft, timer_start, work_report
from runwright.production.services.timers import Worker
from runwright.production.services.work import work_assign
from runwright.resources.limits import limited, limits_of, user_limits_set
from runwright.resources.models import WorkCentre
from runwright.resources.selectors import machines_all, station_scanned_at, work_centres_all
from runwright.resources.services import department_create, station_create
from runwright.sales.services import (
    SalesLineDraft,
    SalesOrderDraft,
    Shipment,
    delivery_line_reverse,
    delivery_record,
    sales_order_confirm,
    sales_order_create,
)
from runwright.stock.selectors import balances_all, storage_places, warehouses_all
from runwright.stock.services import stock_receive, storage_place, warehouse_create
from runwright.stock.services.counts import count_open
from tests.stories.plant import sock_mill

pytestmark = pytest.mark.django_db

SYSTEM = system_actor("tests")


def person(name, *roles):
    return user_create(username=name, full_name=name, roles=frozenset(roles), actor=SYSTEM)


def acting(user):
    return limited(actor_of(user=user))


class TestWarehouses:
    @pytest.fixture
    def mill(self):
        plant = sock_mill()
        plant.stocked()
        return plant

    @pytest.fixture
    def other(self, mill):
        return warehouse_create(code="FAR", name="Far store", actor=SYSTEM)

    @pytest.fixture
    def keeper(self, other):
        user = person("ion", "warehouse")
        user_limits_set(user_id=user.id, department_ids=[], warehouse_ids=[other.id], actor=SYSTEM)
        return acting(user)

    def test_only_ones_own_is_seen(self, mill, other, keeper):
        assert [one.id for one in warehouses_all(actor=keeper)] == [other.id]
        assert {one.warehouse_id for one in storage_places(actor=keeper)} == {other.id}
        assert not balances_all(actor=keeper).exists()
        assert balances_all(actor=SYSTEM).exists()

    def test_only_ones_own_is_worked_in(self, mill, other, keeper):
        item = next(iter(mill.items.values()))
        there, here = (storage_place(warehouse_id=one.id) for one in (mill.warehouse, other))
        with pytest.raises(OutOfReach):
            stock_receive(item_id=item.id, place_id=there.id, quantity=D(1), actor=keeper)
        with pytest.raises(OutOfReach):
            count_open(warehouse_id=mill.warehouse.id, actor=keeper)
        stock_receive(
            item_id=item.id, place_id=here.id, quantity=D(1), lot_number="L9", actor=keeper
        )
        assert balances_all(actor=keeper).count() == 1

    def test_goods_go_out_of_ones_own_only(self, mill, other, keeper):
        item = mill.items["BOX"]
        buyer = customer_create(code="SHOP", name="Shop", actor=SYSTEM)
        draft = SalesOrderDraft(
            customer_id=buyer.id,
            lines=[SalesLineDraft(item_id=item.id, quantity=D(2), price=D(1))],
            warehouse_id=mill.warehouse.id,
            promised_on=date(2030, 1, 1),
        )
        order = sales_order_create(draft=draft, actor=SYSTEM)
        sales_order_confirm(order_id=order.id, actor=SYSTEM)
        shipments = [Shipment(order.lines.get().id, D(1))]
        with pytest.raises(OutOfReach):
            delivery_record(order_id=order.id, shipments=shipments, actor=keeper)
        delivery = delivery_record(order_id=order.id, shipments=shipments, actor=SYSTEM)
        with pytest.raises(OutOfReach):
            delivery_line_reverse(
                delivery_line_id=delivery.lines.get().id, reason="wrong", actor=keeper
            )

    def test_another_role_beside_lifts_the_limit(self, mill, other):
        user = person("eva", "warehouse", "planner")
        user_limits_set(user_id=user.id, department_ids=[], warehouse_ids=[other.id], actor=SYSTEM)
        assert warehouses_all(actor=acting(user)).count() == 2

    def test_without_limits_everything_is_seen(self, mill, other):
        assert acting(person("radu", "warehouse")).warehouses is None


class TestDepartments:
    @pytest.fixture
    def plant(self):
        mill = sock_mill()
        mill.stocked()
        return mill

    @pytest.fixture
    def knitter(self, plant):
        mine = department_create(code="KN9", name="Knitting", actor=SYSTEM)
        order = plant.planned("SOCK", D(12))
        centre = plant.work(order, "Knit").work_centre_id
        WorkCentre.objects.filter(id=centre).update(department=mine)
        user = person("mihai", "operator")
        user_limits_set(user_id=user.id, department_ids=[mine.id], warehouse_ids=[], actor=SYSTEM)
        return order, acting(user), mine

    def test_only_ones_own_is_seen(self, knitter):
        _, actor, mine = knitter
        assert {one.department_id for one in work_centres_all(actor=actor)} == {mine.id}
        assert {one.work_centre.department_id for one in machines_all(actor=actor)} <= {mine.id}
        seen = work_orders_all(actor=actor)
        assert {one.work_centre.department_id for one in seen} == {mine.id}

    def test_work_elsewhere_is_refused(self, plant, knitter):
        order, actor, mine = knitter
        others = [
            one for one in order.work_orders.all() if one.work_centre.department_id != mine.id
        ]
        own = plant.work(order, "Knit")
        work_report(work_order_id=own.id, draft=ReportDraft(firsts=D(1)), actor=actor)
        ana = Worker(plant.operators["ana"].id)
        for work in others:
            with pytest.raises(OutOfReach):
                timer_start(work_order_id=work.id, worker=ana, actor=actor)
        barred = replace(actor, departments=frozenset({0}))
        with pytest.raises(OutOfReach):
            work_report(work_order_id=own.id, draft=ReportDraft(firsts=D(1)), actor=barred)

    def test_the_board_and_my_work_show_only_ones_own(self, plant, knitter):
        order, actor, mine = knitter
        board = machine_board(actor=actor)
        assert {cell.centre.department_id for cell in board.cells} == {mine.id}
        assert [one.id for one in board.departments] == [mine.id]
        assert len(machine_board(actor=SYSTEM).cells) > len(board.cells)
        ana = plant.operators["ana"].id
        works = [one.id for one in order.work_orders.all()]
        work_assign(work_order_ids=works, operator_ids=[ana], actor=SYSTEM)
        assert len(my_work(operator_id=ana, actor=SYSTEM).mine) == len(works)
        own = my_work(operator_id=ana, actor=actor).mine
        assert [one.id for one in own] == [plant.work(order, "Knit").id]

    def test_scans_and_stops_elsewhere_are_refused(self, plant, knitter):
        order, actor, mine = knitter
        own = station_create(name="Mine", type="init", department_id=mine.id, actor=SYSTEM)
        far = station_create(name="Far", type="init", actor=SYSTEM)
        assert station_scanned_at(station_id=own.id, actor=actor) == own
        with pytest.raises(OutOfReach):
            station_scanned_at(station_id=far.id, actor=actor)
        reason = downtime_reason_create(code="R", name="Rest", loss="breakdown", actor=SYSTEM)
        here = {"reason_id": reason.id, "work_centre_id": plant.work(order, "Knit").work_centre_id}
        stop = downtime_start(**here, actor=actor)
        barred = replace(actor, departments=frozenset({0}))
        with pytest.raises(OutOfReach):
            downtime_end(downtime_id=stop.id, actor=barred)
        with pytest.raises(OutOfReach):
            downtime_start(**here, actor=barred)


def test_limits_are_written_down():
    mine = department_create(code="D1", name="One", actor=SYSTEM)
    user = person("ana", "operator")
    user_limits_set(user_id=user.id, department_ids=[mine.id], warehouse_ids=[], actor=SYSTEM)
    assert limits_of(user_id=user.id, actor=SYSTEM) == ([mine.id], [])
    entry = Entry.objects.get(verb="user.set_limits")
    assert [(one.field, one.old, one.new) for one in entry.changes.all()] == [
        ("departments", "", str(mine))
    ]
