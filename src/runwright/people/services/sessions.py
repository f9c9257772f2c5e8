"""Ending sessions: one's own, or, for an administrator, anybody's."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from runwright.journal.services import Subject, entry_record
from runwright.people.actor import Actor
from runwright.people.errors import SessionNotFound


@transaction.atomic
def session_end(*, session_id: int, actor: Actor) -> None:
    """End a session of one's own, or anybody's with the right to manage people.

    Raises ``SessionNotFound``, also for another's.
    """
    actor.require("people.account_manage")
    sessions = UserSession.objects.select_for_update().filter(id=session_id)
    if not actor.can("people.manage"):
        sessions = sessions.filter(user_id=actor.person)
    session = sessions.first()
    if session is None:
        raise SessionNotFound(key=session_id)
    _end(session, actor)


@transaction.atomic
def sessions_end(*, user_id: int, actor: Actor, but: str = "") -> int:
    """End every session of a user but the one with the key ``but``; returns how many."""
    actor.require("people.account_manage" if user_id == actor.user_id else "people.manage")
    sessions = UserSession.objects.select_for_update().filter(user_id=user_id)
    found = list(sessions.exclude(session_key=but).order_by("id"))
    for session in found:
        _end(session, actor)
    return len(found)


def _end(session: UserSession, actor: Actor) -> None:
    subject = Subject("user", str(session.user_id), session.user.username)
    session.end()
    entry_record(actor=actor, verb="user.end_session", subject=subject)
