"""Customers and suppliers."""

from datetime import datetime
from typing import Annotated, Literal

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Code, Key, Line, PathKey, Prose
from runwright.api.verbs import Tabled
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
from runwright.partners.states import CUSTOMER_LIFE, SUPPLIER_LIFE
from runwright.reports.lists.partners import CUSTOMERS, SUPPLIERS

door = Door("Partners", __name__)
add_list(door, "/customers", CUSTOMERS)
add_list(door, "/suppliers", SUPPLIERS)

PartnerName = Annotated[str, Line(200, shortest=1)]
Email = Annotated[str, Line(254)]
Phone = Annotated[str, Line(60)]
Language = Literal["en", "ro"]


class Partner(Shown):
    """A customer or a supplier; papers are written in their language."""

    id: Key
    code: str
    name: str
    address: str
    email: str
    phone: str
    language: Language
    archived_at: datetime | None


class Customer(Partner, Tabled):
    """A customer; papers are written in their language."""

    home = "/customers/{customer_id}"
    life = CUSTOMER_LIFE


class Supplier(Partner, Tabled):
    """A supplier; papers are written in their language."""

    home = "/suppliers/{supplier_id}"
    life = SUPPLIER_LIFE


class NewPartner(Given):
    """A customer or a supplier to be made."""

    code: Code
    name: PartnerName
    address: Prose = LEFT_OUT
    email: Email = LEFT_OUT
    phone: Phone = LEFT_OUT
    language: Language = LEFT_OUT


class PartnerChange(Given):
    """What of a partner may change."""

    name: PartnerName = LEFT_OUT
    address: Prose = LEFT_OUT
    email: Email = LEFT_OUT
    phone: Phone = LEFT_OUT
    language: Language = LEFT_OUT


@door.read("/customers/{customer_id}", permission="partners.view", answer=Customer)
def customer(request: Call, customer_id: PathKey) -> object:
    """One customer."""
    return customer_get(customer_id=customer_id, actor=request.auth)


@door.create("/customers", permission="partners.manage", answer=Customer, bulk=True)
def create_customer(request: Call, given: NewPartner) -> object:
    """Make a customer."""
    return customer_create(**given.sent(), actor=request.auth)


@door.change(
    "/customers/{customer_id}",
    permission="partners.manage",
    answer=Customer,
    bulk=True,
    verb="edit",
)
def change_customer(request: Call, customer_id: PathKey, given: PartnerChange) -> object:
    """Change fields of a customer."""
    return customer_update(customer_id=customer_id, **given.sent(), actor=request.auth)


add_archive(door, customer, Customer, archive=customers_archive, restore=customers_restore)


@door.read("/suppliers/{supplier_id}", permission="partners.view", answer=Supplier)
def supplier(request: Call, supplier_id: PathKey) -> object:
    """One supplier."""
    return supplier_get(supplier_id=supplier_id, actor=request.auth)


@door.create("/suppliers", permission="partners.manage", answer=Supplier, bulk=True)
def create_supplier(request: Call, given: NewPartner) -> object:
    """Make a supplier."""
    return supplier_create(**given.sent(), actor=request.auth)


@door.change(
    "/suppliers/{supplier_id}",
    permission="partners.manage",
    answer=Supplier,
    bulk=True,
    verb="edit",
)
def change_supplier(request: Call, supplier_id: PathKey, given: PartnerChange) -> object:
    """Change fields of a supplier."""
    return supplier_update(supplier_id=supplier_id, **given.sent(), actor=request.auth)


add_archive(door, supplier, Supplier, archive=suppliers_archive, restore=suppliers_restore)
