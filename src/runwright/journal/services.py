"""Writing the journal and binding request ids."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey, Model
from psycopg.errors import UniqueViolation

from runwright.journal import clock
from runwright.journal.errors import IdAlreadyUsed
from runwright.journal.models import Acceptance, Change, Entry
from runwright.journal.rows import (
    answer,
    fresh,
    rows_add,
    writes_together,
)
from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import plain


class Author(Protocol):
    """Who writes an entry: a person, a station or the system."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def label(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def station(self) -> str: ...
    @property
    def request_id(self) -> str: ...
    @property
    def device_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Subject:
    """The record an entry is about; ``label`` is what people call it."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True)
class Edit:
    """One field before and after."""

    field: str
    old: object
    new: object


def entry_prepare(*, actor: Author, verb: str, subject: Subject, reason: str = "") -> Entry:
    """An unsaved entry, for writers that save many at once."""
    return fresh(
        Entry,
        device_at=actor.device_at,
        actor_id=actor.user_id,
        actor_label=actor.label,
        device=actor.device,
        station=actor.station,
        verb=verb,
        record_kind=subject.kind,
        record_id=subject.id,
        record_label=subject.label,
        reason=reason,
        request_id=actor.request_id,
    )


def entry_record(
    *, actor: Author, verb: str, subject: Subject, edits: Iterable[Edit] = (), reason: str = ""
) -> Entry:
    """Write one entry with its field changes; call inside the transaction of the change itself."""
    entry = entry_prepare(actor=actor, verb=verb, subject=subject, reason=reason)
    changes = [fresh(Change, entry_id=entry.id, field=edit.field, old=_words(edit.old),
                     new=_words(edit.new)) for edit in edits]  # fmt: skip
    with writes_together():
        rows_add(Entry, [entry])
        rows_add(Change, changes)
    return entry


def entries_record(*, actor: Author, verb: str, subjects: Iterable[Subject]) -> None:
    """Write an entry without changes for each of many subjects, in one statement."""
    Entry.objects.bulk_create(
        entry_prepare(actor=actor, verb=verb, subject=subject) for subject in subjects
    )


def _words(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)


def insert_unique(*, record: Model, otherwise: Refusal) -> None:
    """Insert a record; when one like it exists already, raise ``otherwise``."""
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise otherwise from error
        raise


def fields_set(*, record: Model, fields: Mapping[str, object]) -> Sequence[Edit]:
    """Set and save the fields that differ; return what was before and is now, a key by the words
    of the record it leads to."""
    edits = [
        Edit(name, getattr(record, name), value)
        for name, value in fields.items()
        if getattr(record, name) != value
    ]
    for edit in edits:
        setattr(record, edit.field, edit.new)
    if edits:
        record.save(update_fields=[edit.field for edit in edits])
    return [_named(record, edit) for edit in edits]


def _named(record: Model, edit: Edit) -> Edit:
    field = record._meta.get_field(edit.field)
    if not isinstance(field, ForeignKey) or edit.field == field.name:
        return edit
    model = field.remote_field.model
    keys = [key for key in (edit.old, edit.new) if key is not None]
    found = {row.pk: row for row in model._default_manager.filter(pk__in=keys)}
    return Edit(edit.field, found.get(edit.old), found.get(edit.new))


def request_accept(
    *, id: UUID, verb: str, body: Mapping[str, object], record_id: str
) -> str | None:
    """Bind a client's id to its body, before any effect.

    Returns ``None`` the first time. A repeat with the same body returns the id of the record the
    first one made; with another body it raises ``IdAlreadyUsed``. A transaction that rolls back
    binds nothing. A concurrent twin waits here until the first one has ended.
    """
    if answer(ACCEPT, [id, verb, body_digest(body), record_id]):
        return None
    return request_accepted(id=id, verb=verb, body=body)


def request_bind(*, id: UUID, verb: str, body: Mapping[str, object], record_id: str) -> None:
    """Bind a client's id to its body together with the effects, where these are written together.

    What comes a second time is refused because the first has done it, or fails with
    ``IntegrityError``: then ask ``request_accepted``. A concurrent twin waits for the first.
    """
    digest = body_digest(body)
    rows_add(Acceptance, [fresh(Acceptance, id=id, verb=verb, digest=digest, record_id=record_id)])


def request_accepted(*, id: UUID, verb: str, body: Mapping[str, object]) -> str | None:
    """The id of the record that was made when this came before, if it did.

    Raises ``IdAlreadyUsed`` if it came with another body.
    """
    bound = Acceptance.objects.filter(id=id).first()
    if bound is None:
        return None
    if bound.verb != verb or bytes(bound.digest) != body_digest(body):
        raise IdAlreadyUsed(id=str(id), at=bound.at)
    return bound.record_id


ACCEPT = """
INSERT INTO journal_acceptance (id, verb, digest, record_id, answer, at)
VALUES (%s, %s, %s, %s, '', clock_timestamp())
ON CONFLICT (id) DO NOTHING RETURNING id
"""


@dataclass(frozen=True)
class Answer:
    """What a request was answered: an HTTP status and the text of the body."""

    status: int
    text: str


def request_open(*, id: UUID, verb: str, body: Mapping[str, object]) -> Answer | None:
    """Begin a request that may be a repeat: the kept answer, or ``None`` the first time.

    Raises ``IdAlreadyUsed`` for another body. Of two twins at the same moment the second fails
    when it closes, or is refused because the first has done it: then the answer is kept here.
    """
    bound = answer(REQUEST, [id])
    if not bound:
        return None
    ((bound_verb, digest, status, text, at),) = bound
    if bound_verb != verb or bytes(digest) != body_digest(body) or status is None:
        raise IdAlreadyUsed(id=str(id), at=at)
    return Answer(status=status, text=text)


REQUEST = "SELECT verb, digest, status, answer, at FROM journal_acceptance WHERE id = %s"


def request_close(*, id: UUID, verb: str, body: Mapping[str, object], told: Answer) -> None:
    """Bind an opened request to its body and its answer, in the transaction of its effects.

    Raises ``IntegrityError`` when a twin was faster. In a transaction that somebody else will
    commit, keys to other records that would be found missing then are found here.
    """
    if connection.savepoint_ids:
        keys_check()
    answer(CLOSE, [id, verb, body_digest(body), told.status, told.text, clock.now()])


def keys_check() -> None:
    """Find now what the commit would: keys to records that are not there. Afterwards records may
    again be written in any order. Raises ``IntegrityError``."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


CLOSE = """
INSERT INTO journal_acceptance (id, verb, digest, record_id, status, answer, at)
VALUES (%s, %s, %s, '', %s, %s, %s)
"""


def body_digest(body: Mapping[str, object]) -> bytes:
    """SHA-256 of the body in a canonical form: keys sorted, values as text."""
    canonical = json.dumps(body, sort_keys=True, default=_canonical, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).digest()


def _canonical(value: object) -> str:
    """Numbers of the same worth are the same: 10 and 10.0."""
    return plain(value) if isinstance(value, Decimal) else str(value)
