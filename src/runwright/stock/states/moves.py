"""What may be done with a move: nothing but posting its opposite."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.db.models import OneToOneRel, Sum

from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import STAYS, Life, Transition, guard
from runwright.stock.errors import AlreadyReversed, NotEnoughStock, UndoneElsewhere
from runwright.stock.models import Balance, Move, PlaceKind
from runwright.stock.rules import shortage

POSTED = "posted"


def undone_in_this_room(move: Move) -> None:
    """Raise ``UndoneElsewhere`` for a move that a record of another room stands on: only that
    room can undo both."""
    if move.id in of_other_rooms([move]):
        raise UndoneElsewhere(reference=move.reference)


def of_other_rooms(moves: Sequence[Move]) -> set[UUID]:
    """Of some moves those of production, and those on which a record of another room stands."""
    found = {m.id for m in moves if PlaceKind.PRODUCTION in (m.source.kind, m.target.kind)}
    keys = [move.id for move in moves if move.id not in found]
    for owner in _owners() if keys else ():
        rows = owner.related_model._default_manager.filter(**{f"{owner.field.name}__in": keys})
        found.update(rows.values_list(owner.field.attname, flat=True))
    return found


def _owners() -> list[OneToOneRel]:
    """What of other rooms stands on moves."""
    fields = Move._meta.get_fields(include_hidden=True)
    owners = [field for field in fields if isinstance(field, OneToOneRel)]
    return [one for one in owners if one.related_model._meta.app_label != Move._meta.app_label]


def not_taken_back(move: Move) -> None:
    """Raise ``AlreadyReversed`` for a move whose opposite is posted."""
    if move.id in taken_back([move]):
        raise AlreadyReversed()


def taken_back(moves: Sequence[Move]) -> set[UUID]:
    """Of some moves those whose opposite is posted, whole."""
    sums = Move.objects.filter(reverses__in=moves).values_list("reverses").annotate(Sum("quantity"))
    undone = dict(sums)
    return {move.id for move in moves if undone.get(move.id, 0) >= move.quantity}


def its_goods_are_there(move: Move) -> None:
    """Raise ``NotEnoughStock`` where less than was moved lies free at the place it went to."""
    lying = lying_at([move])
    if is_gone(move, lying):
        there, kept = lying.get(_lies(move), NOTHING)
        reason = shortage(move.item, move.target, move.quantity, there=there, claimed=kept)
        raise NotEnoughStock(reasons=(reason,))


Lying = Mapping[tuple[int, int | None, str, int], tuple[Decimal, Decimal]]
"""By item, lot, grade and place: what lies there, and what of it is claimed."""
NOTHING = (Decimal(), Decimal())


def lying_at(moves: Sequence[Move]) -> Lying:
    """What lies where some moves went to in storage."""
    places = {move.target_id for move in moves if move.target.kind == PlaceKind.STORAGE}
    found = Balance.objects.filter(item__in={move.item_id for move in moves}, place__in=places)
    return {
        (one.item_id, one.lot_id, one.grade, one.place_id): (one.quantity, one.kept or Decimal())
        for one in found.annotate(kept=Sum("claims__quantity"))
    }


def is_gone(move: Move, lying: Lying) -> bool:
    """Whether less than was moved lies free at the storage place it went to."""
    there, kept = lying.get(_lies(move), NOTHING)
    return move.target.kind == PlaceKind.STORAGE and there - move.quantity < kept


def _lies(move: Move) -> tuple[int, int | None, str, int]:
    return (move.item_id, move.lot_id, move.grade, move.target_id)


def it_can_be_undone(move: Move) -> None:
    """Raise the first of what speaks against posting the opposite of a move."""
    undone_in_this_room(move)
    not_taken_back(move)
    its_goods_are_there(move)


MOVE_LIFE: Life[Move] = Life(
    name="move",
    initial=POSTED,
    states=(POSTED,),
    transitions=(
        Transition(
            "reverse",
            frozenset({POSTED}),
            STAYS,
            "stock.adjust",
            gettext_noop("Take back"),
            (guard(it_can_be_undone),),
        ),
    ),
    state_of=lambda _: POSTED,
)
