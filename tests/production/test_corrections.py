"""Held pieces, finishing short, and taking facts back: everything returns to where it was."""

from collections.abc import Callable
from uuid import UUID

import pytest

from runwright.kernel.errors import Forbidden, GuardFailed, Refusal
from runwright.people.actor import Actor
from runwright.people.roles import permissions_of
from runwright.production.errors import (
    AlreadyDecided,
    AlreadyUndone,
    MoreThanReceived,
    NotEnoughMaterial,
    NotHeld,
    NotInRework,
    NotIssued,
    NotOpenForWork,
    PassedOn,
    ReasonNeeded,
    StillOpen,
)
from runwright.production.models import MaterialLine, Order, QuantityReport, WorkOrder
from runwright.production.services import (
    decision_reverse,
    held_decide,
    material_issue,
    material_return,
    order_confirm,
    order_edit,
    order_plan,
    order_reopen,
    order_unplan,
    report_reverse,
    scrap_reason_create,
    work_finish_short,
)
from runwright.stock.models import Balance, Claim
from tests.stories.plant import D, Plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(mill: Plant) -> Order:
    return mill.planned("SOCK", D(120))


def picture(order: Order) -> object:
    """All that a person sees of an order and of the stock, without instants."""
    return (
        Order.objects.values_list("state", "firsts", "seconds", "waste", "held").get(id=order.id),
        list(
            WorkOrder.objects.filter(order=order).values_list(
                "name", "state", "released", "firsts", "seconds", "waste", "held", "short_reason"
            )
        ),
        list(MaterialLine.objects.filter(order=order).values_list("consumed", "owed")),
        list(Balance.objects.filter(is_storage=True).order_by("id").values_list("id", "quantity")),
        sorted(Claim.objects.values_list("need", "balance", "quantity")),
    )


def decide(mill: Plant, order: Order, name: str, outcome: str, quantity: D) -> UUID:
    return held_decide(
        work_order_id=mill.work(order, name).id,
        outcome=outcome,
        quantity=quantity,
        actor=mill.actor,
    ).id


def short(mill: Plant, order: Order, name: str) -> WorkOrder:
    return work_finish_short(
        work_order_id=mill.work(order, name).id, reason="enough", actor=mill.actor
    )


def undo(mill: Plant, fact: UUID) -> QuantityReport:
    return report_reverse(report_id=fact, reason="miscounted", actor=mill.actor)


# Held for review


@pytest.mark.parametrize(
    ("outcome", "sums"),
    [
        ("release", (D(60), D(0), D(0))),
        ("downgrade", (D(50), D(10), D(0))),
        ("scrap", (D(50), D(0), D(10))),
        ("rework", (D(50), D(0), D(0))),
    ],
)
def test_a_decision_and_its_reversal(
    mill: Plant, order: Order, outcome: str, sums: tuple[D, D, D]
) -> None:
    mill.report(order, "Knit", firsts=D(50), held=D(10))
    before = picture(order)
    decision = decide(mill, order, "Knit", outcome, D(10))
    knit = mill.work(order, "Knit")
    assert (knit.firsts, knit.seconds, knit.waste, knit.held) == (*sums, D(0))
    assert mill.line(order, "YARN").consumed == D("26.25")
    decision_reverse(decision_id=decision, reason="wrong box", actor=mill.actor)
    assert picture(order) == before
    with pytest.raises(AlreadyUndone):
        decision_reverse(decision_id=decision, reason="again", actor=mill.actor)


def test_no_more_is_decided_on_than_is_held(mill: Plant, order: Order) -> None:
    mill.report(order, "Knit", firsts=D(50), held=D(10))
    with pytest.raises(NotHeld, match="Only 10 are held"):
        decide(mill, order, "Knit", "release", D(11))


