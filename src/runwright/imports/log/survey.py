"""A log as a whole: its orders and masters, what is odd across rows, and its figures."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from runwright.imports.log.columns import Booking, Field, LogMapping, plain
from runwright.imports.log.findings import Finding
from runwright.imports.log.rows import LogRow, Report

_NOTHING = Decimal(0)


@dataclass(slots=True)
class OperationSketch:
    """What an order did at one operation. ``start`` in seconds; ``row`` is its first row."""

    name: str
    resource: str
    row: int
    start: int
    end: int
    completed: Decimal = _NOTHING
    rejected: Decimal = _NOTHING
    held: Decimal = _NOTHING
    reports: int = 0


@dataclass(slots=True)
class OrderSketch:
    """One order of the log: its part, ordered quantity, span and operations."""

    name: str
    row: int
    part: str
    quantity: Decimal
    start: int
    end: int
    operations: dict[str, OperationSketch] = field(default_factory=dict)
    trail: "array[int]" = field(default_factory=lambda: array("q"))

    def in_order(self, output: str) -> list[OperationSketch]:
        """Operations by their first start; the ``output`` operation always comes last."""
        return sorted(
            self.operations.values(), key=lambda op: (op.name == output, op.start, op.row)
        )


@dataclass(slots=True)
class ResourceSketch:
    """A machine or station: its bookings as flat (start, end, row) triples of seconds."""

    name: str
    row: int
    bookings: "array[int]" = field(default_factory=lambda: array("q"))
    booked: int = 0
    setup: int = 0

    def in_time(self) -> list[tuple[int, int, int]]:
        flat = iter(self.bookings)
        return sorted(zip(flat, flat, flat, strict=True))

    def merged(self) -> int:
        """Busy seconds with overlapping bookings merged."""
        busy, reached = 0, 0
        for start, end, _ in self.in_time():
            busy += max(0, end - max(start, reached))
            reached = max(reached, end)
        return busy


@dataclass(frozen=True)
class Figures:
    """What the log amounts to; minutes are whole, quantities exact."""

    orders: int
    bookings: int
    ordered: Decimal
    output: Decimal
    output_orders: int
    rejected: Decimal
    held: Decimal
    rework: int
    booked_minutes: int
    setup_minutes: int
    busy_minutes: int
    median_minutes: Decimal


class Survey:
    """Takes the bookings of a log one by one; knows everything that needs more than one row."""

    def __init__(self, mapping: LogMapping, report: Report) -> None:
        self.orders: dict[str, OrderSketch] = {}
        self.resources: dict[str, ResourceSketch] = {}
        self.parts: dict[str, int] = {}
        self.workers: dict[str, int] = {}
        self.operations: dict[str, str] = {}
        self.bookings = self.rework = 0
        self._mapping, self._report = mapping, report
        self._spellings: dict[tuple[Field, str], str] = {}
        self._moved: set[tuple[str, str]] = set()

    @property
    def output(self) -> str:
        """The operation whose good pieces are the order's output."""
        return self._mapping.output_operation

    def output_resource(self) -> str:
        """Where the output operation is carried out; empty when no order reaches it."""
        return self.operations.get(self.output, "")

    def add(self, row: LogRow) -> None:
        """Take one booking."""
        self.bookings += 1
        self.rework += row.rework
        self._add_masters(row)
        order = self._order_of(row)
        self._add_operation(order, row)
        self._add_booking(row)

    def finish(self) -> None:
        """Report what only the whole log shows: orders in their order, then overlaps."""
        for order in self.orders.values():
            for finding in order_findings(order, self.output):
                self._report(finding)
        for resource in self.resources.values():
            for finding in overlaps(resource):
                self._report(finding)

    def forget_bookings(self) -> None:
        """Give back the memory that only findings and figures needed."""
        for order in self.orders.values():
            del order.trail[:]
        for resource in self.resources.values():
            del resource.bookings[:]

    def figures(self) -> Figures:
        """The figures of the bookings taken so far."""
        orders, resources = self.orders.values(), self.resources.values()
        outputs = [o.operations.get(self.output) for o in orders]
        packed = [op.completed for op in outputs if op and op.completed]
        steps = [op for order in orders for op in order.operations.values()]
        through = [Decimal(order.end - order.start) / 60 for order in orders]
        return Figures(
            orders=len(orders),
            bookings=self.bookings,
            ordered=sum((order.quantity for order in orders), _NOTHING),
            output=sum(packed, _NOTHING),
            output_orders=len(packed),
            rejected=sum((op.rejected for op in steps), _NOTHING),
            held=sum((op.held for op in steps), _NOTHING),
            rework=self.rework,
            booked_minutes=sum(r.booked for r in resources) // 60,
            setup_minutes=sum(r.setup for r in resources) // 60,
            busy_minutes=sum(r.merged() for r in resources) // 60,
            median_minutes=median(through) if through else _NOTHING,
        )

    def _add_masters(self, row: LogRow) -> None:
        if row.part not in self.parts:
            self._note_name(self.parts, Field.PART, row.part, row.row)
        if row.worker and row.worker not in self.workers:
            self._note_name(self.workers, Field.WORKER, row.worker, row.row)
        usual = self.operations.setdefault(row.operation, row.resource)
        if usual != row.resource and (row.operation, row.resource) not in self._moved:
            self._moved.add((row.operation, row.resource))
            self._report(Finding("several_resources", row.row, "", row.operation, row.resource))

    def _note_name(self, known: dict[str, int], kind: Field, name: str, row: int) -> None:
        known[name] = row
        self._check_spelling(kind, name, row)

    def _check_spelling(self, kind: Field, name: str, row: int) -> None:
        first = self._spellings.setdefault((kind, plain(name)), name)
        if first != name:
            column = self._mapping.columns.get(kind, "")
            self._report(Finding("case_twin", row, column, name, first))

    def _order_of(self, row: LogRow) -> OrderSketch:
        order = self.orders.get(row.order)
        if order is None:
            order = OrderSketch(row.order, row.row, row.part, row.quantity, row.start, row.end)
            self.orders[row.order] = order
            self._check_spelling(Field.ORDER, row.order, row.row)
        elif order.part != row.part or order.quantity != row.quantity:
            self._say_change(order, row)
        order.start, order.end = min(order.start, row.start), max(order.end, row.end)
        return order

    def _say_change(self, order: OrderSketch, row: LogRow) -> None:
        columns = self._mapping.columns
        if order.part != row.part:
            where = columns.get(Field.PART, "")
            self._report(Finding("part_changes", row.row, where, row.part, order.part))
        if order.quantity != row.quantity:
            where, was = columns.get(Field.QUANTITY, ""), str(order.quantity)
            self._report(Finding("quantity_changes", row.row, where, str(row.quantity), was))

    def _add_operation(self, order: OrderSketch, row: LogRow) -> None:
        step = order.operations.get(row.operation)
        if step is None:
            step = OperationSketch(row.operation, row.resource, row.row, row.start, row.end)
            order.operations[row.operation] = step
        step.start, step.end = min(step.start, row.start), max(step.end, row.end)
        step.completed += row.completed
        step.rejected += row.rejected
        step.held += row.held
        step.reports += bool(row.completed or row.rejected or row.held)
        order.trail.extend((row.start, row.row, step.row))

    def _add_booking(self, row: LogRow) -> None:
        resource = self.resources.get(row.resource)
        if resource is None:
            resource = self.resources[row.resource] = ResourceSketch(row.resource, row.row)
            self._check_spelling(Field.RESOURCE, row.resource, row.row)
        resource.bookings.extend((row.start, row.end, row.row))
        resource.booked += row.end - row.start
        if row.kind is Booking.SETUP:
            resource.setup += row.end - row.start


