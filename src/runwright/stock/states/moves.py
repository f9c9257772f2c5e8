"""What may be done with a move: nothing but posting its opposite."""

from decimal import Decimal

from django.db.models import OneToOneRel, Sum

from runwright.kernel.errors import gettext_noop
from runwright.kernel.transitions import STAYS, Life, Transition, guard
from runwright.stock.errors import AlreadyReversed, NotEnoughStock, UndoneElsewhere
from runwright.stock.models import Balance, Claim, Move, PlaceKind
from runwright.stock.rules import shortage

POSTED = "posted"


def undone_in_this_room(move: Move) -> None:
    """Raise ``UndoneElsewhere`` for a move that a record of another room stands on: only that
    room can undo both."""
    made = PlaceKind.PRODUCTION in (move.source.kind, move.target.kind)
    if made or _is_of_another_room(move):
        raise UndoneElsewhere(reference=move.reference)


def _is_of_another_room(move: Move) -> bool:
    fields = Move._meta.get_fields(include_hidden=True)
    owners = [f for f in fields if isinstance(f, OneToOneRel)]
    return any(
        owner.related_model._default_manager.filter(**{owner.field.name: move}).exists()
        for owner in owners
        if owner.related_model._meta.app_label != Move._meta.app_label
    )


def not_taken_back(move: Move) -> None:
    """Raise ``AlreadyReversed`` for a move whose opposite is posted."""
    undone = Move.objects.filter(reverses=move).aggregate(sum=Sum("quantity"))["sum"]
    if (undone or 0) >= move.quantity:
        raise AlreadyReversed()


def its_goods_are_there(move: Move) -> None:
    """Raise ``NotEnoughStock`` where less than was moved lies free at the place it went to."""
    if move.target.kind != PlaceKind.STORAGE:
        return
    held = Balance.objects.filter(
        item=move.item_id, lot=move.lot_id, grade=move.grade, place=move.target_id
    ).first()
    there = held.quantity if held else Decimal()
    kept = Claim.objects.filter(balance=held).aggregate(sum=Sum("quantity"))["sum"] or Decimal()
    if there - move.quantity < kept:
        reason = shortage(move.item, move.target, move.quantity, there=there, claimed=kept)
        raise NotEnoughStock(reasons=(reason,))


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
