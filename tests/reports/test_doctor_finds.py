"""Two corruptions are planted for every invariant; the doctor must find each one.

They are planted with the guards of the database lifted, as a broken restore or a hand at the
console would do it. In the history they are planted into, the doctor finds nothing.
"""

from datetime import timedelta

import pytest
from django.db import connection

from runwright.floor.services import downtime_end, downtime_reason_create, downtime_start
from runwright.journal.clock import now
from runwright.production.day_sums import BASIS
from runwright.production.models import Order
from runwright.production.services import (
    held_decide,
    material_issue,
    order_cancel,
    order_confirm,
    order_finish,
    order_plan,
    order_reopen,
    order_unplan,
    report_reverse,
    time_book,
    timer_start,
    timer_stop,
)
from runwright.production.services.timers import Worker
from runwright.reports.doctor import INVARIANTS, examine
from runwright.stock.models import Lot
from runwright.stock.services import (
    count_enter,
    count_open,
    count_post,
    lot_hold,
    lot_release,
    need_open,
    needs_claim,
    supply_open,
)
from tests.reports import batches, telling, trade
from tests.stories.plant import D, Plant, sock_mill

pytestmark = pytest.mark.django_db

ITEM = "(SELECT id FROM catalog_item WHERE code = '{}')"
YARN, BOX, SOCK = (ITEM.format(code) for code in ("YARN", "BOX", "SOCK"))
CLAIMED = "(SELECT balance_id FROM stock_claim)"
EXPECTED = "(SELECT supply_id FROM stock_claim)"
CLAIMING = "(SELECT need_id FROM stock_claim)"
OF_DONE = """(SELECT w.id FROM production_workorder w JOIN production_order o ON o.id = w.order_id
              WHERE o.state = 'done')"""
OF_PLANNED = OF_DONE.replace("'done'", "'planned'")

BY_PRODUCTS = f"""
INSERT INTO engineering_byproduct (bom_id, position, item_id, unit_id, quantity, cost_share)
SELECT b.id, 10, i.id, i.unit_id, 1, {{}} FROM engineering_bom b
JOIN catalog_item i ON i.id IN ({YARN}, {BOX})"""

PARKED = """
INSERT INTO floor_parkedscan (id, body, state, waits_for, received_at, tried_at, tries, refusal,
                              trouble, decided_by, decision)
SELECT {id}, '{{}}', '{state}', '{{}}', now(), now(), 1, '', '{{}}', '', '' {source}
"""

STORED = f"""
DELETE FROM production_touchedday;
INSERT INTO production_summedday (day, basis) SELECT DISTINCT {{day}}::date,
    ({BASIS % {"zone": "(SELECT time_zone FROM company_company)"}}) FROM {{facts}};
"""
"""Says of days that their sums are stored; nothing is."""
REPORTED, TIMED, CLOSED, FINISHED = (
    STORED.format(day=f"({column} AT TIME ZONE (SELECT time_zone FROM company_company))",
                  facts=facts)
    for column, facts in (("at", "production_quantityreport"),
                          ("started_at", "production_timeinterval WHERE kind = 'setup'"),
                          ("state_since", "production_order WHERE state = 'done'"),
                          ("state_since", "production_workorder WHERE state = 'finished'"))
)  # fmt: skip
LONG_AGO = STORED.format(day="date '2001-02-03'", facts="company_company")

