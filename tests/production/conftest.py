"""Plants that are laid out once for a whole file; each test's changes are rolled back."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.stories.plant import Plant, sock_mill


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One transaction around all tests of a file, for what is laid out once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def mill(once: None) -> Plant:
    """The sock mill with yarn and boxes for one order of 120 pairs and a little more."""
    plant = sock_mill()
    plant.stocked()
    return plant
