"""Customers and suppliers: made, changed, taken out of use, and refused with a reason."""

import pytest

from runwright.journal.selectors import entries_of
from runwright.kernel.errors import Forbidden
from runwright.partners.errors import (
    CustomerNotFound,
    EmailWrong,
    LanguageUnknown,
    PartnerArchived,
    SupplierNotFound,
)
from runwright.partners.models import Customer, Supplier
from runwright.partners.selectors import customer_get, customers_all, supplier_get
from runwright.partners.services import (
    customer_create,
    customer_update,
    customers_archive,
    customers_restore,
    partner_in_use,
    supplier_create,
    supplier_update,
    suppliers_archive,
)
from runwright.people.actor import Actor, system_actor
from runwright.people.errors import CodeTaken

pytestmark = pytest.mark.django_db

OURSELVES = system_actor("test")


def test_a_customer_is_made_changed_and_filed() -> None:
    made = customer_create(code="C1", name="Shop", email="shop@example.com", actor=OURSELVES)
    customer_update(customer_id=made.id, name="Shop SRL", language="ro", actor=OURSELVES)
    customers_archive(customer_ids=[made.id], actor=OURSELVES)
    with pytest.raises(PartnerArchived):
        partner_in_use(Customer, made.id)
    customers_restore(customer_ids=[made.id], actor=OURSELVES)
    assert partner_in_use(Customer, made.id).name == "Shop SRL"
    verbs = [entry.verb for entry in entries_of(kind="customer", record_id=made.id)]
    assert verbs[::-1] == [f"customer.{v}" for v in ("create", "update", "archive", "restore")]


def test_customers_and_suppliers_have_codes_of_their_own() -> None:
    customer_create(code="X", name="Buys", actor=OURSELVES)
    made = supplier_create(code="X", name="Sells", actor=OURSELVES)
    with pytest.raises(CodeTaken):
        supplier_create(code="X", name="Again", actor=OURSELVES)
    assert supplier_get(supplier_id=made.id, actor=OURSELVES).name == "Sells"


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("email", "no address", EmailWrong),
        ("email", "a@b\nBcc: c@d.com", EmailWrong),
        ("language", "fr", LanguageUnknown),
    ],
)
def test_what_cannot_be_is_refused_whole(field: str, value: str, refusal: type) -> None:
    with pytest.raises(refusal):
        supplier_create(code="S", name="Mill", actor=OURSELVES, **{field: value})
    assert not Supplier.objects.exists()


def test_who_is_not_there_is_named() -> None:
    with pytest.raises(CustomerNotFound):
        customer_get(customer_id=7, actor=OURSELVES)
    with pytest.raises(SupplierNotFound):
        supplier_update(supplier_id=7, name="Nobody", actor=OURSELVES)


def test_nobody_sees_or_writes_partners_without_the_right() -> None:
    stranger = Actor(user_id=1, label="stranger")
    with pytest.raises(Forbidden):
        customers_all(actor=stranger)
    with pytest.raises(Forbidden):
        suppliers_archive(supplier_ids=[1], actor=stranger)