def order_findings(order: OrderSketch, output: str) -> Iterator[Finding]:
    """What is odd about one order as a whole."""
    steps = order.in_order(output)
    yield from _exceeding(order, sorted(steps, key=lambda op: (op.start, op.row)))
    yield from _returns(order)
    for step in steps:
        if step.reports > 1:
            yield Finding("partial_quantity", step.row, "", order.name, step.name)
    if output and output not in order.operations:
        yield Finding("output_not_reached", order.row, "", order.name, output)
    elif output and not order.operations[output].completed:
        yield Finding("output_empty", order.operations[output].row, "", order.name, output)


def _exceeding(order: OrderSketch, steps: Iterable[OperationSketch]) -> Iterator[Finding]:
    """The first operation that completed more than the one before it, if any.

    Operations that completed nothing at all (only set up, only inspected) are passed over.
    """
    before: Decimal | None = None
    for step in steps:
        if before is not None and step.completed > before:
            yield Finding("later_exceeds_earlier", step.row, "", order.name, step.name)
            return
        before = step.completed or before


def _returns(order: OrderSketch) -> Iterator[Finding]:
    """Operations that the order came back to after working on another one."""
    names = {step.row: step.name for step in order.operations.values()}
    flat = iter(order.trail)
    left: set[int] = set()
    told: set[int] = set()
    at = 0
    for _, row, step in sorted(zip(flat, flat, flat, strict=True)):
        if step in left and step != at and step not in told:
            told.add(step)
            yield Finding("repeated_operation", row, "", order.name, names[step])
        if step != at:
            left.add(at)
            at = step


def overlaps(resource: ResourceSketch) -> Iterator[Finding]:
    """Bookings that begin while another one of the same resource is not over yet."""
    reached, holder = 0, 0
    for start, end, row in resource.in_time():
        if start < reached and end > start:
            yield Finding("overlap", row, "", resource.name, str(holder))
        if end > reached:
            reached, holder = end, row
