"""Readers of the journal: how a room reacts to what happened in the rooms below it.

A reader asks what is unread, acts, and then moves its cursor. It acts on the records as they are,
so that it may run twice, stop half-way, or be rebuilt from the beginning, to the same end.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from runwright.journal.models import Cursor, Entry

OVERLAP = timedelta(minutes=10)
"""An entry becomes visible when its transaction ends, which may be after a later one was read:
so the last minutes are always read again. No transaction of a request lasts that long."""


def newest_unread(*, reader: str) -> datetime | None:
    """The instant of the newest entry a reader has to look at, or none if nothing is new."""
    at = cursor_at(reader=reader)
    entries = Entry.objects.filter(at__gt=at - OVERLAP) if at else Entry.objects.all()
    return entries.order_by("-at", "-id").values_list("at", flat=True).first()


def cursor_at(*, reader: str) -> datetime | None:
    """How far a reader has come; nowhere, for one that begins from the beginning."""
    return Cursor.objects.filter(reader=reader).values_list("at", flat=True).first()


def cursor_move(*, reader: str, at: datetime) -> None:
    """Everything until ``at`` was read; a cursor never goes back."""
    Cursor.objects.get_or_create(reader=reader)
    behind = Cursor.objects.filter(Q(at=None) | Q(at__lt=at), reader=reader)
    behind.update(at=at)


def cursor_reset(*, reader: str) -> None:
    """Let a reader begin from the beginning again."""
    Cursor.objects.filter(reader=reader).update(at=None)