def test_reworked_pieces_take_their_material_once(mill: Plant, order: Order) -> None:
    """Yarn once went back to the shelf while the socks were being repaired."""
    mill.report(order, "Knit", firsts=D(50), held=D(10))
    decide(mill, order, "Knit", "rework", D(8))
    assert mill.line(order, "YARN").consumed == D("26.25")
    mill.report(order, "Knit", firsts=D(12))
    assert mill.line(order, "YARN").consumed == D("31.50")
    mill.report(order, "Knit", firsts=D(7), waste=D(1), is_rework=True)
    assert mill.line(order, "YARN").consumed == D("31.50")
    mill.report(order, "Knit", firsts=D(48))
    assert mill.line(order, "YARN").consumed == D("52.50")
    assert mill.work(order, "Knit").accounted == D(120)


def test_only_what_was_sent_back_is_reported_as_reworked(mill: Plant, order: Order) -> None:
    mill.report(order, "Knit", firsts=D(50), held=D(10))
    decision = decide(mill, order, "Knit", "rework", D(4))
    with pytest.raises(NotInRework, match="Only 4 were sent back"):
        mill.report(order, "Knit", firsts=D(5), is_rework=True)
    mill.report(order, "Knit", firsts=D(3), is_rework=True)
    with pytest.raises(PassedOn):
        decision_reverse(decision_id=decision, reason="wrong box", actor=mill.actor)


def test_pieces_in_rework_hold_what_came_before_them(mill: Plant, order: Order) -> None:
    """Found by pressing anything for a day: the box they had taken stayed without a report."""
    mill.report(order, "Knit", firsts=D(12))
    fact = mill.report(order, "Inspect", firsts=D(12))
    mill.report(order, "Pack", held=D(12))
    decide(mill, order, "Pack", "rework", D(12))
    with pytest.raises(PassedOn, match="Pack has already worked on 12"):
        undo(mill, fact.id)
    assert mill.line(order, "BOX").consumed == D(1)


def test_a_report_stays_while_decisions_on_its_pieces_stand(mill: Plant, order: Order) -> None:
    fact = mill.report(order, "Knit", firsts=D(50), held=D(10))
    decision = decide(mill, order, "Knit", "scrap", D(4))
    with pytest.raises(AlreadyDecided, match="4 of the pieces"):
        undo(mill, fact.id)
    decision_reverse(decision_id=decision, reason="wrong box", actor=mill.actor)
    undo(mill, fact.id)
    assert mill.work(order, "Knit").held == 0


# Taking reports back


def test_undoing_the_newest_first_shows_every_earlier_picture_again(
    mill: Plant, order: Order
) -> None:
    steps: list[tuple[str, dict[str, D]]] = [
        ("Knit", {"firsts": D(60)}),
        ("Inspect", {"firsts": D(55), "seconds": D(3), "waste": D(2)}),
        ("Knit", {"firsts": D(59), "waste": D(1)}),
        ("Pack", {"firsts": D(55)}),
        ("Inspect", {"firsts": D(30)}),
        ("Pack", {"firsts": D(30)}),
    ]
    pictures, facts = [picture(order)], []
    for name, said in steps:
        facts.append(mill.report(order, name, **said).id)
        pictures.append(picture(order))
    for fact in reversed(facts):
        assert picture(order) == pictures.pop()
        undo(mill, fact)
    assert picture(order) == pictures.pop()


def test_a_report_is_undone_once_with_a_reason(mill: Plant, order: Order) -> None:
    fact = mill.report(order, "Knit", firsts=D(60))
    with pytest.raises(ReasonNeeded):
        report_reverse(report_id=fact.id, reason="  ", actor=mill.actor)
    opposite = undo(mill, fact.id)
    for again in (fact.id, opposite.id):
        with pytest.raises(AlreadyUndone):
            undo(mill, again)


def test_the_opposite_names_the_same_fault(mill: Plant, order: Order) -> None:
    torn = scrap_reason_create(code="TORN", name="Torn", actor=mill.actor)
    knit = mill.work(order, "Knit")
    mill.report(order, "Knit", firsts=D(60))
    fact = mill.report(order, "Inspect", waste=D(3), scrap_reason_id=torn.id, caused_by_id=knit.id)
    opposite = undo(mill, fact.id)
    assert (opposite.scrap_reason_id, opposite.caused_by_id) == (torn.id, knit.id)
    assert (opposite.at, opposite.waste) == (fact.at, -fact.waste)


