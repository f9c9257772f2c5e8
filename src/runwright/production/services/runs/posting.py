"""One scan being posted: what it confirms, where the pieces go, and all that follows from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.rows import (
    fresh,
    joined,
    rows_insert,
    rows_update,
    writes_together,
)
from runwright.journal.services import Edit, entry_record
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor
from runwright.production.models import (
    Batch,
    BatchLink,
    Gain,
    LinkGrade,
    MaterialLine,
    Order,
    QuantityReport,
    Scan,
    WorkOrder,
)
from runwright.production.reach import Leg
from runwright.production.services.draws import lines_issue, materials_draw
from runwright.production.services.orders import order_enter
from runwright.production.services.runs.codes import batch_subject, label_code, serials_draw
from runwright.production.services.runs.states import run_refresh
from runwright.production.services.runs.stocking import batches_receive
from runwright.production.services.runs.yields import NO_BLAME, Blame, Yield, order_add, work_add
from runwright.production.services.work import StepRow, order_steps, states_settle
from runwright.production.states import ORDER_LIFE, Situation
from runwright.stock.models import Lot


@dataclass(frozen=True)
class Taking:
    """Goods that a scan takes for a material line: of the lots under a scanned label, or without
    one from what the order has claimed (base unit)."""

    line: MaterialLine
    quantity: Decimal
    lots: Sequence[Lot] = ()
    batch: Batch | None = None


@dataclass
class Posting:
    """Collects what a scan does to an order's batches, and writes it in one go.

    The order is locked. ``scan`` names kind, station and people; its batch is set by ``post``.
    ``serials`` are fresh numbers for batches, as far as they were drawn before. ``run_goes_on``:
    the run is in progress, whatever other scans do at the same time.
    """

    order: Order
    scan: Scan
    actor: Actor
    at: datetime = field(default_factory=now)
    fresh: list[Batch] = field(default_factory=list)
    changed: list[Batch] = field(default_factory=list)
    links: list[BatchLink] = field(default_factory=list)
    reports: list[QuantityReport] = field(default_factory=list)
    gains: list[Gain] = field(default_factory=list)
    finished: list[Batch] = field(default_factory=list)
    takings: list[Taking] = field(default_factory=list)
    steps: list[StepRow] = field(default_factory=list)
    serials: list[int] = field(default_factory=list)
    run_goes_on: bool = False

    def __post_init__(self) -> None:
        self.steps = self.steps or order_steps(self.order)
        self.rows = {row.work.sequence: row for row in self.steps}
        self.scan.at = self.at

    @property
    def legs(self) -> list[Leg]:
        """The operations as a batch meets them."""
        return legs_of(self.steps)

    def born(
        self, *, like: Batch, firsts: Decimal, seconds: Decimal, passed: Sequence[int]
    ) -> Batch:
        """A batch that comes out of the scan: beyond what the one it is ``like`` has passed, these
        operations are confirmed, and it stands at the last."""
        serial = self.serials.pop() if self.serials else serials_draw(1)[0]
        batch = fresh(
            Batch,
            id=serial,
            code=label_code(serial),
            run_id=like.run_id,
            order=self.order,
            firsts=firsts,
            seconds=seconds,
            gained=Decimal(),
            taken=Decimal(),
            state="scanned",
            created_at=self.at,
        )
        self._mark(batch, like.confirmed | set(passed), passed[-1])
        self.fresh.append(batch)
        return batch

    def stand(self, batch: Batch, sequence: int, along: Sequence[int]) -> None:
        """A batch that goes on itself: it has passed these operations now."""
        batch.state = "scanned"
        self._mark(batch, batch.confirmed | set(along), sequence)
        self.touch(batch)

    def _mark(self, batch: Batch, before: Iterable[int], sequence: int) -> None:
        batch.passed = " ".join(map(str, sorted({*before, sequence})))
        work = self.rows[sequence].work
        batch.stands_at_id = work.id
        joined(batch, stands_at=work)
        batch.station_id = self.scan.station_id
        batch.first_scan_at = batch.first_scan_at or self.at
        batch.last_scan_at = self.at
        if work.is_output:
            self.finished.append(batch)

    def confirm(
        self,
        batch: Batch,
        made: Yield,
        *,
        sequence: int,
        along: Sequence[int] = (),
        gain: Decimal = Decimal(),
        blame: Blame = NO_BLAME,
    ) -> None:
        """Report what came off the operation, and before it all pieces at those without a station
        that are confirmed along."""
        came = made.total - gain
        whole = Yield(came - made.from_seconds, made.from_seconds, from_seconds=made.from_seconds)
        for earlier in along:
            self._report(batch, self.rows[earlier], whole)
        report = self._report(batch, self.rows[sequence], made, blame)
        if gain:
            self.gains.append(
                fresh(Gain, work_order=report.work_order, report=report, quantity=gain)
            )
            report.work_order.gained += gain
            batch.gained += gain

    def _report(
        self, batch: Batch, row: StepRow, made: Yield, blame: Blame = NO_BLAME
    ) -> QuantityReport:
        report = fresh(
            QuantityReport,
            work_order=row.work,
            operator_id=self.scan.operator_id,
            machine_id=self.scan.machine_id,
            at=self.at,
            firsts=made.firsts,
            seconds=made.seconds,
            waste=made.waste,
            from_seconds=made.from_seconds,
            batch=batch,
            scrap_reason_id=blame.scrap_reason_id,
            caused_by_id=blame.caused_by_id,
        )
        self.reports.append(report)
        work_add(row.work, made, self.at)
        order_add(self.order, row.work, made, self.at)
        return report

    def lead(self, source: Batch, result: Batch | None, grade: str, quantity: Decimal) -> None:
        """Pieces leave a batch, into another or lost; one that is empty is consumed."""
        if not quantity:
            return
        self.links.append(
            fresh(
                BatchLink,
                source=source,
                result=result,
                grade=LinkGrade(grade),
                quantity=quantity,
            )
        )
        source.taken += quantity
        self.touch(source)

    def close(self, batch: Batch, ending: str, reason: str = "") -> None:
        """Nothing more is scanned of a batch."""
        batch.state, batch.ending, batch.ending_reason = "closed", ending, reason[:200]
        batch.closed_at = batch.last_scan_at = self.at
        self.touch(batch)

    def touch(self, batch: Batch) -> None:
        """Remember to write a batch once more, if it was written before."""
        if not batch._state.adding and batch not in self.changed:
            self.changed.append(batch)

    def post(self, batch: Batch, *, edits: Sequence[Edit] = (), reason: str = "") -> Scan:
        """Write everything; ``batch`` is the one the scan is told of."""
        with writes_together():
            self._write(batch, edits, reason)
            if not self.run_goes_on and (self.scan.kind == "init" or self.takings):
                run_refresh(run_id=batch.run_id, actor=self.actor)
        return self.scan

    def _write(self, batch: Batch, edits: Sequence[Edit], reason: str) -> None:
        entry = entry_record(
            actor=self.actor,
            verb=f"batch.{self.scan.kind}",
            subject=batch_subject(batch),
            edits=[*edits],
            reason=reason,
        )
        self.scan.entry, self.scan.batch = entry, batch
        # Goods first: what is asked of the stock then concerns nothing that is held back.
        self._draw(entry)
        batches_receive(order=self.order, batches=self.finished, entry=entry)
        for one in self.finished:
            self.close(one, "finished")
        rows_update(Batch, self.changed, BATCH_FIELDS)
        rows_insert(Batch, self.fresh)
        rows_insert(Scan, [self.scan])
        self._write_facts(entry)
        self._settle()

    def _write_facts(self, entry: Entry) -> None:
        for link in self.links:
            link.entry_id, link.scan_id = entry.id, self.scan.id
        for report in self.reports:
            report.entry_id, report.scan_id = entry.id, self.scan.id
        for gain in self.gains:
            gain.entry_id = entry.id
        rows_insert(BatchLink, self.links)
        rows_insert(QuantityReport, self.reports)
        rows_insert(Gain, self.gains)

    def _settle(self) -> None:
        """Sums and states of the operations and the order follow what was reported."""
        touched = [report.work_order for report in self.reports]
        works = dict.fromkeys([*touched, *states_settle(self.steps)])
        rows_update(WorkOrder, works, WORK_FIELDS)
        rows_update(Order, [self.order], ORDER_FIELDS)
        if self.order.state == "planned" and self.reports:
            order_begin(self.order, self.actor)

    def _take(self, entry: Entry) -> None:
        """Issue what was scanned to its lines, so that it is not drawn once more."""
        reports = {report.work_order.operation_id: report for report in self.reports}
        for taking in self.takings:
            report = reports[taking.line.operation_id]
            lines_issue([(taking.line, taking.quantity)], entry, report, lots=taking.lots)
        lines = dict.fromkeys(taking.line for taking in self.takings)
        rows_update(MaterialLine, lines, ["consumed", "owed"])

    def _draw(self, entry: Entry) -> None:
        self._take(entry)
        for report in self.reports:
            row = self.rows[report.work_order.sequence]
            if row.draws and self.scan.kind not in ("close", "rehome"):
                materials_draw(work_order=row.work, entry=entry, report=report, step=row)


BATCH_FIELDS = (
    "gained", "taken", "state", "ending", "ending_reason", "passed", "stands_at", "station", "lot",
    "first_scan_at", "last_scan_at", "closed_at",
)  # fmt: skip
_SUMS = ("firsts", "seconds", "waste", "first_activity_at", "last_activity_at")
WORK_FIELDS = (*_SUMS, "from_seconds", "gained", "released", "state", "state_since")
ORDER_FIELDS = (*_SUMS, "batched")


def legs_of(steps: Sequence[StepRow]) -> list[Leg]:
    """The operations of an order as a batch meets them."""
    numbers = [row.work.sequence for row in steps]
    return [
        Leg(row.work.sequence, tuple(numbers[place] for place in row.before), row.stations)
        for row in steps
    ]


def order_begin(order: Order, actor: Actor) -> None:
    """The first fact on the floor starts an order that is planned."""
    situation = Situation(number=order.number, state=order.state)
    step = ORDER_LIFE.step(situation, state=order.state, verb="start", label=order.number)
    order_enter(order=order, verb="start", state=step.target, actor=actor)


def scan_of(
    kind: str,
    order: Order,
    *,
    id: UUID | None = None,
    station_id: int | None = None,
    operator_id: int | None = None,
    machine_id: int | None = None,
) -> Scan:
    """A scan (unsaved) of an order."""
    return fresh(
        Scan,
        id=id or uuid7(),
        kind=kind,
        order=order,
        station_id=station_id,
        operator_id=operator_id,
        machine_id=machine_id,
    )
