"""Spreadsheets of items and of what is on hand when the system begins."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.catalog.services import item_create, item_update, items_archive, variants_create
from runwright.imports.sheets.columns import Codes, Column, Day, Flag, Number, Whole, Word
from runwright.imports.sheets.definition import ID, Group, Sheet, Values
from runwright.imports.sheets.kinds.variants import value_code, values_named
from runwright.imports.sheets.naming import flat, named, named_id, withdrawal
from runwright.people.actor import Actor
from runwright.reports.lists.words import ITEM_KINDS, LOT_RULES, SUPPLIES, TRACKINGS
from runwright.stock.selectors import balances_all, storage_places, unit_costs
from runwright.stock.services import stock_adjust, stock_receive
from runwright.units.selectors import units_in_use

PLAIN = (
    "code", "name", "kind", "tracking", "supply", "resolution", "lead_time_days", "safety_stock",
    "standard_cost", "sales_price", "seconds_value_factor", "barcode", "lot_rule", "lot_size",
    "smallest_lot", "seconds_go_on",
)  # fmt: skip


def _items(actor: Actor) -> Iterator[Values]:
    """Families before their variants, which name them."""
    items = items_all(actor=actor).filter(archived_at=None).select_related("family")
    whole = items.prefetch_related("values__value__attribute")
    for one in whole.order_by(F("family_id").asc(nulls_first=True), "code"):
        yield {
            ID: one.id, "unit": one.unit.code, "family": one.family.code if one.family else "",
            "values": tuple(sorted(value_code(own.value) for own in one.values.all())),
        } | {key: getattr(one, key) for key in PLAIN}  # fmt: skip


def _item_fields(row: Values, actor: Actor) -> Values:
    given = {name: value for name, value in row.items() if name not in ("unit", *KINSHIP)}
    given["unit_id"] = named_id(units_in_use(actor=actor), row["unit"], kind="unit", field="unit")
    return given


def _item_update(*, item_id: int, actor: Actor, unit_id: int, **given: object) -> object:
    """An item's unit is fixed, and compared before."""
    return item_update(item_id=item_id, actor=actor, **given)


KINSHIP = ("family", "values")
_alone = flat(item_create, _item_update, "item_id", _item_fields, "unit", "resolution", *KINSHIP)


def _item_write(group: Group, actor: Actor) -> object:
    """A variant is made of its family by its values, and then is what its row says."""
    row = group.values
    if not (group.is_new and row.get("family")):
        return _alone(group, actor)
    family = named(items_all(actor=actor), row["family"], kind="item", field="family")
    ids = values_named(row.get("values", ()), actor, field="values")
    made = variants_create(family_id=family.id, value_ids=ids, pattern=row["code"], actor=actor)
    said = {name: row[name] for name in PLAIN if row.get(name) is not None}
    fields = {name: value for name, value in said.items() if name not in ("code", "resolution")}
    return item_update(item_id=made[0].id, **fields, actor=actor)


ITEMS = Sheet(
    key="items",
    title=_("Items"),
    identity=("code",),
    columns=(
        Column("code", _("Code"), True, 60),
        Column("name", _("Name"), True, 200),
        Word("kind", _("Kind"), True, words=ITEM_KINDS),
        Column("unit", _("Unit"), True, 20),
        Number("resolution", _("Smallest step"), places=9, keeps=True),
        Word("supply", _("Made or bought"), words=SUPPLIES, keeps=True),
        Word("tracking", _("Tracking"), words=TRACKINGS, keeps=True),
        Whole("lead_time_days", _("Lead time in days"), keeps=True),
        Number("safety_stock", _("Safety stock"), places=9, keeps=True),
        Number("standard_cost", _("Standard cost")),
        Number("sales_price", _("Sales price")),
        Number(
            "seconds_value_factor", _("Value of seconds in %"), places=4, percent=True, keeps=True
        ),
        Column("barcode", _("Barcode"), longest=80),
        Word("lot_rule", _("Lots"), words=LOT_RULES, keeps=True),
        Number("lot_size", _("Lot size"), places=9, keeps=True),
        Number("smallest_lot", _("Smallest lot"), places=9, keeps=True),
        Flag("seconds_go_on", _("Seconds go on")),
        Column("family", _("Family"), longest=60, keeps=True),
        Codes("values", _("Values"), keeps=True),
    ),
    read=_items,
    write=_item_write,
    withdraw=withdrawal(items_archive, "item_ids"),
)


def _balances(actor: Actor) -> Iterator[Values]:
    rows = list(balances_all(actor=actor).filter(quantity__gt=0, grade="firsts"))
    costs = _costs(rows)
    for one in rows:
        yield {
            ID: one.id, "place": one.place.code, "item": one.item.code,
            "lot": one.lot.number if one.lot else "", "quantity": one.quantity,
            "unit_cost": costs.get((one.item_id, one.place.warehouse_id or 0)),
            "expires_on": one.lot.expires_on if one.lot else None,
        }  # fmt: skip


def _costs(rows: Sequence[Any]) -> dict[tuple[int, int], Decimal]:
    """What a unit of each item costs in each warehouse."""
    items: dict[int, set[int]] = {}
    for one in rows:
        items.setdefault(one.place.warehouse_id, set()).add(one.item_id)
    return {
        (item_id, warehouse_id): cost
        for warehouse_id, ids in items.items()
        for item_id, cost in unit_costs(item_ids=ids, warehouse_id=warehouse_id).items()
    }


def _balance_write(group: Group, actor: Actor) -> object:
    row = group.values
    item = named(items_all(actor=actor), row["item"], kind="item", field="item")
    place = named(storage_places(actor=actor), row["place"], kind="place", field="place")
    if group.is_new:
        return stock_receive(
            item_id=item.id, place_id=place.id, quantity=row["quantity"],
            unit_cost=row.get("unit_cost"), lot_number=row["lot"],
            expires_on=row.get("expires_on"), reference=OPENING, actor=actor,
        )  # fmt: skip
    return _balance_correct(group, row["quantity"], actor)


def _balance_correct(group: Group, quantity: Decimal, actor: Actor) -> object:
    """Only the quantity can change; what a unit costs follows from how it came."""
    held = balances_all(actor=actor).get(id=group.record_id)
    if quantity == held.quantity:
        return None
    return stock_adjust(
        item_id=held.item_id, place_id=held.place_id, lot_id=held.lot_id,
        difference=quantity - held.quantity, reason=OPENING, actor=actor,
    )  # fmt: skip


OPENING = "opening balance"
BALANCES = Sheet(
    key="opening_balances",
    title=_("Opening balances"),
    identity=("place", "item", "lot"),
    columns=(
        Column("place", _("Place"), True, 40),
        Column("item", _("Item"), True, 60),
        Column("lot", _("Lot"), longest=80),
        Number("quantity", _("Quantity"), True, places=9),
        Number("unit_cost", _("Cost of a unit"), keeps=True, only_new=True),
        Day("expires_on", _("Expires on"), keeps=True, only_new=True),
    ),
    read=_balances,
    write=_balance_write,
    withdraw=lambda group, actor: _balance_correct(group, Decimal(), actor),
)
