"""Lists of sales."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Days, Exactly, Search, YesNo
from runwright.reports.lists.words import SALES_ORDER_STATES
from runwright.sales.selectors import sales_orders_all


def _orders(actor: Actor) -> QuerySet[Any]:
    return sales_orders_all(actor=actor).annotate(margin=F("revenue") - F("cost"))


def sales_order_is_late(at: datetime) -> Q:
    """Promised, not delivered in full, and its day has passed."""
    return Q(state="confirmed", promised_on__lt=at.date())


SALES_ORDERS = ListDefinition(
    name="sales_orders",
    title=_("Sales orders"),
    permission="sales.view",
    base=_orders,
    columns=(
        Column("number", _("Order"), Kind.CODE, link=Link("sales_order", "id")),
        Column("state", _("State"), Kind.STATE, words=SALES_ORDER_STATES),
        Column("customer", _("Customer"), Kind.CODE, path="customer__code",
               link=Link("customer", "customer_id")),
        Column("customer_name", _("Name"), path="customer__name"),
        Column("promised", _("Promised"), Kind.DATE, path="promised_on", optional=True,
               due_in=frozenset({"confirmed"})),
        Column("lines", _("Lines"), Kind.COUNT, path="lines_count"),
        Column("amount", _("Amount"), Kind.MONEY, optional=True),
        Column("revenue", _("Delivered for"), Kind.MONEY, optional=True),
        Column("cost", _("Cost"), Kind.MONEY, optional=True, shown=False),
        Column("margin", _("Margin"), Kind.MONEY, optional=True),
        Column("channel", _("Channel"), Kind.CODE, shown=False),
        Column("reference", _("Reference there"), Kind.CODE, path="external_reference",
               shown=False),
        Column("priority", _("Priority"), Kind.COUNT, shown=False),
        Column("warehouse", _("Warehouse"), Kind.CODE, path="warehouse__code", shown=False),
        Column("created", _("Created"), Kind.INSTANT, path="created_at"),
        Column("note", _("Note"), shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("number", "customer__code", "customer__name",
                                        "external_reference", "note")),
        Choice("state", _("State"), words=SALES_ORDER_STATES),
        Exactly("customer", _("Customer"), path="customer__code"),
        Exactly("channel", _("Channel")),
        YesNo("late", _("Late"), holds=sales_order_is_late),
        Days("created", _("Created"), path="created_at"),
    ),
    sort=("-created",),
    standing="state",
    ready=(
        Ready(_("To be delivered"), "state=confirmed"),
        Ready(_("Late"), "late=yes"),
        Ready(_("Estimates"), "state=estimate"),
    ),
)  # fmt: skip

LISTS = (SALES_ORDERS,)
