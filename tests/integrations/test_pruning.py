"""What webhooks were told is forgotten after the days the company says, and nothing else is."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from runwright.company.services import company_set
from runwright.integrations.models import Attempt, Message
from runwright.integrations.services import endpoint_serve, messages_prune, outbox_fill
from runwright.journal.clock import at, now
from runwright.kernel.errors import Invalid
from runwright.reports.doctor import examine
from runwright.resources.services import department_create
from tests.api.conftest import SYSTEM, caller
from tests.integrations.receiver import listening

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(settings):
    """A webhook that was told of two departments, and of a third it was not yet told."""
    settings.WEBHOOKS_PRIVATE = True
    owner = caller("administrator")
    with listening() as receiver:
        made = owner.made(
            "/webhooks", {"name": "Shop", "url": receiver.url, "events": ["department.create"]}
        )
        for code in "ab":
            department_create(code=code, name=code, actor=SYSTEM)
        with at(now() + timedelta(minutes=1)):
            outbox_fill()
            endpoint_serve(endpoint_id=made["id"])
        department_create(code="c", name="c", actor=SYSTEM)
        with at(now() + timedelta(minutes=2)):
            outbox_fill()
    assert sorted(Message.objects.values_list("state", flat=True)) == [
        "delivered", "delivered", "pending",
    ]  # fmt: skip
    return owner


def test_old_messages_that_ended_are_forgotten(told):
    assert messages_prune() == 0
    with at(now() + timedelta(days=89)):
        assert messages_prune() == 0
    with at(now() + timedelta(days=91)):
        assert messages_prune() == 2
        assert messages_prune() == 0
    (left,) = Message.objects.all()
    assert (left.state, Attempt.objects.count()) == ("pending", 0)
    with at(now() + timedelta(days=91)):
        outbox_fill()
    assert Message.objects.count() == 1
    assert [str(complaint) for complaint in examine()] == []


def test_the_company_says_for_how_many_days(told):
    assert told.got("/company")["webhook_days"] == 90
    told.changed("/company", {"webhook_days": 7})
    with at(now() + timedelta(days=8)):
        assert messages_prune() == 2
    with pytest.raises(Invalid):
        company_set(webhook_days=0, actor=SYSTEM)


def test_a_try_is_never_edited(told):
    with pytest.raises(DatabaseError), transaction.atomic():
        Attempt.objects.update(status=500)
