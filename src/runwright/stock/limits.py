"""Which lots and moves lie within somebody's limits."""

from django.db.models import Exists, OuterRef, QuerySet

from runwright.people.actor import Actor
from runwright.people.errors import OutOfReach
from runwright.people.reach import is_own_warehouse
from runwright.stock.models import Balance, Lot, Move, PlaceKind


def own_lots(rows: QuerySet[Lot], actor: Actor) -> QuerySet[Lot]:
    """The lots of which something lies, or has lain, in one of the actor's warehouses."""
    if actor.warehouses is None:
        return rows
    here = Balance.objects.filter(lot=OuterRef("pk"), place__warehouse__in=actor.warehouses)
    return rows.filter(Exists(here))


def require_lot(actor: Actor, lot_id: int) -> None:
    """Raise ``OutOfReach`` for a lot that is not the actor's."""
    lots = Lot.objects.filter(id=lot_id)
    if actor.warehouses is not None and not own_lots(lots, actor).exists():
        raise OutOfReach(actor=actor.label)


def is_own_move(move: Move, actor: Actor) -> bool:
    """Whether both ends of a move are the actor's, or outside the warehouses."""
    ends = (end for end in (move.source, move.target) if end.kind == PlaceKind.STORAGE)
    return all(is_own_warehouse(actor, end.warehouse_id) for end in ends)
