"""Carrying messages to their endpoints, in the order of what happened to each record."""

import logging
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from runwright.integrations.bodies import message_body
from runwright.integrations.errors import Undelivered
from runwright.integrations.models import Attempt, Endpoint, Message
from runwright.integrations.rules import OFF_AFTER, PAUSE, PURPOSE, headers_of, wait_after
from runwright.integrations.states import LIFE, PENDING
from runwright.integrations.wire import Answered, posted
from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record
from runwright.kernel.errors import gettext_noop
from runwright.people.actor import system_actor
from runwright.people.sealing import opened
from runwright.tasks.services import wake

log = logging.getLogger(__name__)

TASK = "integrations.deliver"
ONE_GO = 20.0
"""Seconds after which an endpoint that has more to be told lets other work pass."""
GONE, TOO_MANY, BROKEN = 410, 429, 500
SENDER = "webhooks"
FAILED_LONG = gettext_noop("It has failed for five days.")
WANTS_NO_MORE = gettext_noop("It answered that it is gone.")


def endpoint_wake(endpoint_id: int) -> None:
    """After this transaction, have a worker send what waits for the endpoint."""
    transaction.on_commit(
        lambda: wake(
            task=TASK, about=f"{TASK}.{endpoint_id}", arguments={"endpoint_id": endpoint_id}
        )
    )


def endpoints_wake() -> int:
    """Wake every endpoint for which something is due; returns how many."""
    due = _due().order_by("endpoint_id").values_list("endpoint_id", flat=True).distinct()
    waiting = list(due)
    for endpoint_id in waiting:
        endpoint_wake(endpoint_id)
    return len(waiting)


def endpoint_serve(*, endpoint_id: int) -> int:
    """Send what is due for an endpoint; returns how many messages it took.

    It ends when nothing is due, when the endpoint cannot be reached, or after ``ONE_GO`` seconds.
    At most one worker serves an endpoint; where one is killed, a message may come twice, with the
    same id.
    """
    began, taken = time.monotonic(), 0
    while message := _due().filter(endpoint=endpoint_id).first():
        attempt = _attempted(message)
        taken += _settled(message.id, attempt)
        if _is_away(attempt):
            return taken
        if time.monotonic() - began > ONE_GO:
            endpoint_wake(endpoint_id)
            return taken
    return taken


def _due() -> QuerySet[Message]:
    """Messages that may be tried now, the oldest first. What waits for another try keeps back
    what happened to the same record later."""
    earlier = Message.objects.filter(
        Q(happened_at__lt=OuterRef("happened_at"))
        | Q(happened_at=OuterRef("happened_at"), id__lt=OuterRef("id")),
        endpoint=OuterRef("endpoint"),
        record_kind=OuterRef("record_kind"),
        record_id=OuterRef("record_id"),
        state=PENDING,
    ).exclude(record_kind="")
    at = now()
    rested = Q(endpoint__paused_until=None) | Q(endpoint__paused_until__lte=at)
    messages = Message.objects.filter(
        rested, state=PENDING, next_try_at__lte=at, endpoint__off_at=None,
        endpoint__archived_at=None,
    )  # fmt: skip
    due = messages.exclude(Exists(earlier)).order_by("happened_at", "id")
    return due.select_related("endpoint", "entry")


def _attempted(message: Message) -> Attempt:
    """One try, outside of every transaction; the body is written down before the first."""
    began = time.monotonic()
    try:
        answered = _posted(message)
    except Undelivered as error:
        spent = int((time.monotonic() - began) * 1000)
        return Attempt(
            message=message, milliseconds=spent, status=error.status, answer=error.answer,
            error=str(error)[:500],
        )  # fmt: skip
    return Attempt(
        message=message, milliseconds=answered.milliseconds, status=answered.status,
        answer=answered.text,
    )  # fmt: skip


def _posted(message: Message) -> Answered:
    _written(message)
    secrets = list(_secrets(message.endpoint))
    if not secrets:
        raise Undelivered("the secret cannot be opened: make a new one")
    stamp = int(now().timestamp())
    signed = headers_of(
        secrets=secrets, id=f"msg_{message.id.hex}", timestamp=stamp, body=message.body
    )
    headers = {"Content-Type": "application/json", "User-Agent": "Runwright-Webhooks/1", **signed}
    return posted(message.endpoint.url, message.body, headers)


def _written(message: Message) -> None:
    """Fix the body of a message before it is sent for the first time."""
    if message.body:
        return
    try:
        message.body = message_body(message)
    except Exception as error:
        log.exception("webhook message %s could not be written", message.id)
        raise Undelivered("it could not be written; the log says why") from error
    message.save(update_fields=["body"])


def _secrets(endpoint: Endpoint) -> Iterator[bytes]:
    """The secrets in force, the newest first."""
    for secret in endpoint.secrets.filter(Q(until=None) | Q(until__gt=now())).order_by("-id"):
        if plain := opened(secret.sealed, purpose=PURPOSE):
            yield plain


@transaction.atomic
def _settled(message_id: UUID, attempt: Attempt) -> bool:
    """Write down how a try went; returns whether the message was taken."""
    message = Message.objects.select_for_update().get(id=message_id)
    endpoint = Endpoint.objects.select_for_update().get(id=message.endpoint_id)
    attempt.save(force_insert=True)
    message.tries += 1
    if not attempt.error:
        _ended(message, "deliver")
        endpoint.failing_since = endpoint.paused_until = None
    elif (wait := wait_after(message.tries)) is None:
        _ended(message, "give_up", attempt.error)
    else:
        _put_off(message, wait, attempt.error)
    if attempt.error:
        _blamed(endpoint, attempt)
    endpoint.save(update_fields=["failing_since", "paused_until", "off_at", "off_reason"])
    return not attempt.error


def _ended(message: Message, verb: str, error: str = "") -> None:
    message.state = LIFE.step(message, state=message.state, verb=verb, label=str(message)).target
    message.ended_at, message.error = now(), error
    message.save(update_fields=["state", "tries", "ended_at", "error"])


def _put_off(message: Message, wait: timedelta, error: str) -> None:
    message.next_try_at, message.error = now() + wait, error
    message.save(update_fields=["tries", "next_try_at", "error"])


def _blamed(endpoint: Endpoint, attempt: Attempt) -> None:
    """Leave alone who is away; switch off who has failed too long or wants no more."""
    at = now()
    endpoint.failing_since = endpoint.failing_since or at
    if _is_away(attempt):
        endpoint.paused_until = at + PAUSE
    if attempt.status == GONE:
        _switch_off(endpoint, at, WANTS_NO_MORE)
    elif at - endpoint.failing_since >= OFF_AFTER:
        _switch_off(endpoint, at, FAILED_LONG)


def _is_away(attempt: Attempt) -> bool:
    """Whether it is the receiver that has trouble, and not the message."""
    return attempt.status is None or attempt.status == TOO_MANY or attempt.status >= BROKEN


def _switch_off(endpoint: Endpoint, at: datetime, reason: str) -> None:
    log.warning("webhook %s is switched off: %s", endpoint.name, reason)
    endpoint.off_at, endpoint.off_reason = at, reason
    subject = Subject("webhook", str(endpoint.pk), endpoint.name)
    actor = system_actor(SENDER)
    entry_record(actor=actor, verb="webhook.switch_off", subject=subject, reason=reason)