def test_what_the_next_operation_has_worked_on_stays(mill: Plant, order: Order) -> None:
    fact = mill.report(order, "Knit", firsts=D(60))
    mill.report(order, "Inspect", firsts=D(20))
    before = picture(order)
    with pytest.raises(PassedOn, match="Inspect has already worked on 20"):
        undo(mill, fact.id)
    assert picture(order) == before


def test_the_material_of_an_undone_report_is_not_lost_to_others(mill: Plant) -> None:
    """Its yarn was claimed before: an order that waits with more urgency does not get it."""
    order = mill.planned("SOCK", D(120))
    hungry = mill.confirmed("SOCK", D(120), priority=1)
    before = picture(order)
    fact = mill.report(order, "Knit", firsts=D(60))
    undo(mill, fact.id)
    assert picture(order) == before
    assert sum(c.quantity for c in mill.line(hungry, "YARN").need.claims.all()) == D("7.5")


# Back to a plan, back to a draft


def test_an_order_whose_facts_are_undone_can_be_replanned_and_rewritten(
    mill: Plant, order: Order
) -> None:
    """The undone facts still name the work order and the line: once that was an internal error."""
    fact = mill.report(order, "Knit", firsts=D(60))
    undo(mill, fact.id)
    order_unplan(order_id=order.id, actor=mill.actor)
    order_reopen(order_id=order.id, actor=mill.actor)
    assert mill.claimed("YARN") == 0
    order_edit(order_id=order.id, quantity=D(60), actor=mill.actor)
    order_confirm(order_id=order.id, actor=mill.actor)
    order_plan(order_id=order.id, actor=mill.actor)
    mill.report(order, "Knit", firsts=D(60))
    order.refresh_from_db()
    assert (order.state, mill.line(order, "YARN").consumed) == ("in_progress", D("26.25"))
    assert sum(i.move.quantity for i in order.issues.all() if not i.line_id) == D("52.5")


def test_priority_reaches_the_needs_of_an_order(mill: Plant, order: Order) -> None:
    order_edit(order_id=order.id, priority=3, actor=mill.actor)
    assert mill.line(order, "YARN").need.priority == 3


# Finishing short


def test_finishing_short_names_everything_that_is_open(mill: Plant, order: Order) -> None:
    mill.report(order, "Knit", firsts=D(60))
    mill.report(order, "Inspect", firsts=D(50), held=D(5))
    with pytest.raises(StillOpen) as refused:
        short(mill, order, "Inspect")
    assert [r.sentence() for r in refused.value.reasons] == [
        "Not finished: Knit.",
        "5 held for review await a decision.",
    ]


def test_finishing_short_draws_nothing_and_can_be_taken_back(mill: Plant, order: Order) -> None:
    mill.report(order, "Knit", firsts=D(60))
    before = picture(order)
    knit = short(mill, order, "Knit")
    assert (mill.work(order, "Knit").waste, mill.line(order, "YARN").consumed) == (
        D(60),
        D("26.25"),
    )
    with pytest.raises(NotOpenForWork):
        mill.report(order, "Knit", firsts=D(1))
    undo(mill, QuantityReport.objects.get(work_order=knit, waste=D(60)).id)
    assert picture(order) == before


def test_pieces_scrapped_as_never_made_keep_their_makers_report(mill: Plant, order: Order) -> None:
    """Once the earlier report could be undone under an operation that was finished short."""
    fact = mill.report(order, "Knit", firsts=D(120))
    mill.report(order, "Inspect", firsts=D(100))
    short(mill, order, "Inspect")
    with pytest.raises(PassedOn):
        undo(mill, fact.id)


# Material by hand


@pytest.fixture
def line(mill: Plant, order: Order) -> MaterialLine:
    return mill.line(order, "YARN")


