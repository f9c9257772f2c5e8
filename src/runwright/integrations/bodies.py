"""The text of a message: what happened, and the record as the API shows it to the owner."""

import json
import logging
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from runwright.integrations.models import Message
from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor
from runwright.people.errors import UserNotFound
from runwright.people.selectors import actor_of_id
from runwright.resources.limits import limited

log = logging.getLogger(__name__)

Show = Callable[..., str | None]


def message_body(message: Message) -> str:
    """The JSON of a message. ``data`` is what the API answers about the record now; ``null``
    where it is gone, or the owner of the endpoint may not see it."""
    entry = message.entry
    told = {
        "type": message.event,
        "timestamp": message.happened_at.isoformat().replace("+00:00", "Z"),
        "by": entry.actor_label if entry else "",
        "reason": entry.reason if entry else "",
        "record": {
            "kind": message.record_kind,
            "id": message.record_id,
            "label": message.record_label,
        },
    }
    head = json.dumps(told, ensure_ascii=False)
    return f'{head[:-1]}, "data": {_record(message) or "null"}}}'


def _record(message: Message) -> str | None:
    """The API shows records; which part of it does is said by the settings, for it is above."""
    show: Show = import_string(settings.WEBHOOK_RECORDS)
    owner = _owner(message)
    if owner is None or not message.record_kind:
        return None
    try:
        return show(kind=message.record_kind, key=message.record_id, actor=owner)
    except Refusal:
        return None


def _owner(message: Message) -> Actor | None:
    try:
        return limited(actor_of_id(user_id=message.endpoint.owner_id))
    except UserNotFound:
        return None
