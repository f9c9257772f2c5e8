"""Which operations wait for material, and since when."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from runwright.production.models import MaterialLine


def material_since() -> Subquery:
    """For a query about work orders: since when goods at hand do not cover the material of the
    operation, if they do not."""
    waiting = MaterialLine.objects.filter(
        order=OuterRef("order_id"),
        operation=OuterRef("operation_id"),
        need__waiting_since__isnull=False,
    )
    first = waiting.order_by("need__waiting_since").values("need__waiting_since")
    return Subquery(first[:1])


def orders_waiting() -> QuerySet[MaterialLine, Any]:
    """The orders of which goods at hand do not cover some material, for a query about orders."""
    lines = MaterialLine.objects.filter(need__waiting_since__isnull=False)
    return lines.order_by().values("order")
