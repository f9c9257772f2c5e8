"""What belongs to the caller alone: where one is signed in, and how the pages look."""

from datetime import datetime
from typing import Literal

from runwright.api.doors import Door
from runwright.api.schemas import Done, Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key, PathKey
from runwright.people.selectors import sessions_of
from runwright.people.services import session_end, sessions_end, user_preferences_set

door = Door("Account", __name__)

OWN = "people.account_manage"


class BrowserSession(Shown):
    """A browser in which the caller is signed in; ``is_here``: the one that asks."""

    id: Key
    user_agent: str
    ip: str | None
    created_at: datetime
    last_seen_at: datetime
    is_here: bool = False


class BrowserSessions(Shown):
    """Where the caller is signed in, the latest first."""

    items: list[BrowserSession]


class Ended(Shown):
    """How many sessions were ended."""

    sessions: int


class Preferences(Given):
    """The language of the pages and of sentences, and the theme."""

    language: Literal["en", "ro"]
    theme: Literal["auto", "light", "dark"]


def _here(request: Call) -> str:
    """The key of the session that asks; nothing for a program with a token."""
    return getattr(getattr(request, "session", None), "session_key", None) or ""


@door.read("/sessions", permission=OWN, answer=BrowserSessions)
def sessions(request: Call) -> object:
    """Where the caller is signed in, the latest first."""
    found = []
    for session in sessions_of(actor=request.auth):
        shown = BrowserSession.model_validate(session)
        shown.is_here = session.session_key == _here(request)
        found.append(shown)
    return BrowserSessions(items=found)


@door.act("/sessions/{session_id}/ending", permission=OWN, answer=Done)
def end_session(request: Call, session_id: PathKey) -> object:
    """Sign out in one browser; with the right to manage people, anybody."""
    session_end(session_id=session_id, actor=request.auth)
    return Done()


@door.act("/sessions/ending", permission=OWN, answer=Ended)
def end_sessions(request: Call) -> object:
    """Sign out everywhere but where this is asked."""
    actor = request.auth
    return Ended(sessions=sessions_end(user_id=actor.person, but=_here(request), actor=actor))


@door.act("/me/preferences", permission=OWN, answer=Done)
def set_preferences(request: Call, given: Preferences) -> object:
    """Choose the language and the theme."""
    user_preferences_set(**given.model_dump(), actor=request.auth)
    return Done()
