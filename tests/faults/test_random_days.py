"""Random days in a mill: whatever people press, the books are right after every step."""

from collections.abc import Callable
from random import Random

import pytest

from runwright.kernel.errors import Refusal
from runwright.production.models import (
    MaterialLine,
    Order,
    QuantityReport,
    ReviewDecision,
    TimerStart,
    WorkOrder,
)
from runwright.production.services import (
    decision_reverse,
    held_decide,
    material_issue,
    material_return,
    order_cancel,
    order_confirm,
    order_edit,
    order_finish,
    order_plan,
    order_reopen,
    order_unplan,
    owed_issue,
    report_reverse,
    time_reverse,
    timer_start,
    timer_stop,
    work_finish_short,
)
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from runwright.stock.models import Claim, Move
from tests.stories.plant import D, sock_mill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Day:
    """Somebody who presses anything, on three orders that compete for the same yarn."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.plant = sock_mill()
        self.plant.stocked(yarn=D(20), boxes=D(6))
        self.orders = [self.plant.order("SOCK", D(24), priority=n) for n in (3, 2, 1)]
        self.actor = self.plant.actor

    def order(self) -> Order:
        return Order.objects.get(id=self.chance.choice(self.orders).id)

    def work(self) -> WorkOrder:
        rows = WorkOrder.objects.filter(order=self.order()).exclude(state="cancelled")
        return self.any_of(rows)

    def any_of(self, rows):
        found = list(rows.order_by("pk"))
        if not found:
            raise Refusal
        return self.chance.choice(found)

    def pieces(self, most: int = 12) -> D:
        return D(self.chance.randint(1, most))

    def step(self) -> Callable[[], object]:
        """The next thing pressed; what goes forward is pressed more often."""
        forward = [self.forward] * 3 + [self.report] * 6 + [self.goods_come]
        sideways = [self.decide, self.short, self.timers, self.hands, self.owed, self.hurry]
        back = [self.back, self.undo_report, self.undo_decision, self.undo_time, self.cancel]
        return self.chance.choice(forward * 2 + sideways * 2 + back)

    def forward(self) -> None:
        order = self.order()
        step = {"draft": order_confirm, "confirmed": order_plan}.get(order.state, order_finish)
        more = {"override": "told to"} if step is order_plan else {}
        step(order_id=order.id, actor=self.actor, **more)

    def back(self) -> None:
        order = self.order()
        step = order_unplan if order.state == "planned" else order_reopen
        step(order_id=order.id, actor=self.actor)

    def cancel(self) -> None:
        if self.chance.random() < 0.2:
            order_cancel(order_id=self.order().id, reason="no", actor=self.actor)

    def report(self) -> None:
        grade = self.chance.choice(["firsts"] * 4 + ["seconds", "waste", "held"])
        work = self.work()
        self.plant.report(
            work.order, work.name, is_rework=self.chance.random() < 0.1, **{grade: self.pieces()}
        )

    def undo_report(self) -> None:
        fact = self.any_of(QuantityReport.objects.filter(reverses=None))
        report_reverse(report_id=fact.id, reason="miscounted", actor=self.actor)

    def decide(self) -> None:
        work = self.any_of(WorkOrder.objects.filter(held__gt=0))
        outcome = self.chance.choice(["release", "downgrade", "rework", "scrap"])
        quantity = min(self.pieces(), work.held)
        held_decide(work_order_id=work.id, outcome=outcome, quantity=quantity, actor=self.actor)

    def undo_decision(self) -> None:
        fact = self.any_of(ReviewDecision.objects.filter(reverses=None))
        decision_reverse(decision_id=fact.id, reason="wrong", actor=self.actor)

    def short(self) -> None:
        if self.chance.random() < 0.3:
            work_finish_short(work_order_id=self.work().id, reason="enough", actor=self.actor)

    def timers(self) -> None:
        ana = self.plant.operators[self.chance.choice(["ana", "ion"])]
        if self.chance.random() < 0.5:
            worker = Worker(ana.id, self.chance.choice([None, self.plant.machines["KNIT-1"].id]))
            timer_start(work_order_id=self.work().id, worker=worker, actor=self.actor)
        else:
            start = self.any_of(TimerStart.objects.filter(stops=None))
            leave = self.chance.random() < 0.3
            timer_stop(start_id=start.id, leave_machine=leave, actor=self.actor)

    def undo_time(self) -> None:
        start = self.any_of(TimerStart.objects.filter(reverses=None))
        time_reverse(source_id=start.id, reason="wrong order", actor=self.actor)

    def hands(self) -> None:
        line = self.any_of(MaterialLine.objects.all())
        if self.chance.random() < 0.5:
            material_issue(line_id=line.id, quantity=self.pieces(4), actor=self.actor)
        else:
            material_return(
                line_id=line.id, quantity=self.pieces(4), reason="wrong", actor=self.actor
            )

    def owed(self) -> None:
        owed_issue(order_id=self.order().id, actor=self.actor)

    def hurry(self) -> None:
        order_edit(order_id=self.order().id, priority=self.chance.randint(1, 9), actor=self.actor)

    def goods_come(self) -> None:
        self.plant.receive("YARN", self.pieces(), lot_number=f"L{Move.objects.count()}")
        self.plant.receive("BOX", self.pieces(4))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_day_leaves_the_books_right_after_every_step(seed: int) -> None:
    day, done = Day(seed), []
    for _ in range(60):
        press = day.step()
        try:
            press()
        except Refusal:
            continue
        done.append(press.__name__)
        assert [str(complaint) for complaint in examine()] == [], done
    assert len(set(done)) > 6, done
    give_everything_up(day)


def give_everything_up(day: Day) -> None:
    """After all timers are stopped and all orders given up, nobody holds anything back."""
    for start in TimerStart.objects.all():
        try:
            timer_stop(start_id=start.id, actor=day.actor)
        except Refusal:
            continue
    for order in day.orders:
        try:
            order_cancel(order_id=order.id, reason="the end", actor=day.actor)
        except Refusal:
            continue
    closed = set(Order.objects.values_list("state", flat=True))
    assert closed <= {"done", "cancelled"}
    assert not Claim.objects.exists()
    assert [str(complaint) for complaint in examine()] == []
