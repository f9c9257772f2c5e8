"""Customers and suppliers, each on a page of its own."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from runwright.journal.selectors import entries_of
from runwright.partners.rules import LANGUAGES
from runwright.partners.selectors import customer_get, supplier_get
from runwright.partners.services import (
    customer_create,
    customer_update,
    customers_archive,
    customers_restore,
    supplier_create,
    supplier_update,
    suppliers_archive,
    suppliers_restore,
)
from runwright.web.actors import Request
from runwright.web.answers import page
from runwright.web.forms.partners import PartnerEditForm, PartnerForm
from runwright.web.lists import ListView, excerpt
from runwright.web.views.editing import archival, creation, edition, restoration

RECENT = 15
SOLD = "number,state,promised,amount,revenue,margin"
BOUGHT = "number,state,amount,due,created"
TERMS = "item,name,price,unit,lead_time,smallest_order,multiple,preferred"

customer_new = creation(
    PartnerForm, customer_create, gettext_lazy("New customer"), "web:customers", "customer"
)
customer_edit = edition(PartnerEditForm, customer_get, customer_update, "customer", "customer_id")
customer_archival = archival(customers_archive, "customer_ids", "customer")
customer_restoration = restoration(customers_restore, "customer_ids", "customer")
supplier_new = creation(
    PartnerForm, supplier_create, gettext_lazy("New supplier"), "web:suppliers", "supplier"
)
supplier_edit = edition(PartnerEditForm, supplier_get, supplier_update, "supplier", "supplier_id")
supplier_archival = archival(suppliers_archive, "supplier_ids", "supplier")
supplier_restoration = restoration(suppliers_restore, "supplier_ids", "supplier")


@require_safe
def customer(request: Request, record_id: int) -> HttpResponse:
    """One customer."""
    record = customer_get(customer_id=record_id, actor=request.actor)
    seen = []
    if request.actor.can("sales.view"):
        seen.append(excerpt("sales_orders", request.actor, columns=SOLD, customer=record.code))
    return _shown(request, "customer", record_id, record, excerpts=seen)


@require_safe
def supplier(request: Request, record_id: int) -> HttpResponse:
    """One supplier."""
    record = supplier_get(supplier_id=record_id, actor=request.actor)
    seen = _bought(request, record.code) if request.actor.can("purchasing.view") else []
    return _shown(request, "supplier", record_id, record, excerpts=seen)


def _bought(request: Request, code: str) -> list[ListView]:
    """What a supplier asks for items, and what was ordered there."""
    return [
        excerpt("supplier_items", request.actor, columns=TERMS, supplier=code),
        excerpt("purchase_orders", request.actor, columns=BOUGHT, supplier=code),
    ]


def _shown(
    request: Request, kind: str, record_id: int, record: object, **more: object
) -> HttpResponse:
    words = {
        "partner": record,
        "kind": kind,
        "edit": f"web:{kind}_edit",
        "language": LANGUAGES[getattr(record, "language", "en")],
        "entries": entries_of(kind=kind, record_id=record_id)[:RECENT],
    }
    return page(request, "partner", words | more)
