"""Lists of items, of what there is of them, and of where it went."""

from typing import Any

from django.db.models import Case, CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.people.actor import Actor
from runwright.production.selectors import orders_all
from runwright.production.selectors.batches import batches_all
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Days, Exactly, Search, YesNo
from runwright.reports.lists.resources import ARCHIVED, IN_USE, IS_ARCHIVED
from runwright.reports.lists.words import GRADES, ITEM_KINDS, SUPPLIES, TRACKINGS
from runwright.stock.selectors import balances_all, moves_all, on_hand_of


def _items(actor: Actor) -> QuerySet[Any]:
    return items_all(actor=actor).annotate(on_hand=on_hand_of("pk", actor))


def _balances(actor: Actor) -> QuerySet[Any]:
    return balances_all(actor=actor)


def _moves(actor: Actor) -> QuerySet[Any]:
    """The moves, each with the ``number`` of the order or batch that its reference begins with."""
    moves = moves_all(actor=actor).annotate(word=_WORD)
    if not actor.can("production.view"):
        return moves.annotate(number=Value(None, output_field=CharField()))
    made = Exists(orders_all(actor=actor).filter(number=OuterRef("word")).order_by())
    batch = Exists(batches_all(actor=actor).filter(code=OuterRef("word")).order_by())
    return moves.annotate(number=Case(When(made | batch, then=F("word")), default=None))


_WORD = Func(F("reference"), Value(" "), Value(1), function="split_part", output_field=CharField())


ITEM = Column("item", _("Item"), Kind.CODE, path="item__code", link=Link("item", "item_id"))
NAME = Column("name", _("Name"), path="item__name")
LOT = Column(
    "lot", _("Lot"), Kind.CODE, path="lot__number", link=Link("lot", "lot_id"), optional=True
)
GRADE = Column("grade", _("Grade"), Kind.WORD, words=GRADES)

ITEMS = ListDefinition(
    name="items",
    title=_("Items"),
    permission="catalog.view",
    base=_items,
    columns=(
        Column("code", _("Code"), Kind.CODE, link=Link("item", "id")),
        Column("name", _("Name")),
        Column("kind", _("Kind"), Kind.WORD, words=ITEM_KINDS),
        Column("supply", _("Made or bought"), Kind.WORD, words=SUPPLIES),
        Column("on_hand", _("On hand"), Kind.QUANTITY, unit="unit__symbol"),
        Column("safety_stock", _("Safety stock"), Kind.QUANTITY, unit="unit__symbol",
               shown=False),
        Column("resolution", _("Resolution"), Kind.QUANTITY, unit="unit__symbol", shown=False),
        Column("tracking", _("Tracking"), Kind.WORD, words=TRACKINGS),
        Column("lead_time", _("Lead time in days"), Kind.COUNT, path="lead_time_days",
               shown=False),
        Column("cost", _("Standard cost"), Kind.MONEY, path="standard_cost", optional=True),
        Column("price", _("Sales price"), Kind.MONEY, path="sales_price", optional=True),
        Column("barcode", _("Barcode"), Kind.CODE, shown=False),
        ARCHIVED,
    ),
    filters=(
        Search("q", _("Search"), paths=("code", "name", "barcode")),
        Choice("kind", _("Kind"), words=ITEM_KINDS),
        Choice("supply", _("Made or bought"), words=SUPPLIES),
        Choice("tracking", _("Tracking"), words=TRACKINGS),
        IS_ARCHIVED,
    ),
    sort=("code",),
    ready=(IN_USE, Ready(_("Made"), "supply=make"), Ready(_("Bought"), "supply=buy")),
)  # fmt: skip

BALANCES = ListDefinition(
    name="balances",
    title=_("Stock on hand"),
    permission="stock.view",
    base=_balances,
    columns=(
        ITEM,
        NAME,
        Column("warehouse", _("Warehouse"), Kind.CODE, path="place__warehouse__code",
               link=Link("warehouse", "place__warehouse_id")),
        Column("place", _("Place"), Kind.CODE, path="place__code"),
        LOT,
        GRADE,
        Column("quantity", _("On hand"), Kind.QUANTITY, unit="item__unit__symbol"),
        Column("reserved", _("Reserved"), Kind.QUANTITY, unit="item__unit__symbol"),
        Column("blocked", _("Blocked"), Kind.QUANTITY, unit="item__unit__symbol"),
        Column("available", _("Available"), Kind.QUANTITY, unit="item__unit__symbol"),
        Column("expires", _("Expires"), Kind.DATE, path="lot__expires_on", optional=True,
               shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("item__code", "item__name", "lot__number", "place__code")),
        Exactly("item", _("Item"), path="item__code"),
        Exactly("warehouse", _("Warehouse"), path="place__warehouse__code"),
        Exactly("lot", _("Lot"), path="lot__number"),
        Choice("grade", _("Grade"), words=GRADES),
        YesNo("empty", _("Nothing left"), holds=lambda at: Q(quantity=0)),
        YesNo("blocked", _("Blocked"), holds=lambda at: Q(blocked__gt=0)),
    ),
    sort=("item", "place"),
    ready=(Ready(_("On hand"), "empty=no"), Ready(_("Blocked"), "blocked=yes")),
)  # fmt: skip

MOVES = ListDefinition(
    name="moves",
    title=_("Stock moves"),
    permission="stock.view",
    base=_moves,
    columns=(
        Column("at", _("At"), Kind.INSTANT),
        ITEM,
        NAME,
        Column("quantity", _("Quantity"), Kind.QUANTITY, unit="item__unit__symbol"),
        GRADE,
        LOT,
        Column("source", _("From"), Kind.CODE, path="source__code"),
        Column("target", _("To"), Kind.CODE, path="target__code"),
        Column("value", _("Value"), Kind.MONEY, optional=True),
        Column("reference", _("Reference"), link=Link("number", "number")),
        Column("who", _("Entered by"), path="entry__actor_label", shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("item__code", "item__name", "reference", "lot__number")),
        Exactly("item", _("Item"), path="item__code"),
        Exactly("source", _("From"), path="source__code"),
        Exactly("target", _("To"), path="target__code"),
        Exactly("lot", _("Lot"), path="lot__number"),
        Choice("grade", _("Grade"), words=GRADES),
        Days("at", _("At")),
    ),
    sort=("-at",),
)

LISTS = (ITEMS, BALANCES, MOVES)