CORRUPTIONS: dict[str, tuple[str, str]] = {
    "stock.value_is_sum_of_moves": (
        "UPDATE stock_stockvalue SET value = value + 1 WHERE quantity > 0",
        "DELETE FROM stock_stockvalue WHERE quantity > 0",
    ),
    "stock.balance_is_sum_of_moves": (
        "UPDATE stock_balance SET quantity = quantity + 1 WHERE is_storage",
        "UPDATE stock_move SET quantity = quantity + 1 WHERE reverses_id IS NULL",
    ),
    "stock.storage_not_negative": (
        """ALTER TABLE stock_balance DROP CONSTRAINT no_storage_below_zero;
           UPDATE stock_balance SET quantity = -1 WHERE is_storage""",
        """UPDATE stock_place SET kind = 'storage',
                  warehouse_id = (SELECT min(id) FROM stock_warehouse) WHERE kind = 'supplier'""",
    ),
    "stock.storage_mark": (
        "UPDATE stock_balance SET is_storage = false WHERE is_storage",
        "UPDATE stock_place SET kind = 'scrap', warehouse_id = NULL WHERE kind = 'storage'",
    ),
    "stock.claims_within_balance": (
        "UPDATE stock_claim SET quantity = quantity + 100000",
        f"UPDATE stock_balance SET quantity = 0 WHERE id IN {CLAIMED}",
    ),
    "stock.claims_fit_their_need": (
        f"UPDATE stock_need SET closed_at = now(), waiting_since = NULL WHERE id IN {CLAIMING}",
        f"UPDATE stock_balance SET grade = 'seconds' WHERE id IN {CLAIMED} AND item_id = {YARN}",
    ),
    "stock.claims_within_supply": (
        f"UPDATE stock_expectedsupply SET received = quantity WHERE id IN {EXPECTED}",
        f"UPDATE stock_expectedsupply SET closed_at = now() WHERE id IN {EXPECTED}",
    ),
    "stock.undated_claims_are_linked": (
        f"UPDATE stock_expectedsupply SET due_at = NULL WHERE id IN {EXPECTED}",
        """UPDATE stock_claim SET balance_id = NULL, supply_id =
           (SELECT min(id) FROM stock_expectedsupply WHERE due_at IS NULL)
           WHERE id = (SELECT max(id) FROM stock_claim WHERE supply_id IS NULL)""",
    ),
    "stock.waiting_marks": (
        "UPDATE stock_need SET waiting_since = now() WHERE closed_at IS NULL",
        "DELETE FROM stock_claim WHERE balance_id IS NOT NULL",
    ),
    "stock.claims_within_need": (
        f"UPDATE stock_need SET quantity = served WHERE id IN {CLAIMING}",
        "UPDATE stock_claim SET quantity = quantity + 1000",
    ),
    "stock.counted_is_moved": (
        "UPDATE stock_countline SET counted = counted + 1",
        "UPDATE stock_count SET state = 'cancelled'",
    ),
    "stock.held_lots_are_free": (
        "UPDATE stock_lothold SET released_at = NULL",
        """INSERT INTO stock_lothold (lot_id, reason, placed_at, placed_by)
           SELECT b.lot_id, 'x', now(), 'x' FROM stock_claim c
           JOIN stock_balance b ON b.id = c.balance_id WHERE b.lot_id IS NOT NULL LIMIT 1""",
    ),
    "stock.reversals_within_move": (
        "UPDATE stock_move SET quantity = quantity + 1 WHERE reverses_id IS NOT NULL",
        """UPDATE stock_move SET quantity = quantity / 2
           WHERE id IN (SELECT reverses_id FROM stock_move)""",
    ),
    "stock.reversals_are_opposite": (
        "UPDATE stock_move SET grade = 'seconds' WHERE reverses_id IS NOT NULL",
        """UPDATE stock_move SET source_id = target_id, target_id = source_id
           WHERE reverses_id IS NOT NULL""",
    ),
    "stock.lot_of_the_item": (
        f"UPDATE stock_lot SET item_id = {BOX}",
        f"""UPDATE stock_balance SET lot_id = (SELECT min(id) FROM stock_lot)
            WHERE item_id = {BOX}""",
    ),
    "engineering.no_cycle": (
        """UPDATE engineering_bomline SET item_id =
           (SELECT item_id FROM engineering_bom WHERE id = bom_id)""",
        f"""UPDATE engineering_bom SET item_id = {YARN} WHERE item_id = {SOCK};
            UPDATE engineering_bomline SET item_id = {SOCK} WHERE item_id = {YARN};
            INSERT INTO engineering_bom (code, revision, item_id, quantity, mode, state,
                                         validated_by)
            VALUES ('X', 1, {SOCK}, 1, 'automatic', 'draft', '');
            INSERT INTO engineering_bomline (bom_id, position, item_id, unit_id, quantity,
                                             waste_quantity, waste_share, fixed_quantity, mode,
                                             rounding_multiple, is_phantom)
            SELECT b.id, 10, {YARN}, u.id, 1, 0, 0, 0, '', 0, false
            FROM engineering_bom b, units_unit u WHERE b.code = 'X' AND u.code = 'kg'""",
    ),
    "engineering.line_at_its_routing": (
        "UPDATE engineering_bom SET routing_id = NULL",
        f"""INSERT INTO engineering_routing (code, version, name, item_id)
            VALUES ('X', 1, 'X', {SOCK});
            UPDATE engineering_bom SET routing_id =
            (SELECT id FROM engineering_routing WHERE code = 'X')""",
    ),
    "engineering.shares_below_one": (
        BY_PRODUCTS.format("0.6"),
        BY_PRODUCTS.format("0.5"),
    ),
    "engineering.follows_earlier": (
        """INSERT INTO engineering_operation_follows (from_operation_id, to_operation_id)
           SELECT min(id), max(id) FROM engineering_operation""",
        """INSERT INTO engineering_operation_follows (from_operation_id, to_operation_id)
           SELECT min(id), min(id) FROM engineering_operation""",
    ),
    "engineering.routing_of_the_item": (
        f"UPDATE engineering_routing SET item_id = {BOX}",
        f"UPDATE engineering_bom SET item_id = {BOX}",
    ),
    "floor.parked_are_decided": (
        PARKED.format(id="gen_random_uuid()", state="applied", source=""),
        PARKED.format(id="id", state="waiting", source="FROM production_scan LIMIT 1"),
    ),
    "floor.downtimes_are_facts": (
        "DELETE FROM floor_downtime WHERE ended_at IS NULL",
        "UPDATE floor_downtime SET ended_at = ended_at + interval '1 hour'",
    ),
    "production.work_order_sums": (
        "UPDATE production_workorder SET firsts = firsts + 1",
        "UPDATE production_quantityreport SET waste = waste + 1 WHERE reverses_id IS NULL",
    ),
    "production.order_sums": (
        "UPDATE production_order SET waste = waste + 1",
        "UPDATE production_workorder SET held = held + 1",
    ),
    "production.machine_days": (
        "UPDATE production_machineday SET busy_seconds = busy_seconds + 1",
        "DELETE FROM production_machineday",
    ),
    "production.made_days": (
        REPORTED,
        f"""{LONG_AGO} INSERT INTO production_madeday (day, work_centre_id, item_id, pieces, bad)
            SELECT '2001-02-03', 1, id, 1, 0 FROM {SOCK} i (id)""",
    ),
    "production.lost_days": (
        f"UPDATE production_timeinterval SET kind = 'setup'; {TIMED}",
        f"""{LONG_AGO} INSERT INTO production_lostday (day, machine_id, kind, starts, ends)
            VALUES ('2001-02-03', 1, 'setup', '2001-02-03 06:00Z', '2001-02-03 07:00Z')""",
    ),
    "production.cost_days": (
        CLOSED,
        f"""{LONG_AGO} INSERT INTO production_costday (day, kind, grade, amount)
            VALUES ('2001-02-03', 'material', '', 1)""",
    ),
    "production.ended_days": (
        CLOSED,
        f"""{LONG_AGO} INSERT INTO production_endedday (day, item_id, done, cancelled, on_time,
                overran, costed, ordered, firsts, seconds, waste, costed_firsts, costed_seconds,
                money, lost, planned, compared, differed)
            SELECT '2001-02-03', id, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0
            FROM {SOCK} i (id)""",
    ),
    "production.finished_days": (
        FINISHED,
        f"""{LONG_AGO} INSERT INTO production_finishedday (day, work_centre_id, name, item_id,
                works, estimated, expected, worked, compared, firsts, seconds, waste, held, again)
            SELECT '2001-02-03', 1, 'Knit', id, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM {SOCK} i (id)""",
    ),
    "production.flaw_days": (
        REPORTED,
        f"""{LONG_AGO} INSERT INTO production_flawday (day, item_id, reports, lost, lesser)
            SELECT '2001-02-03', id, 1, 1, 0 FROM {SOCK} i (id)""",
    ),
    "production.outcome_days": (
        REPORTED,
        f"""{LONG_AGO} INSERT INTO production_outcomeday
                (day, item_id, firsts, seconds, waste, held, rework)
            SELECT '2001-02-03', id, 1, 0, 0, 0, 0 FROM {SOCK} i (id)""",
    ),
    "production.reversed_at_most_whole": (
        "UPDATE production_quantityreport SET firsts = firsts - 1 WHERE reverses_id IS NOT NULL",
        """UPDATE production_quantityreport SET firsts = 0
           WHERE id IN (SELECT reverses_id FROM production_quantityreport)""",
    ),
    "production.reversed_at_its_instant": (
        "UPDATE production_quantityreport SET at = at + interval '1 hour' "
        "WHERE reverses_id IS NOT NULL",
        """UPDATE production_quantityreport SET at = at - interval '1 day'
           WHERE id IN (SELECT reverses_id FROM production_quantityreport)""",
    ),
    "production.gained_is_sum_of_gains": (
        "UPDATE production_workorder SET gained = 1",
        "UPDATE production_workorder SET gained = gained - 1",
    ),
    "production.grades_not_negative": (
        "UPDATE production_workorder SET held = -1",
        "UPDATE production_workorder SET waste = -1",
    ),
    "production.booked_intervals": (
        "DELETE FROM production_timeinterval WHERE NOT is_live",
        "UPDATE production_timeinterval SET kind = 'setup' WHERE NOT is_live",
    ),
    "production.timed_people": (
        """UPDATE production_timeinterval SET started_at = started_at - interval '1 hour'
           WHERE is_live AND operator_id IS NOT NULL""",
        "DELETE FROM production_timerstop",
    ),
    "production.timed_machines": (
        """UPDATE production_timeinterval SET started_at = started_at - interval '1 hour'
           WHERE is_live AND machine_id IS NOT NULL""",
        "DELETE FROM production_timerstop WHERE machine_ended",
    ),
    "production.consumed_is_issued": (
        "UPDATE production_materialline SET consumed = consumed + 1",
        "DELETE FROM production_materialissue WHERE line_id IS NOT NULL",
    ),
    "production.issue_of_the_line": (
        f"UPDATE production_materialline SET item_id = {BOX} WHERE item_id = {YARN}",
        "UPDATE stock_place SET kind = 'scrap' WHERE kind = 'production'",
    ),
    "production.received_is_moved": (
        "UPDATE production_order SET received = received + 1",
        "DELETE FROM production_outputreceipt",
    ),
    "production.done_is_received": (
        "UPDATE production_order SET received = 0 WHERE state = 'done'",
        "UPDATE production_order SET seconds = seconds + 1 WHERE state = 'done'",
    ),
    "production.drawn_as_reported": (
        "UPDATE production_materialline SET consumed = consumed - 1 WHERE consumed > 1",
        "UPDATE production_materialline SET owed = owed + 100",
    ),
    "production.undone_issues_are_back": (
        """DELETE FROM production_materialissue x USING stock_move m
           WHERE m.id = x.move_id AND x.line_id IS NULL AND m.reverses_id IS NOT NULL""",
        "UPDATE production_materialissue SET line_id = NULL",
    ),
    "production.nothing_kept_when_closed": (
        "UPDATE stock_need SET closed_at = NULL",
        "UPDATE production_materialline SET owed = 1",
    ),
    "production.nothing_left_in_process": (
        "UPDATE production_costfact SET amount = amount + 0.01 WHERE kind = 'material'",
        "DELETE FROM production_costfact WHERE kind IN ('output', 'variance')",
    ),
    "production.cost_is_sum_of_facts": (
        "UPDATE production_order SET cost = cost + 0.01",
        "UPDATE production_order SET cost = NULL",
    ),
    "production.material_cost_is_issued": (
        "UPDATE stock_move SET value = value + 1 WHERE reverses_id IS NULL",
        "UPDATE production_costfact SET amount = amount * 2 WHERE kind = 'material'",
    ),
    "production.output_cost_is_received": (
        "DELETE FROM production_outputreceipt",
        "UPDATE production_costfact SET amount = amount - 1 WHERE kind = 'output'",
    ),
    "production.only_table_transitions": (
        "UPDATE journal_change SET new = 'done' WHERE field = 'state' AND new = 'confirmed'",
        "UPDATE journal_entry SET verb = 'order.confirm' WHERE verb = 'order.finish'",
    ),
    "production.state_is_the_last_step": (
        "UPDATE production_order SET state = 'planned' WHERE state = 'confirmed'",
        "DELETE FROM journal_change WHERE field = 'state'",
    ),
    "production.in_progress_has_facts": (
        "UPDATE production_workorder SET first_activity_at = NULL, short_reason = ''",
        "UPDATE production_order SET state = 'planned' WHERE state = 'in_progress'",
    ),
    "production.work_orders_only_when_planned": (
        "UPDATE production_order SET state = 'confirmed' WHERE state = 'planned'",
        f"DELETE FROM production_workorder WHERE id IN {OF_PLANNED}",
    ),
    "production.done_is_finished": (
        "UPDATE production_workorder SET state = 'ready' WHERE state = 'finished'",
        "UPDATE production_order SET state = 'done' WHERE state = 'in_progress'",
    ),
    "production.no_timer_after_the_end": (
        "UPDATE production_order SET state = 'cancelled' WHERE state = 'in_progress'",
        f"UPDATE production_timeinterval SET ended_at = NULL WHERE work_order_id IN {OF_DONE}",
    ),
    "production.work_states": (
        "UPDATE production_workorder SET state = 'waiting' WHERE state = 'in_progress'",
        "UPDATE production_workorder SET released = released + 1",
    ),
}

