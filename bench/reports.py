"""How long the dashboard and the reports take with a year of a busy shop.

    python -m bench.reports --home FOLDER [--orders 50000] [--times 20]

Fills a data home of its own: so many orders spread over the last twelve months, three operations
each, 275 000 bookings of people and machines, as many quantity reports, and what the done orders
cost. Prints the median and the 95th percentile of every page over real HTTP, asked for the last
twelve months, and how long the monthly extract takes.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from bench.pages import visits
from bench.program import Program, Visitor

INSIDE = "RUNWRIGHT_BENCH_INSIDE"
YEAR = "?period=12_months"
PAGES = {
    "dashboard, all time": "/?period=all",
    "dashboard, this month": "/?period=this_month",
    "dashboard, 12 months": f"/{YEAR}",
    "orders, 12 months": f"/reports/orders{YEAR}",
    "work orders, 12 months": f"/reports/work{YEAR}",
    "costs, 12 months": f"/reports/costs{YEAR}",
    "OEE, 12 months": f"/reports/oee{YEAR}",
    "capacity, 14 days": "/reports/capacity",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--orders", type=int, default=50_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--port", type=int, default=18473)
    options = parser.parse_args()
    if INSIDE in os.environ:
        fill(options.orders)
        days_store()
        extract()
        return
    program = Program(options.home)
    own = {INSIDE: "yes", "DJANGO_SETTINGS_MODULE": "runwright.config.settings"}
    try:
        program.verb("migrate", "--quiet")
        words = [sys.executable, "-m", "bench.reports", *sys.argv[1:]]
        subprocess.run(words, env=program.environment | own, check=True)
        with program.serving(options.port) as visitor:
            measure(visitor, options.times)
    finally:
        program.stop_database()


def measure(visitor: Visitor, times: int) -> None:
    """Print the lines of the table."""
    for name, path in PAGES.items():
        print(visits(visitor, path, times).row(name), flush=True)


def days_store() -> None:
    """Sum the days, as the worker does every minute, and print how long it took."""
    from runwright.people.actor import system_actor
    from runwright.production.services import day_sums_store

    begun = time.perf_counter()
    days = day_sums_store(actor=system_actor("bench"))
    print(f"| {days} days summed | {time.perf_counter() - begun:.1f} s |", flush=True)


def extract() -> None:
    """Make the extract of last month, and print how long it took."""
    from runwright.company.selectors import plant_today
    from runwright.labels.extracts import extract_paper
    from runwright.people.actor import system_actor
    from runwright.reports.extract.services import extract_perform, extract_request
    from runwright.reports.periods import DAY

    actor = system_actor("bench")
    last = plant_today().replace(day=1) - DAY
    made = extract_request(month=last, actor=actor)
    begun = time.perf_counter()
    extract_perform(extract_id=made.id, draw=extract_paper, actor=actor)
    print(f"| extract of a month | {time.perf_counter() - begun:.1f} s |", flush=True)


def fill(orders: int) -> None:
    """Write the year, unless it is there already."""
    import django

    django.setup()
    from django.db import connection, transaction

    from bench.shop import _shop
    from runwright.catalog.models import Item
    from runwright.journal.services import Subject, entry_record
    from runwright.people.actor import system_actor

    if Item.objects.filter(code="P000").exists():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        _shop(20, 5, 3)
        subject = Subject("order", "1", "bench")
        entry = entry_record(actor=system_actor("bench"), verb="bench", subject=subject)
        # What is written here is consistent: keys need not be looked up row by row.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in YEAR_OF_WORK:
            cursor.execute(statement, {"orders": orders, "entry": entry.id})
        cursor.execute("ANALYZE")


YEAR_OF_WORK = (
    """
INSERT INTO production_scrapreason (code, name) VALUES ('X1', 'Bent'), ('X2', 'Torn'), ('X3', 'Off')
""",
    """
INSERT INTO people_operator (code, name, hourly_rate)
SELECT 'ID' || n, 'Worker ' || n, 18 FROM generate_series(1, 40) n
""",
    """
