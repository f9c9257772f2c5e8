"""Lists of purchasing: shortages, requests, quotations, orders, receipts and terms."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.people.actor import Actor
from runwright.purchasing.selectors import (
    purchase_orders_all,
    receipt_lines_all,
    requests_all,
    rfqs_all,
    shortages_all,
    supplier_items_all,
)
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Days, Exactly, Search, YesNo
from runwright.reports.lists.words import PURCHASE_ORDER_STATES, REQUEST_STATES, RFQ_STATES

UNIT = "item__unit__symbol"
ITEM = Column("item", _("Item"), Kind.CODE, path="item__code", link=Link("item", "item_id"))
NAME = Column("name", _("Name"), path="item__name")
SUPPLIER = Column(
    "supplier", _("Supplier"), Kind.CODE, path="supplier__code",
    link=Link("supplier", "supplier_id"),
)  # fmt: skip


def _shortages(actor: Actor) -> QuerySet[Any]:
    return shortages_all(actor=actor)


def _requests(actor: Actor) -> QuerySet[Any]:
    return requests_all(actor=actor)


def _rfqs(actor: Actor) -> QuerySet[Any]:
    return rfqs_all(actor=actor)


def _orders(actor: Actor) -> QuerySet[Any]:
    return purchase_orders_all(actor=actor)


def _receipts(actor: Actor) -> QuerySet[Any]:
    return receipt_lines_all(actor=actor).annotate(is_correction=Q(reverses__isnull=False))


def _terms(actor: Actor) -> QuerySet[Any]:
    return supplier_items_all(actor=actor)


def order_is_late(at: datetime) -> Q:
    """Ordered, not all here, and its last day has passed."""
    return Q(state__in=["sent", "partly_received"], due_on__lt=at.date())


SHORTAGES = ListDefinition(
    name="shortages",
    title=_("Shortages"),
    permission="purchasing.view",
    base=_shortages,
    columns=(
        Column("needed_by", _("Needed by"), Kind.INSTANT, optional=True),
        ITEM,
        NAME,
        Column("cause", _("For"), Kind.CODE),
        Column("priority", _("Priority"), Kind.COUNT, shown=False),
        Column("quantity", _("Need"), Kind.QUANTITY, unit=UNIT),
        Column("lacking", _("Short"), Kind.QUANTITY, unit=UNIT),
        Column("requested", _("Requested"), Kind.QUANTITY, unit=UNIT),
        Column("expected", _("Expected"), Kind.QUANTITY, unit=UNIT),
        Column("open", _("To be requested"), Kind.QUANTITY, unit=UNIT),
        Column("supplier", _("Supplier"), Kind.CODE, link=Link("supplier", "supplier_id"),
               optional=True),
        Column("warehouse", _("Warehouse"), Kind.CODE, path="warehouse__code", shown=False),
        Column("since", _("Waiting since"), Kind.INSTANT, path="waiting_since", shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("item__code", "item__name", "cause")),
        Exactly("item", _("Item"), path="item__code"),
        Exactly("warehouse", _("Warehouse"), path="warehouse__code"),
        YesNo("uncovered", _("Nothing under way"), holds=lambda at: Q(open__gt=0)),
        Days("needed_by", _("Needed by")),
    ),
    sort=("needed_by",),
    ready=(Ready(_("Nothing under way"), "uncovered=yes"),),
)  # fmt: skip

REQUESTS = ListDefinition(
    name="requests",
    title=_("Purchase requests"),
    permission="purchasing.view",
    base=_requests,
    columns=(
        Column("number", _("Request"), Kind.CODE, link=Link("purchase_request", "id")),
        Column("state", _("State"), Kind.STATE, words=REQUEST_STATES),
        Column("lines", _("Lines"), Kind.COUNT, path="lines_count"),
        Column("required_by", _("Required by"), Kind.DATE, optional=True),
        Column("unneeded", _("No longer needed"), Kind.FLAG, path="is_unneeded"),
        Column("asked_by", _("Asked by")),
        Column("approved_by", _("Approved by")),
        Column("created", _("Created"), Kind.INSTANT, path="created_at"),
        Column("state_since", _("In this state since"), Kind.INSTANT, shown=False),
        Column("note", _("Note"), shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("number", "asked_by", "note")),
        Choice("state", _("State"), words=REQUEST_STATES),
        YesNo("unneeded", _("No longer needed"), holds=lambda at: Q(is_unneeded=True)),
        Days("created", _("Created"), path="created_at"),
    ),
    sort=("-created",),
    standing="state",
    ready=(
        Ready(_("To be approved"), "state=draft"),
        Ready(_("To be ordered"), "state=approved"),
        Ready(_("No longer needed"), "unneeded=yes"),
    ),
)

RFQS = ListDefinition(
    name="rfqs",
    title=_("Requests for quotation"),
    permission="purchasing.view",
    base=_rfqs,
    columns=(
        Column("number", _("Quotation"), Kind.CODE, link=Link("rfq", "id")),
        Column("state", _("State"), Kind.STATE, words=RFQ_STATES),
        Column("asked", _("Suppliers asked"), Kind.COUNT),
        Column("answered", _("Answers"), Kind.COUNT),
        Column("answer_by", _("Answer by"), Kind.DATE, optional=True),
        Column("created", _("Created"), Kind.INSTANT, path="created_at"),
        Column("note", _("Note"), shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("number", "note")),
        Choice("state", _("State"), words=RFQ_STATES),
        Days("created", _("Created"), path="created_at"),
    ),
    sort=("-created",),
    standing="state",
    ready=(Ready(_("Answers expected"), "state=sent"),),
)

PURCHASE_ORDERS = ListDefinition(
    name="purchase_orders",
    title=_("Purchase orders"),
    permission="purchasing.view",
    base=_orders,
    columns=(
        Column("number", _("Order"), Kind.CODE, link=Link("purchase_order", "id")),
        Column("state", _("State"), Kind.STATE, words=PURCHASE_ORDER_STATES),
        SUPPLIER,
        Column("supplier_name", _("Name"), path="supplier__name"),
        Column("lines", _("Lines"), Kind.COUNT, path="lines_count"),
        Column("amount", _("Amount"), Kind.MONEY, optional=True),
        Column("due", _("Due"), Kind.DATE, path="due_on", optional=True,
               due_in=frozenset({"sent", "partly_received"})),
        Column("created", _("Created"), Kind.INSTANT, path="created_at"),
        Column("state_since", _("In this state since"), Kind.INSTANT, shown=False),
        Column("note", _("Note"), shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("number", "supplier__code", "supplier__name", "note")),
        Choice("state", _("State"), words=PURCHASE_ORDER_STATES),
        Exactly("supplier", _("Supplier"), path="supplier__code"),
        YesNo("expected", _("Expected"),
              holds=lambda at: Q(state__in=["sent", "partly_received"])),
        YesNo("late", _("Late"), holds=order_is_late),
        Days("created", _("Created"), path="created_at"),
    ),
    sort=("-created",),
    standing="state",
    ready=(Ready(_("Expected"), "expected=yes"), Ready(_("Late"), "late=yes")),
)  # fmt: skip

RECEIPTS = ListDefinition(
    name="receipts",
    title=_("Receipts of orders"),
    permission="purchasing.view",
    base=_receipts,
    columns=(
        Column("at", _("At"), Kind.INSTANT, path="move__at"),
        Column("number", _("Receipt"), Kind.CODE, path="receipt__number"),
        Column("order", _("Order"), Kind.CODE, path="line__order__number",
               link=Link("purchase_order", "line__order_id")),
        Column("supplier", _("Supplier"), Kind.CODE, path="line__order__supplier__code",
               link=Link("supplier", "line__order__supplier_id")),
        Column("item", _("Item"), Kind.CODE, path="move__item__code",
               link=Link("item", "move__item_id")),
        Column("quantity", _("Quantity"), Kind.QUANTITY, path="move__quantity",
               unit="move__item__unit__symbol"),
        Column("value", _("Value"), Kind.MONEY, path="move__value"),
        Column("lot", _("Lot"), Kind.CODE, path="move__lot__number", optional=True),
        Column("place", _("Place"), Kind.CODE, path="move__target__code"),
        Column("correction", _("Correction"), Kind.FLAG, path="is_correction"),
        Column("delivery_note", _("Delivery note"), path="receipt__delivery_note", shown=False),
        Column("who", _("Entered by"), path="entry__actor_label", shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("receipt__number", "line__order__number",
                                        "move__item__code", "receipt__delivery_note")),
        Exactly("supplier", _("Supplier"), path="line__order__supplier__code"),
        Exactly("item", _("Item"), path="move__item__code"),
        Days("at", _("At"), path="move__at"),
    ),
    sort=("-at",),
)  # fmt: skip

SUPPLIER_ITEMS = ListDefinition(
    name="supplier_items",
    title=_("Suppliers' prices"),
    permission="purchasing.view",
    base=_terms,
    columns=(
        ITEM,
        NAME,
        SUPPLIER,
        Column("price", _("Price"), Kind.MONEY),
        Column("unit", _("Per"), path="unit__symbol"),
        Column("lead_time", _("Lead time in days"), Kind.COUNT, path="lead_time_days"),
        Column("smallest_order", _("Smallest order"), Kind.QUANTITY, unit="unit__symbol"),
        Column("multiple", _("Multiple"), Kind.QUANTITY, unit="unit__symbol"),
        Column("supplier_code", _("Their code"), Kind.CODE),
        Column("preferred", _("Preferred"), Kind.FLAG, path="is_preferred"),
    ),
    filters=(
        Search("q", _("Search"), paths=("item__code", "item__name", "supplier__code",
                                        "supplier__name", "supplier_code")),
        Exactly("item", _("Item"), path="item__code"),
        Exactly("supplier", _("Supplier"), path="supplier__code"),
        YesNo("preferred", _("Preferred"), holds=lambda at: Q(is_preferred=True)),
    ),
    sort=("item", "supplier"),
)  # fmt: skip

LISTS = (SHORTAGES, REQUESTS, RFQS, PURCHASE_ORDERS, RECEIPTS, SUPPLIER_ITEMS)