CORRUPTIONS |= trade.CORRUPTIONS | batches.CORRUPTIONS | telling.CORRUPTIONS


@pytest.fixture(scope="module")
def history(once: None) -> Plant:
    """A mill with an order in every state, facts done and undone, and people at work."""
    plant = sock_mill()
    plant.stocked(yarn=D(400), boxes=D(400))
    rewritten(plant)
    finished(plant)
    at_work(plant)
    for state in (plant.planned, plant.confirmed, plant.order):
        state("SOCK", D(24))
    given_up = plant.planned("SOCK", D(24))
    plant.report(given_up, "Knit", firsts=D(6))
    order_cancel(order_id=given_up.id, reason="not wanted", actor=plant.actor)
    counted(plant)
    expecting(plant)
    stops(plant)
    trade.traded(plant)
    batches.scanned(plant)
    telling.told()
    connection.check_constraints()
    return plant


def rewritten(plant: Plant) -> None:
    """Worked on, undone, back to a draft, and planned again."""
    order = plant.planned("SOCK", D(24))
    fact = plant.report(order, "Knit", firsts=D(6))
    report_reverse(report_id=fact.id, reason="miscounted", actor=plant.actor)
    for step in (order_unplan, order_reopen, order_confirm, order_plan):
        step(order_id=order.id, actor=plant.actor)


