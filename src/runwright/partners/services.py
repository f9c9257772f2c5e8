"""Writing customers and suppliers."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from runwright.journal.masters import Master
from runwright.partners.errors import (
    CustomerNotFound,
    EmailWrong,
    LanguageUnknown,
    PartnerArchived,
    SupplierNotFound,
)
from runwright.partners.models import Customer, Partner, Supplier
from runwright.partners.rules import LANGUAGES
from runwright.partners.states import CUSTOMER_LIFE, SUPPLIER_LIFE
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken

EDITABLE = frozenset({"name", "address", "email", "phone", "language"})
CUSTOMERS = Master(Customer, "customer", CustomerNotFound, EDITABLE, CUSTOMER_LIFE)
SUPPLIERS = Master(Supplier, "supplier", SupplierNotFound, EDITABLE, SUPPLIER_LIFE)
MASTERS: dict[type[Partner], Master[Any]] = {Customer: CUSTOMERS, Supplier: SUPPLIERS}
Some = TypeVar("Some", Customer, Supplier)


@transaction.atomic
def customer_create(*, code: str, name: str, actor: Actor, **fields: str) -> Customer:
    """Create a customer. Raises ``CodeTaken``, ``EmailWrong``, ``LanguageUnknown``."""
    return _create(Customer(code=code, name=name, **_checked(fields)), actor)


@transaction.atomic
def customer_update(*, customer_id: int, actor: Actor, **fields: str) -> Customer:
    """Change fields of a customer; its code is fixed. Raises like ``customer_create``."""
    return _update(Customer, customer_id, actor, fields)


@transaction.atomic
def customers_archive(*, customer_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take customers out of use; what names them keeps them."""
    actor.require("partners.manage")
    CUSTOMERS.archive(ids=customer_ids, actor=actor, reason=reason)


@transaction.atomic
def customers_restore(*, customer_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take customers out of the archive."""
    actor.require("partners.manage")
    CUSTOMERS.restore(ids=customer_ids, actor=actor, reason=reason)


@transaction.atomic
def supplier_create(*, code: str, name: str, actor: Actor, **fields: str) -> Supplier:
    """Create a supplier. Raises ``CodeTaken``, ``EmailWrong``, ``LanguageUnknown``."""
    return _create(Supplier(code=code, name=name, **_checked(fields)), actor)


@transaction.atomic
def supplier_update(*, supplier_id: int, actor: Actor, **fields: str) -> Supplier:
    """Change fields of a supplier; its code is fixed. Raises like ``supplier_create``."""
    return _update(Supplier, supplier_id, actor, fields)


@transaction.atomic
def suppliers_archive(*, supplier_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take suppliers out of use; what names them keeps them."""
    actor.require("partners.manage")
    SUPPLIERS.archive(ids=supplier_ids, actor=actor, reason=reason)


@transaction.atomic
def suppliers_restore(*, supplier_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take suppliers out of the archive."""
    actor.require("partners.manage")
    SUPPLIERS.restore(ids=supplier_ids, actor=actor, reason=reason)


def partner_in_use(kind: type[Some], partner_id: int) -> Some:
    """The partner, if something new may be agreed with it.

    Raises ``CustomerNotFound``, ``SupplierNotFound`` and ``PartnerArchived``.
    """
    partner = kind.objects.filter(id=partner_id).first()
    if partner is None:
        raise MASTERS[kind].missing(key=partner_id)
    if partner.archived_at:
        raise PartnerArchived(partner=str(partner), field=kind._meta.model_name)
    return partner


def email_check(email: str) -> None:
    """Refuse what is no e-mail address. Raises ``EmailWrong``."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise EmailWrong(email=email[:80]) from error


def _checked(fields: dict[str, str]) -> dict[str, str]:
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(f"not a field of a partner: {sorted(unknown)}")
    if fields.get("language", "en") not in LANGUAGES:
        raise LanguageUnknown(language=fields["language"])
    if fields.get("email"):
        email_check(fields["email"])
    return fields


def _create(partner: Some, actor: Actor) -> Some:
    actor.require("partners.manage")
    master: Master[Some] = MASTERS[type(partner)]
    return master.create(record=partner, otherwise=CodeTaken(code=partner.code), actor=actor)


def _update(kind: type[Some], key: int, actor: Actor, fields: dict[str, str]) -> Some:
    actor.require("partners.manage")
    master: Master[Some] = MASTERS[kind]
    partner = master.locked(key)
    taken = CodeTaken(code=partner.code)
    return master.update(record=partner, fields=_checked(fields), otherwise=taken, actor=actor)
