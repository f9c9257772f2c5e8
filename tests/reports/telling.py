"""A system that is told what happens in the mill."""

from django.test import override_settings

from runwright.integrations.services import endpoint_create, endpoint_serve, outbox_fill
from runwright.people.actor import system_actor
from runwright.people.selectors import actor_of
from runwright.people.services import user_create
from runwright.resources.services import department_create
from tests.integrations.receiver import listening

SYSTEM = system_actor("tests")
AGED = """
UPDATE journal_entry SET at = at - interval '1 hour';
UPDATE integrations_subscription SET since = since - interval '1 day';
"""
"""What is new may not have been read yet, so the doctor looks only at what is older."""

CORRUPTIONS: dict[str, tuple[str, str]] = {
    "integrations.outbox_is_complete": (
        f"{AGED} DELETE FROM integrations_message",
        f"""{AGED} INSERT INTO integrations_subscription (endpoint_id, event, since)
        SELECT id, 'order.create', '2000-01-01' FROM integrations_endpoint""",
    ),
    "integrations.message_tells_its_entry": (
        "UPDATE integrations_message SET record_id = '0'",
        "UPDATE integrations_message SET event = 'order.finish'",
    ),
    "integrations.delivered_was_answered": (
        "DELETE FROM integrations_attempt",
        "UPDATE integrations_attempt SET status = 500",
    ),
}


def told() -> None:
    """A webhook that was told of a department."""
    user = user_create(
        username="erp", full_name="ERP", roles=frozenset({"administrator"}), actor=SYSTEM
    )
    with override_settings(WEBHOOKS_PRIVATE=True), listening() as receiver:
        made = endpoint_create(
            name="ERP", url=receiver.url, events=["department.create"], actor=actor_of(user=user)
        )
        department_create(code="ERP", name="Told", actor=SYSTEM)
        outbox_fill()
        assert endpoint_serve(endpoint_id=made.endpoint.pk) == 1
