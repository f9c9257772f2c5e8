"""Writing customers and suppliers."""

from collections.abc import Iterable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record, fields_set, insert_unique
from runwright.kernel.errors import Missing
from runwright.partners.errors import (
    CustomerNotFound,
    EmailWrong,
    LanguageUnknown,
    PartnerArchived,
    SupplierNotFound,
)
from runwright.partners.models import Customer, Partner, Supplier
from runwright.partners.rules import LANGUAGES
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken

EDITABLE = frozenset({"name", "address", "email", "phone", "language"})
MISSING: dict[type[Partner], type[Missing]] = {
    Customer: CustomerNotFound,
    Supplier: SupplierNotFound,
}
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
    _file(Customer, customer_ids, "archive", actor, reason)


@transaction.atomic
def customers_restore(*, customer_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take customers out of the archive."""
    _file(Customer, customer_ids, "restore", actor, reason)


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
    _file(Supplier, supplier_ids, "archive", actor, reason)


@transaction.atomic
def suppliers_restore(*, supplier_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take suppliers out of the archive."""
    _file(Supplier, supplier_ids, "restore", actor, reason)


def partner_in_use(kind: type[Some], partner_id: int) -> Some:
    """The partner, if something new may be agreed with it.

    Raises ``CustomerNotFound``, ``SupplierNotFound`` and ``PartnerArchived``.
    """
    partner = kind.objects.filter(id=partner_id).first()
    if partner is None:
        raise MISSING[kind](key=partner_id)
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
    insert_unique(record=partner, otherwise=CodeTaken(code=partner.code))
    subject = _subject(partner)
    entry_record(actor=actor, verb=f"{subject.kind}.create", subject=subject)
    return partner


def _update(kind: type[Some], key: int, actor: Actor, fields: dict[str, str]) -> Some:
    actor.require("partners.manage")
    partner = kind.objects.select_for_update().filter(id=key).first()
    if partner is None:
        raise MISSING[kind](key=key)
    edits = fields_set(record=partner, fields=_checked(fields))
    subject = _subject(partner)
    entry_record(actor=actor, verb=f"{subject.kind}.update", subject=subject, edits=edits)
    return partner


def _file(kind: type[Some], keys: Iterable[int], verb: str, actor: Actor, reason: str) -> None:
    actor.require("partners.manage")
    archived_at = now() if verb == "archive" else None
    for partner in kind.objects.select_for_update().filter(id__in=keys).order_by("id"):
        fields_set(record=partner, fields={"archived_at": archived_at})
        subject = _subject(partner)
        entry_record(actor=actor, verb=f"{subject.kind}.{verb}", subject=subject, reason=reason)


def _subject(partner: Partner) -> Subject:
    return Subject(str(partner._meta.model_name), str(partner.pk), str(partner))
