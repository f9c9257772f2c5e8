"""Keeping endpoints, filling the outbox, and sending what is in it."""

from runwright.integrations.services.endpoints import (
    Made,
    endpoint_create,
    endpoint_secret_renew,
    endpoint_switch_off,
    endpoint_switch_on,
    endpoint_test,
    endpoint_update,
    endpoints_archive,
    endpoints_restore,
)
from runwright.integrations.services.outbox import outbox_fill
from runwright.integrations.services.pruning import messages_prune
from runwright.integrations.services.replays import message_replay, messages_replay_failed
from runwright.integrations.services.sending import endpoint_serve, endpoints_wake

__all__ = [
    "Made",
    "endpoint_create",
    "endpoint_secret_renew",
    "endpoint_serve",
    "endpoint_switch_off",
    "endpoint_switch_on",
    "endpoint_test",
    "endpoint_update",
    "endpoints_archive",
    "endpoints_restore",
    "endpoints_wake",
    "message_replay",
    "messages_prune",
    "messages_replay_failed",
    "outbox_fill",
]
