"""Imports against the database: figures, all or nothing, twice, undone and again."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runwright.catalog.models import Item
from runwright.imports.errors import ColumnsMissing
from runwright.imports.models import ImportedRow, ImportRun
from runwright.imports.selectors import (
    finding_of,
    import_finding_counts,
    import_findings,
    import_get,
    import_planned,
    mapping_proposed,
    mappings_all,
)
from runwright.imports.services import (
    import_cancel,
    import_check_perform,
    import_file,
    import_run,
    import_start,
    import_undo,
    mapping_forget,
    mapping_of,
    mapping_save,
)
from runwright.imports.services.check import check_begin
from runwright.journal.models import Entry
from runwright.kernel.errors import Forbidden, GuardFailed
from runwright.kernel.transitions import WrongState
from runwright.people.actor import Actor
from runwright.people.models import Operator
from runwright.people.roles import permissions_of
from runwright.production.models import Order, TimeBooking, TimeInterval, WorkOrder
from runwright.reports.doctor import examine
from runwright.resources.models import Machine, WorkCentre
from runwright.tasks.errors import Cancelled
from tests.imports.flow import PROGRAM, bring_in, check, upload
from tests.imports.lookalike import HEADER, Lookalike, Reference, lookalike
from tests.imports.shop import Shop, facts, minutes_by_machine, shop

pytestmark = pytest.mark.django_db

NOTHING = Shop(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def expected_shop(reference: Reference, cases: int) -> Shop:
    return Shop(
        orders=cases,
        ordered=reference.ordered,
        output=reference.packed,
        output_orders=reference.packed_orders,
        rejected=reference.rejected,
        held=reference.held,
        rework=reference.rework,
        median_minutes=reference.median_minutes,
        bookings=reference.events,
        booked=reference.booked,
        setup=reference.setup,
        busy=reference.busy,
    )


@pytest.mark.parametrize("keep", [False, True])
def test_the_shop_shows_the_figures_of_the_log(made_up: Lookalike, made_up_file: Path, keep: bool):
    run = bring_in(made_up_file, keep_duplicates=keep)
    reference = made_up.reference(keep_duplicates=keep)
    assert run.state == "done"
    assert shop() == expected_shop(reference, made_up.cases)
    assert minutes_by_machine() == {
        name: (r.booked, r.setup, len(r.busy)) for name, r in reference.resources.items()
    }


def complaints() -> list[str]:
    return [str(complaint) for complaint in examine()]


def test_the_doctor_finds_nothing_at_any_step(made_up: Lookalike, tmp_path: Path):
    half = Lookalike(made_up.rows[: len(made_up.rows) // 2], {}, 0)
    first = bring_in(half.write(tmp_path / "half.csv"))
    assert complaints() == []
    second = bring_in(made_up.write(tmp_path / "whole.csv"), keep_duplicates=True)
    assert complaints() == []
    import_undo(import_id=first.id, actor=PROGRAM)
    assert complaints() == []
    import_undo(import_id=second.id, actor=PROGRAM)
    assert complaints() == []
    bring_in(made_up.write(tmp_path / "whole.csv"))
    assert complaints() == []


def test_the_real_log_leaves_a_clean_doctor_when_it_comes_and_when_it_goes(real_log: Path):
    run = bring_in(real_log)
    assert complaints() == []
    import_undo(import_id=run.id, actor=PROGRAM)
    assert (complaints(), shop()) == ([], NOTHING)


def test_machines_show_the_minutes_of_the_reference(real_log: Path):
    bring_in(real_log, keep_duplicates=True)
    reference = json.loads((real_log.parent / "eventlog_part1_reference.json").read_text())
    expected = reference["summary"]["resources"]
    found = {name: (booked, setup) for name, (booked, setup, _) in minutes_by_machine().items()}
    assert found == {name: (r["busy_min"], r["S_min"]) for name, r in expected.items()}


@pytest.mark.parametrize(
    ("keep", "bookings", "booked", "setup"),
    [(False, 2734, 494_868, 73_177), (True, 2750, 496_091, 73_252)],
)
def test_the_shop_shows_the_figures_of_the_real_log(
    real_log: Path, keep: bool, bookings: int, booked: int, setup: int
):
    bring_in(real_log, keep_duplicates=keep)
    assert shop() == Shop(
        113, 9_656, 6_968, 105, 369, 105, 25, 30_121, bookings, booked, setup, 416_808
    )
    assert len(minutes_by_machine()) == 31


def test_what_an_import_makes(made_up: Lookalike, made_up_file: Path):
    run = bring_in(made_up_file)
    parts = {row[7] for row in made_up.rows}
    resources = {row[2] for row in made_up.rows}
    assert set(Item.objects.values_list("name", flat=True)) == parts
    assert set(Machine.objects.values_list("name", flat=True)) == resources
    assert set(WorkCentre.objects.values_list("name", flat=True)) == resources
    assert Operator.objects.count() == len({row[8] for row in made_up.rows})
    orders = Order.objects.filter(is_history=True)
    assert orders.count() == made_up.cases
    assert WorkOrder.objects.filter(is_output=True).count() == made_up.cases
    assert not WorkOrder.objects.filter(operation=None).exists()
    assert set(orders.values_list("state", flat=True)) == {"done", "in_progress"}
    assert TimeInterval.objects.filter(operator=None).count() == run.bookings
    assert TimeBooking.objects.filter(entry=run.entry).count() == run.bookings
    assert Entry.objects.filter(verb="order.import").count() == made_up.cases


def test_the_output_operation_is_last_even_when_it_was_never_reached(made_up_file: Path):
    bring_in(made_up_file)
    for order in Order.objects.prefetch_related("work_orders"):
        works = list(order.work_orders.all())
        assert [work.is_output for work in works] == [False] * (len(works) - 1) + [True]
        assert works[-1].name == "Packing"


def test_importing_the_same_file_again_changes_nothing(made_up_file: Path):
    bring_in(made_up_file)
    before, shown = facts(), shop()
    again = bring_in(made_up_file)
    assert (again.state, again.bookings) == ("done", ImportedRow.objects.count())
    assert (facts(), shop()) == (before, shown)
    assert {c.code: c.count for c in import_finding_counts(import_id=again.id, actor=PROGRAM)}[
        "known"
    ] == again.bookings


def test_a_log_that_goes_on_adds_only_what_is_new(made_up: Lookalike, tmp_path: Path):
    half = Lookalike(made_up.rows[: len(made_up.rows) // 2], {}, 0)
    bring_in(half.write(tmp_path / "half.csv"))
    bring_in(made_up.write(tmp_path / "whole.csv"))
    assert shop() == expected_shop(made_up.reference(keep_duplicates=False), made_up.cases)
    for order in Order.objects.prefetch_related("work_orders"):
        assert order.work_orders.last().is_output


def test_duplicates_skipped_at_first_can_be_added_later(made_up: Lookalike, made_up_file: Path):
    bring_in(made_up_file)
    bring_in(made_up_file, keep_duplicates=True)
    assert shop() == expected_shop(made_up.reference(keep_duplicates=True), made_up.cases)


def test_undoing_leaves_a_shop_without_figures(made_up_file: Path):
    run = bring_in(made_up_file)
    time, quantities = facts()
    undone = import_undo(import_id=run.id, actor=PROGRAM, reason="wrong file")
    assert undone.state == "undone"
    assert shop() == NOTHING
    assert facts() == (2 * time, 2 * quantities)
    assert not TimeInterval.objects.exists()
    assert not ImportedRow.objects.exists()
    for made in (Item, Machine, WorkCentre, Operator):
        assert not made.objects.filter(archived_at=None).exists()
    assert set(Order.objects.values_list("state", flat=True)) == {"cancelled"}


def test_importing_again_after_undoing_works(made_up: Lookalike, made_up_file: Path):
    import_undo(import_id=bring_in(made_up_file).id, actor=PROGRAM)
    bring_in(made_up_file)
    assert shop() == expected_shop(made_up.reference(keep_duplicates=False), made_up.cases)
    assert not Machine.objects.exclude(archived_at=None).exists()


def test_undoing_leaves_what_another_import_brought(made_up: Lookalike, tmp_path: Path):
    half = Lookalike(made_up.rows[: len(made_up.rows) // 2], {}, 0)
    first = bring_in(half.write(tmp_path / "half.csv"))
    second = bring_in(made_up.write(tmp_path / "whole.csv"))
    import_undo(import_id=first.id, actor=PROGRAM)
    assert shop().bookings == len(set(map(tuple, made_up.rows))) - first.bookings
    busy = set(minutes_by_machine())
    assert set(Machine.objects.filter(archived_at=None).values_list("name", flat=True)) == busy
    import_undo(import_id=second.id, actor=PROGRAM)
    assert shop() == NOTHING
    assert not Item.objects.filter(archived_at=None).exists()
    assert not Machine.objects.filter(archived_at=None).exists()


def test_a_record_that_was_there_before_is_not_archived(made_up_file: Path):
    second = bring_in(made_up_file)
    Machine.objects.filter(name="Saw 1").update(archived_at=None)
    second.masters.filter(kind="machine", record_id=Machine.objects.get(name="Saw 1").id).delete()
    import_undo(import_id=second.id, actor=PROGRAM)
    assert Machine.objects.filter(archived_at=None).get().name == "Saw 1"


class StopAt:
    """A progress that raises after some reports."""

    def __init__(self, reports: int, error: type[Exception]) -> None:
        self.left, self.error = reports, error

    def __call__(self, *, done: int, total: int | None = None, message: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise self.error


@pytest.mark.parametrize(("error", "state"), [(Cancelled, "cancelled"), (MemoryError, "failed")])
@pytest.mark.parametrize("reports", [0, 1])
def test_an_import_that_stops_leaves_nothing(
    made_up_file: Path, error: type[Exception], state: str, reports: int
):
    run = check(upload(made_up_file))
    import_start(import_id=run.id, actor=PROGRAM)
    with pytest.raises(error):
        import_run(import_id=run.id, actor=PROGRAM, progress=StopAt(reports, error))
    run.refresh_from_db()
    assert run.state == state
    assert (facts(), ImportedRow.objects.count(), Machine.objects.count()) == ((0, 0), 0, 0)


def test_a_stopped_import_can_be_checked_and_carried_out(made_up: Lookalike, made_up_file: Path):
    run = check(upload(made_up_file))
    import_start(import_id=run.id, actor=PROGRAM)
    with pytest.raises(Cancelled):
        import_run(import_id=run.id, actor=PROGRAM, progress=StopAt(1, Cancelled))
    check(run)
    import_start(import_id=run.id, actor=PROGRAM)
    import_run(import_id=run.id, actor=PROGRAM)
    assert shop() == expected_shop(made_up.reference(keep_duplicates=False), made_up.cases)


def test_a_job_delivered_twice_imports_once(made_up_file: Path):
    run = bring_in(made_up_file)
    before = facts()
    import_run(import_id=run.id, actor=PROGRAM)
    import_check_perform(import_id=run.id, actor=PROGRAM)
    assert facts() == before


def test_an_import_is_cancelled_while_it_waits_for_a_worker(made_up_file: Path):
    run = check(upload(made_up_file))
    import_start(import_id=run.id, actor=PROGRAM)
    assert import_cancel(import_id=run.id, actor=PROGRAM).state == "cancelled"
    import_run(import_id=run.id, actor=PROGRAM)
    assert facts() == (0, 0)


def write_rows(tmp_path: Path, rows: list[list[str]]) -> Path:
    path = tmp_path / "log.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    return path


def spoil(rows: list[list[str]], row: int, column: str, text: str) -> list[list[str]]:
    rows = [list(each) for each in rows]
    rows[row - 2][HEADER.index(column)] = text
    return rows


def test_an_error_in_one_row_keeps_the_whole_file_out(made_up: Lookalike, tmp_path: Path):
    rows = spoil(made_up.rows, 77, "Complete Timestamp", "2001-01-01 00:00")
    run = check(upload(write_rows(tmp_path, rows)))
    assert (run.state, run.errors) == ("checked", 1)
    found = import_findings(import_id=run.id, actor=PROGRAM, code="end_before_start").get()
    assert (found.row, found.column) == (77, "Complete Timestamp")
    assert finding_of(found).sentence().startswith("Row 77, Complete Timestamp: the end 2001")
    with pytest.raises(GuardFailed, match="1 errors have to be mended"):
        import_start(import_id=run.id, actor=PROGRAM)
    assert facts() == (0, 0)


def test_missing_columns_send_the_import_back(made_up_file: Path):
    run = upload(made_up_file)
    with pytest.raises(ColumnsMissing):
        check(run, columns={"order": "Case ID"})
    run.refresh_from_db()
    assert run.state == "uploaded"
    assert run.problem.startswith("Row 1: no column says Operation")


def test_an_order_of_this_factory_is_never_added_to(made_up_file: Path):
    run = bring_in(made_up_file)
    import_undo(import_id=run.id, actor=PROGRAM)
    Order.objects.filter(number="Case 3").update(is_history=False, state="draft")
    again = check(upload(made_up_file))
    assert [f.found for f in import_findings(import_id=again.id, actor=PROGRAM, code="order_alive")]
    with pytest.raises(GuardFailed):
        import_start(import_id=again.id, actor=PROGRAM)


def test_an_order_of_another_part_is_refused(made_up: Lookalike, tmp_path: Path):
    bring_in(write_rows(tmp_path, made_up.rows))
    rows = [[*r[:7], "Something Else", *r[8:]] for r in made_up.rows if r[0] == "Case 1"]
    run = check(upload(write_rows(tmp_path, rows)))
    assert run.errors == 1


def test_the_preview_says_what_would_be_made(made_up: Lookalike, made_up_file: Path):
    first = check(upload(made_up_file))
    planned = import_planned(import_id=first.id, actor=PROGRAM)
    assert planned.filter(is_new=True).count() == planned.count() > 10
    bring_in(made_up_file)
    second = check(upload(made_up_file))
    assert not import_planned(import_id=second.id, actor=PROGRAM).filter(is_new=True).exists()
    figures = {
        f.name: f.amount for f in import_get(import_id=second.id, actor=PROGRAM).figures.all()
    }
    assert figures["new_bookings"] == second.new_bookings == 0
    assert second.bookings == first.new_bookings > 0
    assert figures["orders"] == made_up.cases


def test_a_mapping_is_remembered_by_name(made_up_file: Path):
    run = import_get(import_id=upload(made_up_file).id, actor=PROGRAM)
    mapping = mapping_of(
        columns={"order": "Case ID", "operation": "Activity"},
        report_types={"X": "run"},
        keep_duplicates=True,
        output_operation="Boxing",
        clock="switching",
        day_first=False,
    )
    kept = mapping_save(name=" Our  log ", mapping=mapping, actor=PROGRAM)
    assert [m.name for m in mappings_all(actor=PROGRAM)] == ["Our log"]
    assert mapping_proposed(run=run, actor=PROGRAM) == mapping
    mapping_save(name="Our log", mapping=mapping_of(columns={"order": "No"}), actor=PROGRAM)
    assert mapping_proposed(run=run, actor=PROGRAM).columns["part"] == "Part Desc."
    mapping_forget(mapping_id=kept.id, actor=PROGRAM)
    assert not mappings_all(actor=PROGRAM)


def of_role(role: str) -> Actor:
    return Actor(user_id=None, label=role, permissions=permissions_of(frozenset({role})))


@pytest.mark.parametrize("role", ["administrator", "production_manager", "planner"])
def test_who_may_import(made_up_file: Path, role: str):
    assert bring_in(made_up_file, of_role(role)).state == "done"


@pytest.mark.parametrize("role", ["process_engineer", "operator", "warehouse", "viewer"])
def test_who_may_not(made_up_file: Path, role: str):
    run = upload(made_up_file)
    actor = of_role(role)
    doors: list[Callable[[], object]] = [
        lambda: upload(made_up_file, actor),
        lambda: check_begin(import_id=run.id, mapping=mapping_of(columns={}), actor=actor),
        lambda: import_cancel(import_id=run.id, actor=actor),
        lambda: import_get(import_id=run.id, actor=actor),
        lambda: mapping_save(name="x", mapping=mapping_of(columns={}), actor=actor),
    ]
    for door in doors:
        with pytest.raises(Forbidden):
            door()
    assert ImportRun.objects.get().state == "uploaded"


def test_verbs_in_wrong_states_are_refused(made_up_file: Path):
    run = upload(made_up_file)
    for verb in (import_start, import_undo):
        with pytest.raises(WrongState):
            verb(import_id=run.id, actor=PROGRAM)
    done = bring_in(made_up_file)
    for verb in (import_start, import_cancel):
        with pytest.raises(WrongState):
            verb(import_id=done.id, actor=PROGRAM)


def test_a_file_goes_in_without_a_worker(made_up: Lookalike, made_up_file: Path):
    run = import_file(path=made_up_file, actor=PROGRAM)
    assert run.state == "done"
    assert shop() == expected_shop(made_up.reference(keep_duplicates=False), made_up.cases)


def test_the_number_of_queries_does_not_grow_with_the_log(tmp_path: Path):
    """Only masters are made one by one; bookings and orders go in by COPY."""
    counts = []
    bring_in(lookalike(seed=3, cases=60).write(tmp_path / "masters.csv"))
    for mark, cases in (("a", 20), ("b", 60)):
        log = lookalike(seed=3, cases=cases)
        for row in log.rows:
            row[0] += mark
        run = check(upload(log.write(tmp_path / "log.csv")))
        import_start(import_id=run.id, actor=PROGRAM)
        with CaptureQueriesContext(connection) as queries:
            import_run(import_id=run.id, actor=PROGRAM)
        counts.append(len(queries))
    assert counts[0] == counts[1] < 70
