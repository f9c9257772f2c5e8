"""The one rule of limits: whoever is limited sees and does only what is theirs."""

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from runwright.people.actor import Actor
from runwright.people.errors import OutOfReach

Row = TypeVar("Row", bound=Model)
Ids = frozenset[int] | None


def within(rows: QuerySet[Row], ids: Ids, *paths: str) -> QuerySet[Row]:
    """The rows that any of ``paths`` joins to one of ``ids``; all of them for ``None``."""
    if ids is None:
        return rows
    own = Q()
    for path in paths:
        own |= Q(**{f"{path}__in": ids})
    return rows.filter(own)


def having(
    rows: QuerySet[Row], ids: Ids, lines: QuerySet[Any], path: str, owner: str
) -> QuerySet[Row]:
    """The rows that own (``owner``) some of the lines that ``path`` joins to one of ``ids``, and
    those without a line, which are nobody's yet."""
    if ids is None:
        return rows
    lines = lines.order_by()
    own, any_at_all = lines.filter(**{f"{path}__in": ids}).values(owner), lines.values(owner)
    return rows.filter(Q(id__in=own) | ~Q(id__in=any_at_all))


def is_own_warehouse(actor: Actor, warehouse_id: int | None) -> bool:
    """Whether goods of a warehouse are the actor's to move."""
    return actor.warehouses is None or warehouse_id in actor.warehouses


def require_warehouse(actor: Actor, warehouse_id: int | None) -> None:
    """Raise ``OutOfReach`` for goods of a warehouse that is not the actor's."""
    if not is_own_warehouse(actor, warehouse_id):
        raise OutOfReach(actor=actor.label)


def require_department(actor: Actor, department_id: int | None) -> None:
    """Raise ``OutOfReach`` for work of a department that is not the actor's."""
    if actor.departments is not None and department_id not in actor.departments:
        raise OutOfReach(actor=actor.label)
