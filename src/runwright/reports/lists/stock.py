"""Lists of what stock is kept by: warehouses, lots, counts, and what there is of each item."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Days, Exactly, Search, YesNo
from runwright.reports.lists.resources import ARCHIVED, IN_USE, IS_ARCHIVED
from runwright.reports.lists.words import COUNT_STATES, LOT_STATES, SUPPLIES
from runwright.stock.selectors import (
    IS_BELOW,
    counts_all,
    items_stocked,
    lots_all,
    warehouses_all,
)


def _warehouses(actor: Actor) -> QuerySet[Any]:
    return warehouses_all(actor=actor)


def _lots(actor: Actor) -> QuerySet[Any]:
    return lots_all(actor=actor)


def _counts(actor: Actor) -> QuerySet[Any]:
    return counts_all(actor=actor)


def _stocked(actor: Actor) -> QuerySet[Any]:
    return items_stocked(actor=actor)


WAREHOUSES = ListDefinition(
    name="warehouses",
    title=_("Warehouses"),
    permission="stock.view",
    base=_warehouses,
    columns=(
        Column("code", _("Code"), Kind.CODE, link=Link("warehouse", "id")),
        Column("name", _("Name")),
        Column("components", _("Default for components"), Kind.FLAG, path="is_components_default"),
        Column("goods", _("Default for finished goods"), Kind.FLAG, path="is_goods_default"),
        ARCHIVED,
    ),
    filters=(Search("q", _("Search"), paths=("code", "name")), IS_ARCHIVED),
    sort=("code",),
    ready=(IN_USE,),
)

LOTS = ListDefinition(
    name="lots",
    title=_("Lots"),
    permission="stock.view",
    base=_lots,
    columns=(
        Column("number", _("Lot"), Kind.CODE, link=Link("lot", "id")),
        Column("item", _("Item"), Kind.CODE, path="item__code", link=Link("item", "item_id")),
        Column("name", _("Name"), path="item__name"),
        Column("state", _("State"), Kind.STATE, words=LOT_STATES),
        Column("on_hand", _("On hand"), Kind.QUANTITY, unit="item__unit__symbol"),
        Column("reserved", _("Reserved"), Kind.QUANTITY, unit="item__unit__symbol"),
        Column("made", _("Made on"), Kind.DATE, path="made_on", optional=True, shown=False),
        Column("expires", _("Expires"), Kind.DATE, path="expires_on", optional=True),
        Column("supplier_lot", _("Supplier's lot"), Kind.CODE),
    ),
    filters=(
        Search("q", _("Search"), paths=("number", "supplier_lot", "item__code", "item__name")),
        Exactly("item", _("Item"), path="item__code"),
        Choice("state", _("State"), words=LOT_STATES),
        YesNo("empty", _("Nothing left"), holds=lambda at: Q(on_hand=0)),
        Days("expires", _("Expires"), path="expires_on"),
    ),
    sort=("item", "number"),
    ready=(Ready(_("On hand"), "empty=no"), Ready(_("On hold"), "state=held"),
           Ready(_("Expired"), "state=expired&empty=no")),
)  # fmt: skip

COUNTS = ListDefinition(
    name="counts",
    title=_("Counts"),
    permission="stock.view",
    base=_counts,
    columns=(
        Column("number", _("Number"), Kind.CODE, link=Link("count", "id")),
        Column("state", _("State"), Kind.STATE, words=COUNT_STATES),
        Column(
            "warehouse",
            _("Warehouse"),
            Kind.CODE,
            path="warehouse__code",
            link=Link("warehouse", "warehouse_id"),
        ),
        Column("place", _("Place"), Kind.CODE, path="place__code", optional=True),
        Column("lines", _("Lines"), Kind.COUNT, path="line_count"),
        Column("counted", _("Counted"), Kind.COUNT, path="counted_count"),
        Column("differing", _("Differing"), Kind.COUNT),
        Column("opened_at", _("Opened"), Kind.INSTANT),
        Column("opened_by", _("By")),
        Column("closed_at", _("Closed"), Kind.INSTANT, optional=True),
    ),
    filters=(
        Search("q", _("Search"), paths=("number", "place__code")),
        Choice("state", _("State"), words=COUNT_STATES),
        Exactly("warehouse", _("Warehouse"), path="warehouse__code"),
        Days("opened", _("Opened"), path="opened_at"),
    ),
    sort=("-opened_at",),
    standing="state",
    ready=(Ready(_("Not posted"), "state=open&state=counting"),),
)

STOCKED = ListDefinition(
    name="stocked",
    title=_("Stock by item"),
    permission="stock.view",
    base=_stocked,
    columns=(
        Column("code", _("Item"), Kind.CODE, link=Link("item", "id")),
        Column("name", _("Name")),
        Column("supply", _("Made or bought"), Kind.WORD, words=SUPPLIES),
        Column("on_hand", _("On hand"), Kind.QUANTITY, unit="unit__symbol"),
        Column("reserved", _("Reserved"), Kind.QUANTITY, unit="unit__symbol"),
        Column("blocked", _("Blocked"), Kind.QUANTITY, unit="unit__symbol"),
        Column("available", _("Available"), Kind.QUANTITY, unit="unit__symbol"),
        Column("on_order", _("On order"), Kind.QUANTITY, unit="unit__symbol"),
        Column("safety_stock", _("Safety stock"), Kind.QUANTITY, unit="unit__symbol"),
        Column("below", _("Below safety stock"), Kind.QUANTITY, unit="unit__symbol"),
    ),
    filters=(
        Search("q", _("Search"), paths=("code", "name", "barcode")),
        Choice("supply", _("Made or bought"), words=SUPPLIES),
        YesNo("reorder", _("Below safety stock"), holds=lambda at: IS_BELOW),
    ),
    sort=("code",),
    ready=(Ready(_("Below safety stock"), "reorder=yes"),),
)

LISTS = (WAREHOUSES, LOTS, COUNTS, STOCKED)
