"""Random days in a mill: whatever people press, the books are right after every step."""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from runwright.kernel.errors import Refusal
from runwright.production.models import (
    MaterialLine,
    Order,
    OutputReceipt,
    QuantityReport,
    ReviewDecision,
    TimerStart,
    WorkOrder,
)
from runwright.production.services import (
    ComponentDraft,
    Extras,
    Pieces,
    ReportDraft,
    StepDraft,
    component_add,
    component_change,
    component_remove,
    component_substitute,
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
    order_split,
    order_unplan,
    output_receive,
    owed_issue,
    receipt_reverse,
    report_reverse,
    step_add,
    step_remove,
    time_reverse,
    timer_start,
    timer_stop,
    work_finish_short,
    work_report,
)
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from runwright.stock.models import Claim, Move
from tests.faults.books import conserved
from tests.stories.plant import D, sock_mill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Day:
    """Somebody who presses anything, on orders that compete for the same yarn."""

    def __init__(self, seed: int, orders: int = 3) -> None:
        self.chance = Random(seed)
        self.most = 2 * orders
        self.plant = sock_mill()
        self.plant.item("WOOL", standard_cost=D(3))
        self.plant.stocked(yarn=D(20), boxes=D(6))
        self.orders = [self.plant.order("SOCK", D(24), priority=n + 1) for n in range(orders)]
        self.actor = self.plant.actor

    def order(self) -> Order:
        return Order.objects.get(id=self.chance.choice(self.orders).id)

    def work(self) -> WorkOrder:
        rows = WorkOrder.objects.filter(order=self.order()).exclude(state="cancelled")
        return self.any_of(rows)

    def any_of(self, rows):
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise Refusal
        return rows.model.objects.get(pk=self.chance.choice(keys))

    def pieces(self, most: int = 12) -> D:
        return D(self.chance.randint(1, most))

    def step(self) -> Callable[[], object]:
        """The next thing pressed; what goes forward is pressed more often."""
        forward = [self.forward] * 3 + [self.report] * 6 + [self.goods_come]
        sideways = [self.decide, self.short, self.timers, self.hands, self.owed, self.hurry]
        back = [self.back, self.undo_report, self.undo_decision, self.undo_time, self.cancel]
        change = [self.resize, self.component, self.less, self.instead, self.steps, self.split]
        goods = [self.receive, self.receive, self.take_back, self.gain]
        return self.chance.choice(forward * 2 + sideways * 2 + back + change + goods)

    def forward(self) -> None:
        order = self.order()
        if order.state in ("done", "cancelled"):
            self.orders.append(self.plant.order("SOCK", self.pieces(24), priority=5))
            self.orders = [one for one in self.orders if one.id != order.id]
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
        is_rework = self.chance.random() < 0.1
        draft = ReportDraft(is_rework=is_rework, **{grade: self.pieces()})
        work_report(work_order_id=work.id, draft=draft, actor=self.actor)

    def undo_report(self) -> None:
        fact = self.any_of(QuantityReport.objects.filter(reverses=None))
        part = Pieces(firsts=D(1)) if self.chance.random() < 0.4 else None
        report_reverse(report_id=fact.id, pieces=part, reason="miscounted", actor=self.actor)

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

    def resize(self) -> None:
        order, factor = self.order(), self.chance.choice([D("0.5"), D(1), D("1.5"), D(2)])
        order_edit(order_id=order.id, quantity=order.quantity * factor, actor=self.actor)

    def component(self) -> None:
        item = self.plant.items[self.chance.choice(["BOX", "WOOL"])]
        draft = ComponentDraft(item.id, self.pieces(), self.operation(), self.mode())
        component_add(order_id=self.order().id, draft=draft, reason="asked", actor=self.actor)

    def operation(self) -> int:
        return self.chance.choice(self.plant.boms["SOCK"].routing.operations.all()).id

    def mode(self) -> str:
        return self.chance.choice(["automatic", "automatic", "manual", "semi_automatic"])

    def less(self) -> None:
        line = self.any_of(MaterialLine.objects.all())
        if self.chance.random() < 0.3:
            component_remove(line_id=line.id, reason="not so", actor=self.actor)
        else:
            quantity = self.pieces()
            component_change(line_id=line.id, quantity=quantity, reason="so", actor=self.actor)

    def instead(self) -> None:
        line = self.any_of(MaterialLine.objects.all())
        component_substitute(
            line_id=line.id,
            item_id=self.plant.items["WOOL"].id,
            quantity=self.pieces(),
            reason="out",
            actor=self.actor,
        )

    def steps(self) -> None:
        if self.chance.random() < 0.4:
            step_remove(work_order_id=self.work().id, reason="trusted", actor=self.actor)
            return
        centre = self.plant.centres["PACK"].id
        draft = StepDraft(self.chance.choice([5, 15, 25]), "More", centre, self.pieces())
        step_add(order_id=self.order().id, draft=draft, reason="asked", actor=self.actor)

    def split(self) -> None:
        order = self.order()
        if len(self.orders) < self.most:
            part = order_split(
                order_id=order.id, keep=self.pieces(), reason="short", actor=self.actor
            )
            self.orders.append(part)

    def receive(self) -> None:
        grade = self.chance.choice(["firsts", "firsts", "seconds"])
        quantity = self.pieces(6)
        order_id = self.order().id
        output_receive(order_id=order_id, quantity=quantity, grade=grade, actor=self.actor)

    def take_back(self) -> None:
        receipt = self.any_of(OutputReceipt.objects.filter(move__reverses=None))
        receipt_reverse(
            receipt_id=receipt.id, quantity=self.pieces(4), reason="counted", actor=self.actor
        )

    def gain(self) -> None:
        order = self.order()
        first = order.work_orders.exclude(state="cancelled").order_by("sequence").first()
        if first:
            rest = max(first.released - first.accounted, D())
            draft = ReportDraft(firsts=rest + self.pieces(3))
            more = Extras(accept_gain=True)
            work_report(work_order_id=first.id, draft=draft, more=more, actor=self.actor)

    def goods_come(self) -> None:
        self.plant.receive("YARN", self.pieces(), lot_number=f"L{Move.objects.count()}")
        self.plant.receive("BOX", self.pieces(4))
        self.plant.receive("WOOL", self.pieces(4))


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


ORDERS, VERBS, LOOKS, DAYS = 50, 2_500, 3, 4


@pytest.mark.parametrize("seed", range(7, 7 + DAYS))
def test_ten_thousand_verbs_on_fifty_orders_leave_the_books_right(seed: int) -> None:
    """Four days of 2 500 verbs each, so that they can run beside one another."""
    day, done = Day(seed, orders=ORDERS), Counter()
    for turn in range(VERBS):
        press = day.step()
        try:
            press()
        except Refusal:
            continue
        done[press.__name__] += 1
        assert conserved(), (turn, press.__name__)
        if turn % (VERBS // LOOKS) == 0:
            assert [str(complaint) for complaint in examine()] == [], (turn, done)
    assert [str(complaint) for complaint in examine()] == [], done
    assert len(done) > 20, done
