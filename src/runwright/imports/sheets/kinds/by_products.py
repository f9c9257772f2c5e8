"""The spreadsheet of by-products: what else comes out of a bill of materials."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.engineering.selectors import bom_get, boms_all
from runwright.engineering.services import BomDraft, ByProductDraft
from runwright.imports.sheets.columns import Column, Number
from runwright.imports.sheets.definition import ID, Group, Sheet, Values
from runwright.imports.sheets.kinds.recipes import bom_write, boms_latest
from runwright.imports.sheets.naming import named, named_id
from runwright.people.actor import Actor
from runwright.units.selectors import units_in_use


def _by_products(actor: Actor) -> Iterator[Values]:
    for bom in boms_latest(actor):
        for one in bom.by_products.all():
            yield {
                ID: bom.id, "bom": bom.code, "item": one.item.code, "quantity": one.quantity,
                "unit": one.unit.code, "cost_share": one.cost_share,
            }  # fmt: skip


def _write(group: Group, actor: Actor) -> object:
    boms = boms_all(actor=actor).exclude(state="archived")
    bom = named(boms, group.values["bom"], kind="bill of materials", field="bom")
    return _made(bom, [_draft(row, actor) for row in group.rows], actor)


def _made(bom: Any, by_products: Sequence[ByProductDraft], actor: Actor) -> object:
    draft = replace(BomDraft.of(bom), by_products=by_products)
    return bom_write(bom, draft, is_validated=bom.state == "validated", actor=actor)


def _draft(row: Values, actor: Actor) -> ByProductDraft:
    item = named(items_all(actor=actor), row["item"], kind="item", field="item")
    units = units_in_use(actor=actor)
    return ByProductDraft(
        item_id=item.id,
        unit_id=named_id(units, row.get("unit", ""), kind="unit", field="unit") or item.unit_id,
        quantity=row["quantity"],
        cost_share=row["cost_share"],
    )


BY_PRODUCTS = Sheet(
    key="by_products",
    title=_("By-products"),
    identity=("bom",),
    columns=(
        Column("bom", _("Bill of materials"), True, 40),
        Column("item", _("Item"), True, 60),
        Number("quantity", _("Quantity"), True, places=9),
        Column("unit", _("Unit"), longest=20, keeps=True),
        Number("cost_share", _("Share of the cost in %"), True, places=6, percent=True),
    ),
    read=_by_products,
    write=_write,
    withdraw=lambda group, actor: _made(bom_get(bom_id=group.record_id, actor=actor), (), actor),
    is_grouped=True,
)
