"""The policies of the company: what they can be, and that nobody reads an old one."""

from decimal import Decimal as D

import pytest
from django.db import transaction

from runwright.company.holding import company_held
from runwright.company.models import Company, Policy
from runwright.company.selectors import company_get, plant_zone, policies
from runwright.company.services import company_set
from runwright.journal.models import Change
from runwright.kernel.errors import Forbidden, Invalid
from runwright.people.actor import Actor
from runwright.people.roles import permissions_of
from tests.stories.plant import empty_plant

pytestmark = pytest.mark.django_db


def test_the_usual_policies_are_those_of_the_domain() -> None:
    empty_plant()
    usual = policies()
    assert usual.shortage_confirm == Policy.ALLOW
    assert usual.shortage_plan == Policy.BLOCK
    assert usual.shortage_release == usual.shortage_scan == Policy.WARN
    assert usual.shortage_issue == usual.shortage_delivery == Policy.BLOCK
    assert usual.orders_from_sales is False


def test_a_policy_is_set_and_the_journal_says_what_was_before() -> None:
    actor = empty_plant().actor
    company_set(actor=actor, overproduction="block", overproduction_tolerance=D("0.05"))
    assert (policies().overproduction, policies().overproduction_tolerance) == ("block", D("0.05"))
    change = Change.objects.get(entry__verb="company.set", field="overproduction")
    assert (change.old, change.new) == ("warn", "block")


def test_every_wrong_field_is_named_at_once() -> None:
    actor = empty_plant().actor
    with pytest.raises(Invalid) as refused:
        company_set(
            actor=actor,
            time_zone="Mars/Olympus",
            currency="euro",
            country="XX",
            overproduction_tolerance=D("1.5"),
            shortage_scan="allow",
        )
    assert {reason.field for reason in refused.value.reasons} == {
        "time_zone", "currency", "country", "overproduction_tolerance", "shortage_scan",
    }  # fmt: skip
    assert company_get().currency == "EUR"


def test_a_viewer_cannot_set_policies() -> None:
    empty_plant()
    viewer = Actor(user_id=1, label="V", permissions=permissions_of(frozenset({"viewer"})))
    with pytest.raises(Forbidden):
        company_set(actor=viewer, overproduction="allow")


def test_within_a_request_the_company_is_read_once(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    empty_plant()
    with company_held(), django_assert_num_queries(1):
        for _ in range(100):
            plant_zone(), policies()


def test_the_next_request_reads_anew() -> None:
    empty_plant()
    with company_held():
        assert policies().overproduction == Policy.WARN
        Company.objects.update(overproduction="block")  # as another process would
        assert policies().overproduction == Policy.WARN
    with company_held():
        assert policies().overproduction == Policy.BLOCK


def test_who_writes_the_company_reads_what_was_written() -> None:
    actor = empty_plant().actor
    with company_held():
        assert policies().overproduction == Policy.WARN
        company_set(actor=actor, overproduction="allow")
        assert policies().overproduction == Policy.ALLOW


def test_a_change_that_was_rolled_back_is_not_remembered() -> None:
    actor = empty_plant().actor
    with company_held():
        with transaction.atomic():
            company_set(actor=actor, overproduction="allow")
            assert policies().overproduction == Policy.ALLOW
            transaction.set_rollback(True)
        assert policies().overproduction == Policy.WARN