INSERT INTO production_order
    (number, item_id, quantity, routing_id, bom_id, deadline, planned_start, planned_end, priority,
     state, state_since, is_history, note, created_at, firsts, seconds, waste, held, rework_marks,
     received, cost, standard_material, standard_work, components_warehouse_id, goods_warehouse_id,
     first_activity_at, last_activity_at)
SELECT 'B-' || lpad(n::text, 6, '0'), item.id, 100, r.id, b.id, at + interval '4 days', at,
       at + interval '2 days', 50, s.state, at + (2 + n %% 4) * interval '1 day', false, '',
       at - interval '1 day', CASE WHEN worked THEN 95 - n %% 5 ELSE 0 END,
       CASE WHEN worked THEN 3 ELSE 0 END, CASE WHEN worked THEN 2 + n %% 5 ELSE 0 END, 0,
       (n %% 20 = 0)::int, 0, CASE WHEN s.state = 'done' THEN 300 + n %% 90 END, 180, 150,
       w.id, w.id,
       CASE WHEN worked THEN at END, CASE WHEN worked THEN at + interval '2 days' END
FROM generate_series(1, %(orders)s) n
CROSS JOIN LATERAL (SELECT now() - interval '364 days' * (1 - n / %(orders)s::float8)) t(at)
CROSS JOIN LATERAL (SELECT CASE WHEN n %% 50 = 7 THEN 'cancelled'
    WHEN n < %(orders)s * 0.98 THEN 'done' WHEN n %% 4 = 0 THEN 'draft' WHEN n %% 4 = 1
    THEN 'confirmed' WHEN n %% 4 = 2 THEN 'planned' ELSE 'in_progress' END) s(state)
CROSS JOIN LATERAL (SELECT s.state IN ('done', 'in_progress')) k(worked)
JOIN (SELECT id, row_number() OVER (ORDER BY code) - 1 AS place FROM catalog_item
      WHERE code LIKE 'P%%') item ON item.place = n %% 20
JOIN engineering_routing r ON r.item_id = item.id JOIN engineering_bom b ON b.item_id = item.id
CROSS JOIN (SELECT id FROM stock_warehouse LIMIT 1) w
""",
    """
INSERT INTO production_workorder
    (order_id, sequence, name, operation_id, work_centre_id, is_output, start_quantity,
     expected_minutes, labour_rate, machine_rate, planned_start, planned_end, state, state_since,
     short_reason, released, gained, firsts, seconds, waste, held, from_seconds, rework_marks,
     first_activity_at, last_activity_at)
SELECT o.id, p.sequence, p.name, p.id, p.work_centre_id, p.place = 3, 100, 60, 18, 12,
       o.planned_start, o.planned_end,
       CASE o.state WHEN 'done' THEN 'finished' WHEN 'cancelled' THEN 'cancelled'
            WHEN 'in_progress' THEN 'in_progress' WHEN 'planned'
            THEN CASE WHEN p.place = 1 THEN 'ready' ELSE 'waiting' END END,
       coalesce(o.last_activity_at, o.state_since), '', 100, 0, o.firsts,
       CASE WHEN p.place = 3 THEN o.seconds ELSE 0 END, CASE WHEN p.place = 3 THEN o.waste ELSE 0
       END, 0, 0, CASE WHEN p.place = 3 THEN o.rework_marks ELSE 0 END, o.first_activity_at,
       o.last_activity_at
FROM production_order o
JOIN (SELECT p.*, row_number() OVER (PARTITION BY routing_id ORDER BY sequence) AS place
      FROM engineering_operation p) p ON p.routing_id = o.routing_id
WHERE o.state IN ('planned', 'in_progress', 'done', 'cancelled') ORDER BY o.id, p.sequence
""",
    """