def finished(plant: Plant) -> None:
    order = plant.planned("SOCK", D(24))
    booked(plant, order)
    plant.report(order, "Knit", firsts=D(24))
    plant.report(order, "Inspect", firsts=D(20), seconds=D(3), waste=D(1))
    plant.report(order, "Pack", firsts=D(20))
    order_finish(order_id=order.id, actor=plant.actor)


def booked(plant: Plant, order: Order) -> None:
    time_book(
        work_order_id=plant.work(order, "Knit").id,
        worker=Worker(plant.operators["ion"].id, plant.machines["KNIT-1"].id),
        started_at=order.created_at - timedelta(hours=2),
        ended_at=order.created_at - timedelta(hours=1),
        actor=plant.actor,
    )


def at_work(plant: Plant) -> None:
    """One timer stopped, one running, pieces held and decided on, material brought by hand."""
    order = plant.planned("SOCK", D(24))
    knit = plant.work(order, "Knit")
    starts = [
        timer_start(work_order_id=knit.id, worker=Worker(*who), actor=plant.actor)
        for who in (
            (plant.operators["ana"].id, plant.machines["KNIT-1"].id),
            (plant.operators["ion"].id, None),
        )
    ]
    for start in starts:
        timer_stop(start_id=start.id, actor=plant.actor)
    timer_start(work_order_id=knit.id, worker=Worker(*[s.operator_id for s in starts[:1]]),
                actor=plant.actor)  # fmt: skip
    plant.report(order, "Knit", firsts=D(6), held=D(4))
    for outcome in ("rework", "scrap"):
        held_decide(work_order_id=knit.id, outcome=outcome, quantity=D(1), actor=plant.actor)
    material_issue(line_id=plant.line(order, "BOX").id, quantity=D(1), actor=plant.actor)


