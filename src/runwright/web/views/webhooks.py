"""Webhooks: who is told what happens, what they were told, and sending it again."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.company.selectors import policies
from runwright.integrations.selectors import (
    attempts_of,
    endpoint_get,
    endpoint_verbs,
    endpoints_all,
    message_get,
    message_verbs,
    messages_all,
)
from runwright.integrations.services import (
    Made,
    endpoint_create,
    endpoint_secret_renew,
    endpoint_switch_off,
    endpoint_switch_on,
    endpoint_test,
    endpoint_update,
    endpoints_archive,
    endpoints_restore,
    message_replay,
    messages_replay_failed,
)
from runwright.journal.clock import now
from runwright.journal.selectors import entries_of
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.webhooks import WebhookForm
from runwright.web.refusals import at_fields
from runwright.web.verbs import possible
from runwright.web.views.editing import archival, edition, restoration
from runwright.web.views.settings import TABS

LATEST = 20
LONG_AGO = timedelta(days=3650)


@never_cache
@require_safe
def webhooks(request: Request) -> HttpResponse:
    """Every webhook, and how it does."""
    found = endpoints_all(actor=request.actor)
    days = policies().webhook_days
    return page(request, "settings/webhooks", _words({"webhooks": found, "days": days}))


@never_cache
@require_http_methods(["GET", "POST"])
def webhook_new(request: Request) -> HttpResponse:
    """Make a webhook; its secret is shown once."""
    form = WebhookForm(request.POST or None, request.actor)
    if form.is_valid():
        with at_fields(form):
            return _secret(request, endpoint_create(**form.given(), actor=request.actor))
    words = {"form": form, "title": _("New webhook"), "home": reverse("web:webhooks")}
    return page(request, "settings/webhook_form", words)


webhook_edit = edition(
    WebhookForm, endpoint_get, endpoint_update, "webhook", "endpoint_id",
    template="settings/webhook_form",
)  # fmt: skip
webhook_archival = archival(endpoints_archive, "endpoint_ids", "webhook")
webhook_restoration = restoration(endpoints_restore, "endpoint_ids", "webhook")


@never_cache
@require_safe
def webhook(request: Request, record_id: int) -> HttpResponse:
    """One webhook: what it is told, what waits, and what it was told last."""
    record = endpoint_get(endpoint_id=record_id, actor=request.actor)
    messages = messages_all(actor=request.actor).filter(endpoint=record_id)[:LATEST]
    words = {
        "webhook": record,
        "may": possible(endpoint_verbs(endpoint=record, actor=request.actor)),
        "messages": messages,
        "entries": entries_of(kind="webhook", record_id=record_id),
    }
    return page(request, "settings/webhook", words)


@never_cache
@require_POST
def webhook_secret(request: Request, record_id: int) -> HttpResponse:
    """Make a new secret and show it once."""
    return _secret(request, endpoint_secret_renew(endpoint_id=record_id, actor=request.actor))


def _secret(request: Request, made: Made) -> HttpResponse:
    return page(request, "settings/webhook_secret", _words({"made": made}))


@require_POST
def webhook_off(request: Request, record_id: int) -> HttpResponse:
    """Send nothing for now."""
    endpoint_switch_off(endpoint_id=record_id, actor=request.actor)
    return _back(request, record_id, _("It is off. What happens meanwhile waits."))


@require_POST
def webhook_on(request: Request, record_id: int) -> HttpResponse:
    """Send again, first of all what waited."""
    endpoint_switch_on(endpoint_id=record_id, actor=request.actor)
    return _back(request, record_id, _("It is on."))


@require_POST
def webhook_trial(request: Request, record_id: int) -> HttpResponse:
    """Send an event that says nothing."""
    message = endpoint_test(endpoint_id=record_id, actor=request.actor)
    return done(request, reverse("web:webhook_message", args=[message.pk]), _("It is on its way."))


@require_POST
def webhook_replay(request: Request, record_id: int) -> HttpResponse:
    """Send everything again that was not taken."""
    since = now() - LONG_AGO
    count = messages_replay_failed(endpoint_id=record_id, since=since, actor=request.actor)
    words = ngettext("{count} message is sent again.", "{count} messages are sent again.", count)
    return _back(request, record_id, words.format(count=count))


@never_cache
@require_safe
def webhook_message(request: Request, record_id: UUID) -> HttpResponse:
    """One message: what is sent, and every try."""
    message = message_get(message_id=record_id, actor=request.actor)
    words = {
        "message": message,
        "body": _indented(message.body),
        "attempts": attempts_of(message_id=record_id, actor=request.actor),
        "may": possible(message_verbs(message=message, actor=request.actor)),
    }
    return page(request, "settings/webhook_message", words)


@require_POST
def message_replay_view(request: Request, record_id: UUID) -> HttpResponse:
    """Send a message again."""
    message_replay(message_id=record_id, actor=request.actor)
    return done(request, reverse("web:webhook_message", args=[record_id]), _("It is on its way."))


def _indented(body: str) -> str:
    return json.dumps(json.loads(body), ensure_ascii=False, indent=2) if body else ""


def _back(request: Request, record_id: int, words: str) -> HttpResponse:
    return done(request, reverse("web:webhook", args=[record_id]), words)


def _words(words: dict[str, Any]) -> dict[str, Any]:
    return words | {"tabs": TABS, "tab": "webhooks"}
