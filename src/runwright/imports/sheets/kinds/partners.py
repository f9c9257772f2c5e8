"""Spreadsheets of customers, suppliers, and what suppliers sell."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import items_all
from runwright.imports.sheets.columns import Column, Flag, Number, Whole, Word
from runwright.imports.sheets.definition import ID, Group, Sheet, Values
from runwright.imports.sheets.naming import as_it_is, flat, named, named_id, withdrawal
from runwright.partners.rules import LANGUAGES
from runwright.partners.selectors import customers_all, suppliers_all
from runwright.partners.services import (
    customer_create,
    customer_update,
    customers_archive,
    supplier_create,
    supplier_update,
    suppliers_archive,
)
from runwright.people.actor import Actor
from runwright.purchasing.selectors import supplier_items_all
from runwright.purchasing.services import Terms, supplier_item_remove, supplier_item_set
from runwright.units.selectors import units_all

COLUMNS = (
    Column("code", _("Code"), True, 40),
    Column("name", _("Name"), True, 200),
    Column("email", _("E-mail"), longest=254),
    Column("phone", _("Phone"), longest=60),
    Column("address", _("Address"), longest=1000),
    Word("language", _("Language"), words=LANGUAGES, keeps=True),
)


def _partners(rows: Callable[..., QuerySet[Any]]) -> Callable[[Actor], Iterator[Values]]:
    def read(actor: Actor) -> Iterator[Values]:
        for one in rows(actor=actor).filter(archived_at=None):
            yield {ID: one.id} | {column.key: getattr(one, column.key) for column in COLUMNS}

    return read


CUSTOMERS = Sheet(
    key="customers",
    title=_("Customers"),
    identity=("code",),
    columns=COLUMNS,
    read=_partners(customers_all),
    write=flat(customer_create, customer_update, "customer_id", as_it_is),
    withdraw=withdrawal(customers_archive, "customer_ids"),
)
SUPPLIERS = Sheet(
    key="suppliers",
    title=_("Suppliers"),
    identity=("code",),
    columns=COLUMNS,
    read=_partners(suppliers_all),
    write=flat(supplier_create, supplier_update, "supplier_id", as_it_is),
    withdraw=withdrawal(suppliers_archive, "supplier_ids"),
)


def _terms(actor: Actor) -> Iterator[Values]:
    for one in supplier_items_all(actor=actor):
        yield {
            ID: one.id, "supplier": one.supplier.code, "item": one.item.code,
            "unit": one.unit.code, "price": one.price, "lead_time_days": one.lead_time_days,
            "smallest_order": one.smallest_order, "multiple": one.multiple,
            "supplier_code": one.supplier_code, "is_preferred": one.is_preferred,
        }  # fmt: skip


def _terms_write(group: Group, actor: Actor) -> object:
    row = group.values
    supplier = named(suppliers_all(actor=actor), row["supplier"], kind="supplier", field="supplier")
    item = named(items_all(actor=actor), row["item"], kind="item", field="item")
    said = {name: row[name] for name in TERMS if row.get(name) is not None}
    unit = named_id(units_all(actor=actor), row.get("unit", ""), kind="unit", field="unit")
    terms = Terms(price=row["price"], unit_id=unit, **said)
    return supplier_item_set(supplier_id=supplier.id, item_id=item.id, terms=terms, actor=actor)


TERMS = ("lead_time_days", "smallest_order", "multiple", "supplier_code", "is_preferred")
SUPPLIER_ITEMS = Sheet(
    key="supplier_items",
    title=_("What suppliers sell"),
    identity=("supplier", "item"),
    columns=(
        Column("supplier", _("Supplier"), True, 40),
        Column("item", _("Item"), True, 60),
        Column("unit", _("Unit"), longest=20, keeps=True),
        Number("price", _("Price"), True),
        Whole("lead_time_days", _("Lead time in days"), keeps=True),
        Number("smallest_order", _("Smallest order"), places=9, keeps=True),
        Number("multiple", _("Multiple"), places=9, keeps=True),
        Column("supplier_code", _("Supplier's code"), longest=60),
        Flag("is_preferred", _("Preferred")),
    ),
    read=_terms,
    write=_terms_write,
    withdraw=withdrawal(supplier_item_remove, "supplier_item_id", many=False),
)
