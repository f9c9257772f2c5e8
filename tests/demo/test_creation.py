"""The demo factory: made once, always the same, and with everything to look at."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from runwright.demo.services import demo_create
from runwright.people.actor import system_actor
from runwright.production.models import Order
from runwright.production.states import ORDER_STATES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SUNDAY_NIGHT = datetime(2026, 11, 22, 0, 20, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def mill(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One mill for all tests of the module, gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo_create(actor=system_actor("test"), anchor=SUNDAY_NIGHT)
        yield
        transaction.set_rollback(True)


def test_a_second_time_does_nothing() -> None:
    before = Order.objects.count()
    assert not demo_create(actor=system_actor("test"))
    assert Order.objects.count() == before


def test_there_are_orders_in_every_state() -> None:
    assert set(Order.objects.values_list("state", flat=True)) == set(ORDER_STATES)
