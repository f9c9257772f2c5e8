"""Items, routings, bills of materials and units."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from runwright.catalog.selectors import has_picture, item_get
from runwright.engineering.selectors import boms_all, routings_all
from runwright.journal.selectors import entries_of
from runwright.reports.lists.columns import Label
from runwright.reports.lists.words import ITEM_KINDS, LOT_RULES, SUPPLIES, TRACKINGS
from runwright.units.selectors import categories_all, units_all
from runwright.units.services import standard_units_create
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.lists import excerpt

RECENT = 15
ORDERS = "number,state,quantity,firsts,waste,deadline,ended"
STOCK = "warehouse,place,lot,grade,quantity,reserved,available"


@require_safe
def item(request: Request, record_id: int) -> HttpResponse:
    """One item: what it is, where it is, how it is made, who makes it now."""
    record = item_get(item_id=record_id, actor=request.actor)
    words = {
        "item": record,
        "kinds": _kinds(record),
        "pictured": has_picture(item_id=record_id, actor=request.actor),
        "boms": boms_all(actor=request.actor).filter(item_id=record_id),
        "routings": routings_all(actor=request.actor).filter(item_id=record_id),
        "stock": excerpt("balances", request.actor, columns=STOCK, item=record.code),
        "orders": excerpt("orders", request.actor, columns=ORDERS, item=record.code),
        "entries": entries_of(kind="item", record_id=record_id)[:RECENT],
    }
    return page(request, "item", words)


def _kinds(item: Any) -> dict[str, Label]:
    """The item's kind, supply and tracking in words."""
    return {
        "kind": ITEM_KINDS[item.kind],
        "supply": SUPPLIES[item.supply],
        "tracking": TRACKINGS[item.tracking],
        "lot_rule": LOT_RULES[item.lot_rule],
    }


@require_safe
def units(request: Request) -> HttpResponse:
    """Every unit category with its units, those in use or those archived."""
    archived = request.GET.get("archived") == "yes"
    shown: defaultdict[int, list[Any]] = defaultdict(list)
    for unit in units_all(actor=request.actor):
        if archived or not unit.archived_at:
            shown[unit.category_id].append(unit)
    categories = categories_all(actor=request.actor).order_by("name")
    found = [(c, shown[c.id]) for c in categories if archived or not c.archived_at]
    return page(request, "units", {"categories": found, "archived": archived})


@require_POST
def standard_units(request: Request) -> HttpResponse:
    """Make the usual categories and units that are not there yet."""
    standard_units_create(actor=request.actor)
    return done(request, reverse("web:units"), _("The usual units are there."))
