"""The lives of orders and work orders: one literal table each."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.quantity import plain
from runwright.kernel.transitions import Life, Transition

ORDER_STATES = ("draft", "confirmed", "planned", "in_progress", "done", "cancelled")
WORK_STATES = ("waiting", "ready", "in_progress", "finished", "cancelled")

STATE_LABELS: dict[str, str] = {
    "draft": gettext_noop("Draft"),
    "confirmed": gettext_noop("Confirmed"),
    "planned": gettext_noop("Planned"),
    "in_progress": gettext_noop("In progress"),
    "done": gettext_noop("Done"),
    "cancelled": gettext_noop("Cancelled"),
    "waiting": gettext_noop("Waiting"),
    "ready": gettext_noop("Ready"),
    "finished": gettext_noop("Finished"),
}


@dataclass(frozen=True)
class Material:
    """How the components of an order stand: ``short`` are those that nothing covers, ``expected``
    those that wait for a supply with a date, ``owed`` those not issued when they were due,
    ``issued`` those that were, ``unrecorded`` those issued by hand of which nothing was."""

    short: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    unrecorded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """How the operations of an order stand: ``unfinished`` are those that are open,
    ``open_timers`` those at which somebody works, ``held`` the pieces that await a decision, and
    ``batches`` those that are open."""

    unfinished: tuple[str, ...] = ()
    open_timers: tuple[str, ...] = ()
    held: Decimal = Decimal()
    batches: tuple[str, ...] = ()


@dataclass(frozen=True)
class Situation:
    """What the guards of an order ask about, under the order's lock.

    What is not on the order itself is read when a guard asks: whether its routing is empty, how
    its material and its work stand, and how many floor facts no later fact has undone.
    """

    number: str
    state: str
    missing: tuple[str, ...] = ()
    unvalidated_bom: str = ""
    is_due_before_start: bool = False
    recipe_of_another_item: tuple[str, ...] = ()
    override: str = ""
    received: Decimal = Decimal()
    without_operations: Callable[[], bool] = bool
    material: Callable[[], Material] = Material
    work: Callable[[], Work] = Work
    facts: Callable[[], int] = int


Guard = Callable[[Situation], tuple[Reason, ...]]


def _reason_if(unmet: bool, template: str, **facts: object) -> tuple[Reason, ...]:
    return (Reason(template, facts),) if unmet else ()


def every_field_is_there(order: Situation) -> tuple[Reason, ...]:
    """Confirming needs all mandatory fields; each missing one is a reason of its own."""
    template = gettext_noop("{field} is missing.")
    return tuple(Reason(template, {"field": name}, name) for name in order.missing)


def recipe_belongs(order: Situation) -> tuple[Reason, ...]:
    """BoM and routing must make the ordered item, by at least one operation."""
    template = gettext_noop("{recipe} does not belong to the item of this order.")
    wrong = tuple(Reason(template, {"recipe": name}) for name in order.recipe_of_another_item)
    empty = gettext_noop("The routing has no operations.")
    return wrong + _reason_if(order.without_operations(), empty)


def recipe_is_validated(order: Situation) -> tuple[Reason, ...]:
    """A draft recipe may be used, but nobody has vouched for it."""
    return _reason_if(
        bool(order.unvalidated_bom),
        gettext_noop("Nobody has validated {bom} yet."),
        bom=order.unvalidated_bom,
    )


def deadline_follows_start(order: Situation) -> tuple[Reason, ...]:
    """A deadline before the planned start cannot be kept."""
    return _reason_if(
        order.is_due_before_start, gettext_noop("The deadline lies before the planned start.")
    )


def material_is_there(order: Situation) -> tuple[Reason, ...]:
    """Planning needs every component, or a manager's reason to go ahead without."""
    return _reason_if(
        bool(order.material().short) and not order.override.strip(),
        gettext_noop("Short of {items}. Plan anyway by giving a reason."),
        items=order.material().short,
    )


def material_has_come(order: Situation) -> tuple[Reason, ...]:
    """What is expected may be planned with; the work waits for it."""
    template = gettext_noop("{items} are still expected: the work will wait for them.")
    return _reason_if(bool(order.material().expected), template, items=order.material().expected)


def nothing_happened(order: Situation) -> tuple[Reason, ...]:
    """Going back needs a floor without unreversed facts."""
    return _reason_if(
        order.facts() > 0,
        gettext_noop("Work was reported: undo the {count} floor facts first."),
        count=order.facts(),
    )