def counted(plant: Plant) -> None:
    """A shelf counted with one thing missing, and a lot that was on hold for a while."""
    for act in (lot_hold, lot_release):
        act(lot_id=Lot.objects.get(number="Y1").id, reason="looked at", actor=plant.actor)
    shelf = {"warehouse_id": plant.warehouse.id, "item_ids": [plant.items["BOX"].id]}
    count = count_open(**shelf, actor=plant.actor)
    (line,) = count.lines.all()
    found = {line.id: line.expected - 1}
    count_enter(count_id=count.id, counted=found, actor=plant.actor)
    count_post(count_id=count.id, reason="one is gone", actor=plant.actor)


def expecting(plant: Plant) -> None:
    """Yarn that will come, some of it one day, and somebody who waits for it."""
    shelf = {"item_id": plant.items["YARN"].id, "warehouse_id": plant.warehouse.id}
    for due_at in (now(), None):
        supply_open(**shelf, quantity=D(10), cause="PO-1", due_at=due_at)
    need = need_open(**shelf, quantity=D(1000), cause="somebody")
    needs_claim(needs=[need])


def stops(plant: Plant) -> None:
    reason = downtime_reason_create(code="B", name="Broken", loss="breakdown", actor=plant.actor)
    for name in ("KNIT-1", "PACK-1"):
        stop = downtime_start(
            machine_id=plant.machines[name].id, reason_id=reason.id, actor=plant.actor
        )
        if name == "KNIT-1":
            downtime_end(downtime_id=stop.id, actor=plant.actor)


def test_the_doctor_finds_nothing_in_a_true_history(history: Plant) -> None:
    assert [str(complaint) for complaint in examine()] == []


def test_every_invariant_has_its_corruptions() -> None:
    assert {invariant.code for invariant in INVARIANTS} == CORRUPTIONS.keys()


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("code", CORRUPTIONS)
def test_the_doctor_finds_a_corruption(history: Plant, code: str, which: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(CORRUPTIONS[code][which])
    (asked,) = [invariant for invariant in INVARIANTS if invariant.code == code]
    assert [c for c in examine((asked,)) if c.invariant.code == code]
