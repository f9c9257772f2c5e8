"""The ways out of a shortage: what may be done about one short line of an order, as buttons.

Every way is a function in ``WAYS``; it looks at the order, the line and the explained shortage,
and offers what the actor may do. Another way is another function at the end of that list.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.selectors.children import coverable, lacking_of
from runwright.production.services.changes import ACTIVE
from runwright.purchasing.selectors import on_the_way
from runwright.stock.selectors import Shortage, shortages_of
from runwright.web.figures import number


@dataclass(frozen=True)
class WayOut:
    """One button: what it does, what follows, and what it sends.

    With a ``quantity`` the amount may be changed before it is sent; ``wants_reason`` asks why.
    A way with ``is_link`` leads to a page of its own instead of sending anything.
    """

    label: str
    icon: str
    url: str
    follows: str = ""
    sends: Mapping[str, object] = field(default_factory=dict)
    quantity: str = ""
    wants_reason: bool = False
    is_link: bool = False


@dataclass(frozen=True)
class ExplainedLine:
    """A short material line with what stands behind it and the ways out."""

    line: Any
    shortage: Shortage
    ways: list[WayOut]


Way = Callable[[Any, Any, Shortage, Actor], Iterable[WayOut]]


def take_overs(order: Any, line: Any, shortage: Shortage, actor: Actor) -> Iterator[WayOut]:
    """From whoever is less urgent."""
    if not actor.can("stock.take_over"):
        return
    unit = line.item.unit.symbol
    for holder in shortage.holders:
        if holder.may_give:
            cause, short = holder.need.cause, number(holder.left_short)
            words = _("{cause} will be short of {short} {unit} then.")
            kept = _("{cause} is still covered then.")
            yield WayOut(
                label=_("Take over from {cause}").format(cause=cause),
                icon="transfer",
                url=reverse("web:order_take_over", args=[order.id, line.id]),
                follows=(words if holder.left_short else kept).format(
                    cause=cause, short=short, unit=unit
                ),
                sends={"from_need_id": holder.need.id},
                quantity=plain(holder.may_give),
                wants_reason=True,
            )


def transfers(order: Any, line: Any, shortage: Shortage, actor: Actor) -> Iterator[WayOut]:
    """From another warehouse."""
    if not actor.can("stock.move"):
        return
    for there in shortage.elsewhere:
        yield WayOut(
            label=_("Carry over from {place}").format(place=there.place.code),
            icon="packages",
            url=reverse("web:order_carry_over", args=[order.id, line.id]),
            sends={"source_id": there.place.id, "lot_id": there.lot.id if there.lot else ""},
            quantity=plain(min(there.quantity, shortage.lacking)),
        )


def children(order: Any, line: Any, shortage: Shortage, actor: Actor) -> Iterator[WayOut]:
    """By making it: an order for exactly what nothing covers."""
    lacking = lacking_of(line)
    if line.item.supply == "make" and lacking > 0 and actor.can("production.order_create"):
        words = _("Makes {quantity} {unit}, due when they are needed here.")
        yield WayOut(
            label=_("Create manufacturing order"),
            icon="clipboard-list",
            url=reverse("web:order_child", args=[order.id, line.id]),
            follows=words.format(quantity=number(lacking), unit=line.item.unit.symbol),
        )


def substitutes(order: Any, line: Any, shortage: Shortage, actor: Actor) -> Iterator[WayOut]:
    """By taking another item."""
    if order.state in ACTIVE and actor.can("production.order_edit"):
        yield WayOut(
            label=_("Take another item"),
            icon="refresh",
            url=reverse("web:component_substitution", args=[order.id, line.id]),
            is_link=True,
        )


def splits(order: Any, line: Any, shortage: Shortage, actor: Actor) -> Iterator[WayOut]:
    """By making now what there is material for, and the rest in an order of its own."""
    keep = coverable(order=order)
    fits = 0 < keep < order.quantity and order.state in ACTIVE
    if fits and actor.can("production.order_edit"):
        words = _("{keep} {unit} stay in this order, {rest} go into a new one.")
        unit, rest = order.item.unit.symbol, number(order.quantity - keep)
        yield WayOut(
            label=_("Split the order"),
            icon="sitemap",
            url=reverse("web:order_splitting", args=[order.id]),
            follows=words.format(keep=number(keep), rest=rest, unit=unit),
            quantity=plain(keep),
            wants_reason=True,
        )


def expedites(order: Any, line: Any, shortage: Shortage, actor: Actor) -> Iterator[WayOut]:
    """By going before others when goods come."""
    if order.priority > 0 and order.state in ACTIVE and actor.can("production.order_edit"):
        ahead = sum(holder.need.priority <= order.priority for holder in shortage.holders)
        words = _("What comes next goes to it before others. {count} that hold goods go first now.")
        yield WayOut(
            label=_("Expedite: priority"),
            icon="flag",
            url=reverse("web:order_priority", args=[order.id]),
            follows=words.format(count=ahead),
            quantity=str(max(order.priority - 10, 0)),
            wants_reason=True,
        )


def purchase_requests(order: Any, line: Any, shortage: Shortage, actor: Actor) -> Iterator[WayOut]:
    """Buy what nothing covers and nobody has requested; say what is under way."""
    if line.item.supply != "buy" or not actor.can("purchasing.view"):
        return
    for one in line.on_the_way:
        told = [str(link.line.order) for link in one.orders]
        yield WayOut(
            label=_("{request}: {quantity} {unit} requested").format(
                request=one.request, quantity=number(one.quantity), unit=line.item.unit.symbol
            ),
            icon="message-report",
            url=reverse("web:purchase_request", args=[one.request.id]),
            follows=_("Ordered in {orders}.").format(orders=", ".join(told)) if told else "",
            is_link=True,
        )
    if actor.can("purchasing.request_create") and shortage.cover.short:
        yield WayOut(
            label=_("Create purchase request"),
            icon="plus",
            url=reverse("web:order_request", args=[order.id]),
            follows=_("Asks for exactly what is short and not requested yet."),
            sends={"need_id": line.need_id},
        )


WAYS: list[Way] = [
    purchase_requests,
    children,
    substitutes,
    splits,
    expedites,
    take_overs,
    transfers,
]


def shortages_explained(order: Any, actor: Actor) -> list[ExplainedLine]:
    """Every line of an order that goods at hand do not cover, explained."""
    lines = [line for line in order.materials.all() if not line.need.closed_at]
    found = shortages_of(needs=[line.need for line in lines], actor=actor)
    under_way = on_the_way(need_ids=found, actor=actor) if actor.can("purchasing.view") else {}
    for line in lines:
        line.on_the_way = under_way.get(line.need_id, [])
    return [
        ExplainedLine(
            line, shortage, [w for way in WAYS for w in way(order, line, shortage, actor)]
        )
        for line in lines
        if (shortage := found.get(line.need_id))
    ]
