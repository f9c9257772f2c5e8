"""Which operations wait for material, and since when."""

from django.db.models import OuterRef, Subquery

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
