"""Reading customers and suppliers."""

from django.db.models import QuerySet

from runwright.partners.errors import CustomerNotFound, SupplierNotFound
from runwright.partners.models import Customer, Supplier
from runwright.people.actor import Actor


def customers_all(*, actor: Actor) -> QuerySet[Customer]:
    """Every customer, by code."""
    actor.require("partners.view")
    return Customer.objects.order_by("code")


def customer_get(*, customer_id: int, actor: Actor) -> Customer:
    """One customer. Raises ``CustomerNotFound``."""
    customer = customers_all(actor=actor).filter(id=customer_id).first()
    if customer is None:
        raise CustomerNotFound(key=customer_id)
    return customer


def suppliers_all(*, actor: Actor) -> QuerySet[Supplier]:
    """Every supplier, by code."""
    actor.require("partners.view")
    return Supplier.objects.order_by("code")


def supplier_get(*, supplier_id: int, actor: Actor) -> Supplier:
    """One supplier. Raises ``SupplierNotFound``."""
    supplier = suppliers_all(actor=actor).filter(id=supplier_id).first()
    if supplier is None:
        raise SupplierNotFound(key=supplier_id)
    return supplier