def test_material_brought_ahead_is_not_drawn_again(
    mill: Plant, order: Order, line: MaterialLine
) -> None:
    material_issue(line_id=line.id, quantity=D(30), actor=mill.actor)
    fact = mill.report(order, "Knit", firsts=D(60))
    assert mill.line(order, "YARN").consumed == D(30)
    undo(mill, fact.id)
    assert mill.line(order, "YARN").consumed == D(30)
    mill.report(order, "Knit", firsts=D(120))
    assert mill.line(order, "YARN").consumed == D("52.5")


def test_material_brought_by_mistake_goes_back(
    mill: Plant, order: Order, line: MaterialLine
) -> None:
    before = picture(order)
    material_issue(line_id=line.id, quantity=D(30), actor=mill.actor)
    with pytest.raises(NotIssued, match="only 30"):
        material_return(line_id=line.id, quantity=D(31), reason="wrong yarn", actor=mill.actor)
    material_return(line_id=line.id, quantity=D(12), reason="wrong yarn", actor=mill.actor)
    material_return(line_id=line.id, quantity=D(18), reason="all of it", actor=mill.actor)
    assert picture(order) == before


def test_what_reports_have_used_up_does_not_go_back(
    mill: Plant, order: Order, line: MaterialLine
) -> None:
    material_issue(line_id=line.id, quantity=D(30), actor=mill.actor)
    mill.report(order, "Knit", firsts=D(60))
    with pytest.raises(NotIssued, match=r"only 3\.75"):
        material_return(line_id=line.id, quantity=D(4), reason="left over", actor=mill.actor)
    material_return(line_id=line.id, quantity=D("3.75"), reason="left over", actor=mill.actor)
    assert mill.line(order, "YARN").consumed == D("26.25")


def test_a_draft_takes_nothing_along_that_was_issued(
    mill: Plant, order: Order, line: MaterialLine
) -> None:
    material_issue(line_id=line.id, quantity=D(30), actor=mill.actor)
    order_unplan(order_id=order.id, actor=mill.actor)
    with pytest.raises(GuardFailed, match="return YARN first"):
        order_reopen(order_id=order.id, actor=mill.actor)


def test_all_or_nothing_is_issued_by_hand(mill: Plant, line: MaterialLine) -> None:
    with pytest.raises(NotEnoughMaterial, match="61 wanted, 1 are not there"):
        material_issue(line_id=line.id, quantity=D(61), actor=mill.actor)
    assert MaterialLine.objects.get(id=line.id).consumed == 0


def test_nothing_is_issued_to_a_closed_order(mill: Plant, order: Order, line: MaterialLine) -> None:
    Order.objects.filter(id=order.id).update(state="done")
    with pytest.raises(NotOpenForWork):
        material_issue(line_id=line.id, quantity=D(1), actor=mill.actor)


def test_no_more_is_reported_than_was_received(mill: Plant, order: Order) -> None:
    mill.report(order, "Knit", firsts=D(60))
    with pytest.raises(MoreThanReceived) as refused:
        mill.report(order, "Inspect", firsts=D(50), held=D(11))
    assert refused.value.facts["in_process"] == "60"


# Who may


@pytest.mark.parametrize(
    "call",
    [
        lambda mill, order, actor: report_reverse(report_id=UUID(int=1), reason="x", actor=actor),
        lambda mill, order, actor: decision_reverse(
            decision_id=UUID(int=1), reason="x", actor=actor
        ),
        lambda mill, order, actor: held_decide(
            work_order_id=1, outcome="scrap", quantity=D(1), actor=actor
        ),
        lambda mill, order, actor: work_finish_short(work_order_id=1, reason="x", actor=actor),
        lambda mill, order, actor: material_return(
            line_id=1, quantity=D(1), reason="x", actor=actor
        ),
        lambda mill, order, actor: order_edit(order_id=order.id, note="x", actor=actor),
    ],
)
def test_an_operator_corrects_nothing(
    mill: Plant, order: Order, call: Callable[[Plant, Order, Actor], Refusal]
) -> None:
    roles = frozenset({"operator"})
    actor = Actor(user_id=None, label="op", roles=roles, permissions=permissions_of(roles))
    with pytest.raises(Forbidden):
        call(mill, order, actor)