def nothing_is_issued(order: Situation) -> tuple[Reason, ...]:
    """Material lines go with the draft; what was issued to them must be back in stock."""
    return _reason_if(
        bool(order.material().issued),
        gettext_noop("Material was issued: return {items} first."),
        items=order.material().issued,
    )


def work_is_finished(order: Situation) -> tuple[Reason, ...]:
    """Done needs every operation finished, or finished short with a reason."""
    return _reason_if(
        bool(order.work().unfinished),
        gettext_noop("Not finished: {operations}."),
        operations=order.work().unfinished,
    )


def nobody_is_working(order: Situation) -> tuple[Reason, ...]:
    """No timer may be running."""
    return _reason_if(
        bool(order.work().open_timers),
        gettext_noop("Still being worked on: {operations}."),
        operations=order.work().open_timers,
    )


def nothing_is_held(order: Situation) -> tuple[Reason, ...]:
    """Every piece held for review has its decision."""
    return _reason_if(
        order.work().held > 0,
        gettext_noop("{quantity} held for review await a decision."),
        quantity=plain(order.work().held),
    )


def no_batch_is_open(order: Situation) -> tuple[Reason, ...]:
    """Every batch of the order is finished, used up or closed."""
    return _reason_if(
        bool(order.work().batches),
        gettext_noop("Batches are still open: {batches}."),
        batches=order.work().batches,
    )


def nothing_is_released(order: Situation) -> tuple[Reason, ...]:
    """The operations stay while labels lead to them."""
    return _reason_if(
        bool(order.work().batches),
        gettext_noop("Released in batches: delete {batches} first."),
        batches=order.work().batches,
    )


def nothing_is_owed(order: Situation) -> tuple[Reason, ...]:
    """All material that was due has been issued."""
    return _reason_if(
        bool(order.material().owed),
        gettext_noop("Material still owed: {items}."),
        items=order.material().owed,
    )


def hands_have_recorded(order: Situation) -> tuple[Reason, ...]:
    """What is issued by hand is easily forgotten."""
    forgotten = order.material().unrecorded
    template = gettext_noop("Nothing was recorded of {items}, which are issued by hand.")
    return _reason_if(bool(forgotten), template, items=forgotten)


def no_output_yet(order: Situation) -> tuple[Reason, ...]:
    """An order whose output is in stock can only be finished short."""
    return _reason_if(
        order.received > 0,
        gettext_noop("{quantity} were received into stock already: finish the order short."),
        quantity=plain(order.received),
    )


def _step(
    verb: str,
    sources: str,
    target: str,
    permission: str,
    label: str,
    *guards: Guard,
    cautions: tuple[Guard, ...] = (),
) -> Transition[Situation]:
    return Transition(verb, frozenset(sources.split()), target, permission, label, guards, cautions)


ORDER_LIFE: Life[Situation] = Life(
    name="order",
    initial="draft",
    states=ORDER_STATES,
    transitions=(
        _step(
            "confirm",
            "draft",
            "confirmed",
            "production.order_confirm",
            gettext_noop("Confirm"),
            every_field_is_there,
            recipe_belongs,
            cautions=(recipe_is_validated, deadline_follows_start),
        ),
        _step(
            "plan",
            "confirmed",
            "planned",
            "production.order_plan",
            gettext_noop("Plan"),
            material_is_there,
            cautions=(material_has_come,),
        ),
        _step(
            "start", "planned", "in_progress", "production.work_report", gettext_noop("Start work")
        ),
        _step(
            "restore",
            "in_progress",
            "planned",
            "production.work_correct",
            gettext_noop("Back to planned"),
            nothing_happened,
        ),
        _step(
            "unplan",
            "planned",
            "confirmed",
            "production.order_plan",
            gettext_noop("Unplan"),
            nothing_happened,
            nothing_is_released,
        ),
        _step(
            "reopen",
            "confirmed",
            "draft",
            "production.order_confirm",
            gettext_noop("Reopen"),
            nothing_happened,
            nothing_is_issued,
        ),
        _step(
            "finish",
            "in_progress",
            "done",
            "production.order_finish",
            gettext_noop("Finish"),
            no_batch_is_open,
            work_is_finished,
            nobody_is_working,
            nothing_is_held,
            nothing_is_owed,
            cautions=(hands_have_recorded,),
        ),
        _step(
            "cancel",
            "draft confirmed planned in_progress",
            "cancelled",
            "production.order_cancel",
            gettext_noop("Cancel"),
            no_output_yet,
            nobody_is_working,
        ),
    ),
)

AUTOMATIC_VERBS = frozenset({"start", "restore"})
"""Steps that facts make by themselves; no button and no request offers them."""
