"""The ledger of an item: every move with what there was before and after it, and which of them
can be taken back."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Sum, When, Window

from runwright.people.actor import Actor
from runwright.stock.limits import is_own_move
from runwright.stock.models import Move
from runwright.stock.selectors.goods import ZERO
from runwright.stock.states.moves import is_gone, lying_at, of_other_rooms, taken_back

IN_STORAGE = {"source": Q(source__kind="storage"), "target": Q(target__kind="storage")}


def item_ledger(*, item_id: int, actor: Actor, place_id: int | None = None) -> QuerySet[Move]:
    """The moves of an item, newest first, each with its ``change`` of what is on hand, and what
    there was ``before`` and ``after``; for all storage together (the actor's own warehouses, where
    there are limits), or for one place."""
    actor.require("stock.view")
    ends = {end: Q(**{end: place_id}) for end in IN_STORAGE} if place_id else IN_STORAGE
    if actor.warehouses is not None:
        own = {end: Q(**{f"{end}__warehouse__in": actor.warehouses}) for end in ends}
        ends = {end: ends[end] & own[end] for end in ends}
    moves = Move.objects.filter(item=item_id)
    if ends is not IN_STORAGE:
        moves = moves.filter(ends["source"] | ends["target"])
    came = Case(When(ends["target"], then=F("quantity")), default=ZERO)
    went = Case(When(ends["source"], then=F("quantity")), default=ZERO)
    running = Window(Sum("change"), order_by=["at", "id"])
    told = moves.annotate(change=came - went).annotate(after=running)
    told = told.annotate(before=F("after") - F("change"))
    parts = told.select_related("lot", "source", "target", "entry", "item__unit")
    return parts.order_by("-at", "-id")


def moves_reversible(*, moves: Sequence[Move], actor: Actor) -> frozenset[UUID]:
    """Which of these moves the actor can take back now: what the table of their life says of each,
    read once for all."""
    if not actor.can("stock.adjust"):
        return frozenset()
    own = [move for move in moves if is_own_move(move, actor)]
    never, lying = of_other_rooms(own) | taken_back(own), lying_at(own)
    return frozenset(one.id for one in own if one.id not in never and not is_gone(one, lying))
