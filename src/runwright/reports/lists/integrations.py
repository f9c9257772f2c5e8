"""The lists of webhooks, and of what they were told."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.integrations.selectors import endpoints_all, messages_all
from runwright.integrations.states import STATES
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind, Label, Link
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Days, Exactly, Search
from runwright.reports.lists.resources import ARCHIVED, IN_USE, IS_ARCHIVED


def _endpoints(actor: Actor) -> QuerySet[Any]:
    return endpoints_all(actor=actor)


def _messages(actor: Actor) -> QuerySet[Any]:
    return messages_all(actor=actor)


WORDS: dict[str, Label] = {state: _(words) for state, words in STATES.items()}
WEBHOOKS = ListDefinition(
    name="webhooks",
    title=_("Webhooks"),
    permission="integrations.manage",
    base=_endpoints,
    columns=(
        Column("name", _("Name"), link=Link("webhook", "id")),
        Column("url", _("Address")),
        Column("waiting", _("Waiting"), Kind.COUNT),
        Column("failed", _("Failed"), Kind.COUNT),
        Column("failing", _("Failing since"), Kind.INSTANT, path="failing_since", optional=True),
        Column("off", _("Off since"), Kind.INSTANT, path="off_at", optional=True),
        ARCHIVED,
    ),
    filters=(Search("q", _("Search"), paths=("name", "url")), IS_ARCHIVED),
    sort=("name",),
    ready=(IN_USE,),
)

WEBHOOK_MESSAGES = ListDefinition(
    name="webhook_messages",
    title=_("Webhook messages"),
    permission="integrations.manage",
    base=_messages,
    columns=(
        Column("happened", _("At"), Kind.INSTANT, path="happened_at",
               link=Link("webhook_message", "id")),
        Column("webhook", _("Webhook"), path="endpoint__name",
               link=Link("webhook", "endpoint_id")),
        Column("event", _("Event"), Kind.CODE),
        Column("record", _("Record"), Kind.CODE, path="record_label",
               link=Link("record_kind", "record_id", is_path=True)),
        Column("state", _("State"), Kind.STATE, words=WORDS),
        Column("tries", _("Tries"), Kind.COUNT),
        Column("error", _("What is wrong")),
        Column("next_try", _("Next try"), Kind.INSTANT, path="next_try_at", shown=False),
        Column("ended", _("Ended"), Kind.INSTANT, path="ended_at", optional=True),
    ),
    filters=(
        Search("q", _("Search"), paths=("record_label", "event", "endpoint__name")),
        Choice("state", _("State"), words=WORDS),
        Exactly("webhook", _("Webhook"), path="endpoint__name"),
        Exactly("event", _("Event")),
        Exactly("record", _("Record"), path="record_label"),
        Days("happened", _("At"), path="happened_at"),
    ),
    sort=("-happened",),
    ready=(Ready(_("Failed"), "state=failed"), Ready(_("Waiting"), "state=pending")),
)  # fmt: skip

LISTS = (WEBHOOKS, WEBHOOK_MESSAGES)
