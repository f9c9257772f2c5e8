"""Playing the story: every event through the service that a person would have used."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from runwright.demo.floor import Floor
from runwright.demo.mill import Mill
from runwright.demo.moments import Piece
from runwright.demo.orders import (
    ADJUSTMENTS,
    RECEIPTS,
    REVISED_AT,
    STOPS,
    TRANSFERS,
    TRIED_AT,
    WISHES,
    Stop,
)
from runwright.demo.recipes import glove, sock, with_less
from runwright.demo.stores import Keeper
from runwright.demo.story import END, End, Event, Release, Stretch, Verdict, Yield, steps_of, story
from runwright.demo.trade import Trader
from runwright.engineering.services import bom_validate
from runwright.floor.services import downtime_end, downtime_start
from runwright.journal import clock
from runwright.kernel.errors import GuardFailed
from runwright.people.actor import Actor
from runwright.production.models import Order
from runwright.production.selectors import order_get
from runwright.production.services import (
    OrderDraft,
    ReportDraft,
    held_decide,
    material_issue,
    order_cancel,
    order_confirm,
    order_create,
    order_finish,
    order_plan,
    report_reverse,
    time_reverse,
    timer_start,
    timer_stop,
    times_book,
    work_assign,
    work_report,
)
from runwright.production.services.bookings import Worked
from runwright.production.services.timers import Worker

LIVE_FROM = END - 600
"""What ended before was booked as a whole; what came later was kept by timers."""

ASSIGNED_FROM = 27
"""The planner has assigned people to the orders from this one on, but for every third."""

SOFTENER_A_PAIR = Decimal("0.01")

Deed = Callable[[], None]


class History:
    """Tells the story to the services, event by event, with the clock set to each."""

    def __init__(self, mill: Mill) -> None:
        self.mill = mill
        self.trader = Trader(mill)
        self.orders: dict[int, int] = {}
        self.works: dict[tuple[int, int], int] = {}
        self.softener: dict[int, int] = {}

    def play(self) -> None:
        """All that happened, in order of time."""
        with clock.stopped_at(self.mill.moments.instant(0)):
            self.trader.found()
        for minute, deed in sorted(self._deeds(), key=lambda told: told[0]):
            with clock.stopped_at(self.mill.moments.instant(minute)):
                deed()

    def _deeds(self) -> list[tuple[int, Deed]]:
        keeper = Keeper(self.mill)
        return [
            *self.trader.deeds(),
            *Floor(self.mill).deeds(),
            *((row[0] * 60, partial(keeper.receive, row)) for row in RECEIPTS),
            *((row[0] * 60, partial(keeper.carry, row)) for row in TRANSFERS),
            *((row[0] * 60, partial(keeper.adjust, row)) for row in ADJUSTMENTS),
            *((row[0], partial(self._stop, row)) for row in STOPS),
            (REVISED_AT * 60, self._revise),
            (TRIED_AT * 60, self._try),
            *((minute, self._deed(minute, event)) for minute, event in story()),
        ]

    def _deed(self, minute: int, event: Event) -> Deed:
        match event:
            case Release():
                return partial(self._release, event.order)
            case Stretch():
                return partial(self._work, event)
            case Yield():
                return partial(self._report, minute, event)
            case Verdict():
                return partial(self._judge, event)
            case End():
                return partial(self._end, event.order)

    # Orders

    def _release(self, number: int) -> None:
        wish, planner = WISHES[number], self.mill.clerk("ioana")
        draft = OrderDraft(
            item_id=self.mill.items[wish.item].id,
            quantity=Decimal(wish.quantity),
            deadline=self.mill.moments.instant((wish.hour + wish.due) * 60),
            priority=wish.priority,
            note="" if wish.fate == "cancelled" else wish.note,
        )
        order = order_create(draft=draft, actor=planner)
        self.orders[number] = order.id
        if wish.fate != "draft":
            order_confirm(order_id=order.id, actor=planner)
        if wish.fate not in {"draft", "confirmed"}:
            self._plan(number, order)

    def _plan(self, number: int, order: Order) -> None:
        manager = self.mill.clerk("mihai")
        try:
            order_plan(order_id=order.id, actor=manager)
        except GuardFailed:
            reason = "Begin with what there is; the rest is on its way"
            order_plan(order_id=order.id, override=reason, actor=manager)
        planned = order_get(order_id=order.id, actor=manager)
        for step, work in enumerate(planned.work_orders.all()):
            self.works[number, step] = work.id
            if number >= ASSIGNED_FROM and number % 3:
                self._assign(number, step)
        for line in planned.materials.all():
            if line.mode == "manual":
                self.softener[number] = line.id

    def _assign(self, number: int, step: int) -> None:
        centre = steps_of(WISHES[number])[step][1]
        people = {self.mill.crew.at(centre, shift, number).id for shift in ("I", "II")}
        work_assign(
            work_order_ids=[self.works[number, step]],
            operator_ids=people,
            actor=self.mill.clerk("ioana"),
        )

    def _end(self, number: int) -> None:
        wish = WISHES[number]
        if wish.fate == "cancelled":
            order_cancel(
                order_id=self.orders[number], reason=wish.note, actor=self.mill.clerk("mihai")
            )
        else:
            order_finish(order_id=self.orders[number], actor=self.mill.clerk("ioana"))

    # Time

    def _work(self, event: Stretch) -> None:
        setup = self.mill.moments.between(event.start, min(event.ready, END))
        rest = self.mill.moments.between(event.ready, min(event.end, END))
        pieces = [*(("setup", piece) for piece in setup), *((event.kind, piece) for piece in rest)]
        if event.end <= LIVE_FROM:
            self._book(event, [self._worked(event, kind, piece) for kind, piece in pieces])
            return
        for kind, piece in pieces:
            is_running = event.end > END and piece == pieces[-1][1]
            self._time(event, kind, piece, is_running=is_running)

    def _worked(self, event: Stretch, kind: str, piece: Piece) -> Worked:
        return Worked(self._worker(event, piece), piece.start, piece.end, kind)

    def _book(self, event: Stretch, worked: list[Worked]) -> None:
        """Enter the sheet that was kept at the machine; a wrong one is taken back first."""
        work_order_id = self.works[event.order, event.step]
        actor = self._actor(event.machine, self.mill.moments.shift(event.end))
        if event.is_wrong:
            early = timedelta(hours=1)
            first = worked[0]
            wrong = replace(
                first, started_at=first.started_at - early, ended_at=first.ended_at - early
            )
            booked = times_book(work_order_id=work_order_id, worked=[wrong], actor=actor)
            reason = "Booked an hour too early"
            time_reverse(source_id=booked[0].id, reason=reason, actor=self.mill.clerk("mihai"))
        times_book(work_order_id=work_order_id, worked=worked, actor=actor)

    def _time(self, event: Stretch, kind: str, piece: Piece, *, is_running: bool) -> None:
        actor = self._actor(event.machine, piece.shift)
        with clock.stopped_at(piece.start):
            timer = timer_start(
                work_order_id=self.works[event.order, event.step],
                worker=self._worker(event, piece),
                kind=kind,
                actor=actor,
            )
        if not is_running:
            with clock.stopped_at(piece.end):
                timer_stop(start_id=timer.id, actor=actor)

    def _worker(self, event: Stretch, piece: Piece) -> Worker:
        operator = self.mill.operator(event.machine, piece.shift)
        machine = self.mill.plant.machines[event.machine]
        return Worker(operator_id=operator.id, machine_id=machine.id)

    def _actor(self, machine: str, shift: str) -> Actor:
        return self.mill.crew.acting(self.mill.operator(machine, shift))

    def _stop(self, row: Stop) -> None:
        minute, lasted, machine, reason, note = row
        operator = self.mill.operator(machine, self.mill.moments.shift(minute))
        actor = self.mill.crew.acting(operator)
        downtime = downtime_start(
            machine_id=self.mill.plant.machines[machine].id,
            reason_id=self.mill.plant.stops[reason].id,
            note=note,
            actor=actor,
        )
        if lasted:
            with clock.stopped_at(self.mill.moments.instant(minute + lasted)):
                downtime_end(downtime_id=downtime.id, actor=actor)

    # Quantities

    def _report(self, minute: int, event: Yield) -> None:
        at = self.mill.moments.instant(minute)
        if event.is_wrong:
            wrong = self._post(minute, event, firsts=event.firsts // 2)
            with clock.stopped_at(at + timedelta(minutes=2)):
                self._take_back(wrong)
        with clock.stopped_at(at + timedelta(minutes=3) if event.is_wrong else at):
            self._post(minute, event, firsts=event.firsts)

    def _post(self, minute: int, event: Yield, *, firsts: int) -> UUID:
        operator = self.mill.operator(event.machine, self.mill.moments.shift(minute))
        fault = self.mill.plant.faults.get(event.reason)
        draft = ReportDraft(
            firsts=Decimal(firsts),
            seconds=Decimal(event.seconds),
            waste=Decimal(event.waste),
            held=Decimal(event.held),
            operator_id=operator.id,
            machine_id=self.mill.plant.machines[event.machine].id,
            scrap_reason_id=fault.id if fault else None,
            caused_by_id=self.works[event.order, 0] if event.seconds else None,
            is_rework=event.is_rework,
        )
        actor = self.mill.crew.acting(operator)
        work_order_id = self.works[event.order, event.step]
        self._soften(event)
        return work_report(work_order_id=work_order_id, draft=draft, actor=actor).id

    def _take_back(self, report_id: UUID) -> None:
        reason = "Counted the cage twice over: only half was there"
        report_reverse(report_id=report_id, reason=reason, actor=self.mill.clerk("mihai"))

    def _soften(self, event: Yield) -> None:
        """The softener is measured out at the drum and issued by hand."""
        if event.machine == "DY-1" and event.order in self.softener:
            pairs = event.firsts + event.seconds + event.waste
            actor = self.mill.clerk("mihai")
            material_issue(
                line_id=self.softener[event.order], quantity=pairs * SOFTENER_A_PAIR, actor=actor
            )

    def _judge(self, event: Verdict) -> None:
        held_decide(
            work_order_id=self.works[event.order, event.step],
            outcome=event.outcome,
            quantity=Decimal(event.quantity),
            reason="Looked at over the form",
            scrap_reason_id=self.mill.plant.faults["SHADE"].id
            if event.outcome == "scrap"
            else None,
            actor=self.mill.clerk("mihai"),
        )

    # Recipes

    def _revise(self) -> None:
        """Less linking thread on the sock that sells best."""
        lines = with_less(sock("BLK", "39"), item="THR-LINK", quantity="7")
        bill = self.mill.kitchen.bill(("SOCK-BLK-39", "SOCK", 10, lines))
        bom_validate(bom_id=bill.id, actor=self.mill.kitchen.actor)

    def _try(self) -> None:
        """A lighter dye bath, drafted and not yet validated."""
        lines = with_less(glove("RED", "M"), item="DYE-RED", quantity="120")
        self.mill.kitchen.bill(("GLOVE-RED-M", "GLOVE", 10, lines))
