"""Lists of customers and suppliers."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.partners.rules import LANGUAGES
from runwright.partners.selectors import customers_all, suppliers_all
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Choice, Search
from runwright.reports.lists.resources import ARCHIVED, IN_USE, IS_ARCHIVED


def _customers(actor: Actor) -> QuerySet[Any]:
    return customers_all(actor=actor)


def _suppliers(actor: Actor) -> QuerySet[Any]:
    return suppliers_all(actor=actor)


def _columns(kind: str) -> tuple[Column, ...]:
    return (
        Column("code", _("Code"), Kind.CODE, link=Link(kind, "id")),
        Column("name", _("Name")),
        Column("email", _("E-mail")),
        Column("phone", _("Phone")),
        Column("address", _("Address"), shown=False),
        Column("language", _("Language"), Kind.WORD, words=LANGUAGES),
        ARCHIVED,
    )


FILTERS = (
    Search("q", _("Search"), paths=("code", "name", "email", "phone")),
    Choice("language", _("Language"), words=LANGUAGES),
    IS_ARCHIVED,
)

CUSTOMERS = ListDefinition(
    name="customers",
    title=_("Customers"),
    permission="partners.view",
    base=_customers,
    columns=_columns("customer"),
    filters=FILTERS,
    sort=("code",),
    ready=(IN_USE,),
)

SUPPLIERS = ListDefinition(
    name="suppliers",
    title=_("Suppliers"),
    permission="partners.view",
    base=_suppliers,
    columns=_columns("supplier"),
    filters=FILTERS,
    sort=("code",),
    ready=(IN_USE,),
)

LISTS = (CUSTOMERS, SUPPLIERS)