CREATE TEMP TABLE booked AS
SELECT gen_random_uuid() AS id, w.id AS work_order_id, m.id AS machine_id, p.id AS operator_id,
       CASE WHEN part.n = 0 THEN 'setup' ELSE 'run' END AS kind,
       w.first_activity_at + w.sequence * interval '40 minutes' + part.n * interval '20 minutes'
           AS starts,
       w.firsts / 2 AS firsts, w.seconds, w.waste, w.rework_marks, part.n
FROM production_workorder w
JOIN resources_machine m ON m.work_centre_id = w.work_centre_id
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM people_operator) p
    ON p.place = 1 + w.id %% 40
CROSS JOIN generate_series(0, 1) part(n)
WHERE w.state IN ('finished', 'in_progress') AND (part.n = 0 OR w.id %% 8 <> 0)
""",
    """
INSERT INTO production_timebooking (id, entry_id, work_order_id, operator_id, machine_id, kind,
                                    started_at, ended_at)
SELECT id, %(entry)s, work_order_id, operator_id, machine_id, kind, starts,
       starts + interval '25 minutes' FROM booked
""",
    """
INSERT INTO production_timeinterval
    (source, work_order_id, operator_id, machine_id, kind, started_at, ended_at, is_live)
SELECT b.id, b.work_order_id, who.operator_id, who.machine_id, b.kind, b.starts,
       b.starts + interval '25 minutes', false
FROM booked b CROSS JOIN LATERAL (VALUES (b.operator_id, NULL), (NULL, b.machine_id))
    AS who (operator_id, machine_id)
ORDER BY b.starts
""",
    """
INSERT INTO production_quantityreport
    (id, entry_id, work_order_id, operator_id, machine_id, at, firsts, seconds, waste, held,
     from_seconds, is_rework, scrap_reason_id)
SELECT id, %(entry)s, work_order_id, operator_id, machine_id, starts + interval '25 minutes',
       firsts, CASE WHEN n = 0 THEN seconds ELSE 0 END, CASE WHEN n = 0 THEN waste ELSE 0 END, 0, 0,
       n = 0 AND rework_marks > 0,
       CASE WHEN n = 0 AND waste > 0
            THEN (SELECT min(id) FROM production_scrapreason) + work_order_id %% 3 END
FROM booked
""",
    """
INSERT INTO production_machineday (machine_id, day, bookings, busy_seconds, booked_seconds,
                                   setup_seconds, rework_seconds, disruption_seconds)
SELECT machine_id, starts::date, count(*), least(86400, count(*) * 1200), count(*) * 1500,
       count(*) FILTER (WHERE kind = 'setup') * 1500, 0, 0
FROM booked GROUP BY machine_id, starts::date
""",
    """
CREATE TEMP TABLE closed AS
SELECT gen_random_uuid() AS entry_id, o.* FROM production_order o WHERE o.state = 'done'
""",
    """
INSERT INTO journal_entry (id, at, actor_label, device, station, verb, record_kind, record_id,
                           record_label, reason, request_id)
SELECT entry_id, state_since, 'bench', '', '', 'order.finish', 'order', id::text, number, '', ''
FROM closed
""",
    """
INSERT INTO production_costfact (id, entry_id, order_id, kind, work_order_id, item_id, grade,
                                 quantity, rate, amount)
SELECT gen_random_uuid(), o.entry_id, o.id, f.kind, w.id, o.item_id, f.grade, f.quantity, 1,
       f.amount
FROM closed o
LEFT JOIN LATERAL (SELECT id FROM production_workorder w WHERE w.order_id = o.id LIMIT 1) w ON true
CROSS JOIN LATERAL (VALUES ('material', '', 10, 60), ('material', '', 10, 60),
    ('labour', '', 2, 50), ('labour', '', 2, 50), ('machine', '', 2, 40),
    ('machine', '', 2, o.cost - 260), ('output', 'firsts', o.firsts, -(o.cost - 10)),
    ('output', 'seconds', o.seconds, -8), ('variance', '', 0, -2))
    AS f(kind, grade, quantity, amount)
""",
)


if __name__ == "__main__":
    main()
