"""The verbs that all master data share: make, change, archive, restore, each with its entry."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model
from psycopg.errors import UniqueViolation

from runwright.journal.clock import now
from runwright.journal.services import Author, Edit, Subject, entry_record, fields_set
from runwright.kernel.errors import Refusal
from runwright.kernel.transitions import Life

Record = TypeVar("Record", bound=Model)


@contextmanager
def unique(otherwise: Refusal) -> Iterator[None]:
    """Raise ``otherwise`` when what is written here exists already."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise otherwise from error
        raise


def changed(record: Record, fields: Mapping[str, object]) -> Record:
    """The record as it would be with these fields, to be judged; nothing is saved."""
    other = copy(record)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


@dataclass(frozen=True)
class Master(Generic[Record]):
    """A kind of master data: what the journal calls it, what may change, who is missing, and the
    table of what may be done with one when.

    Its verbs are called inside the transaction of a service that has asked for the permission.
    """

    model: type[Record]
    kind: str
    missing: type[Refusal]
    editable: frozenset[str]
    life: Life[Any]
    label: Callable[[Any], str] = str

    def subject(self, record: Record) -> Subject:
        """How the journal names the record."""
        return Subject(self.kind, str(record.pk), self.label(record))

    def locked(self, record_id: int) -> Record:
        """The record, locked. Raises ``missing``."""
        found = self.model._default_manager.select_for_update().filter(pk=record_id).first()
        if found is None:
            raise self.missing(key=record_id)
        return found

    def check(self, fields: Iterable[str]) -> None:
        """Raise ``TypeError`` for what is no field that may be set: a fault of the program."""
        unknown = set(fields) - self.editable
        if unknown:
            raise TypeError(f"not a field of a {self.kind}: {sorted(unknown)}")

    def create(self, *, record: Record, otherwise: Refusal, actor: Author) -> Record:
        """Insert a new record. Raises ``otherwise`` when there is one like it."""
        with unique(otherwise):
            record.save(force_insert=True)
        entry_record(actor=actor, verb=f"{self.kind}.create", subject=self.subject(record))
        return record

    def update(
        self,
        *,
        record: Record,
        fields: Mapping[str, object],
        otherwise: Refusal,
        actor: Author,
        also: Iterable[Edit] = (),
    ) -> Record:
        """Change fields of a locked record; ``also`` are edits of what hangs on it.

        Where nothing differs, nothing is written. Raises ``otherwise`` like ``create``.
        """
        self.check(fields)
        with unique(otherwise):
            edits = [*fields_set(record=record, fields=fields), *also]
        if edits:
            subject = self.subject(record)
            entry_record(actor=actor, verb=f"{self.kind}.update", subject=subject, edits=edits)
        return record

    def archive(self, *, ids: Iterable[int], actor: Author, reason: str = "") -> None:
        """Take records out of use; history keeps naming them. Those archived already stay so.

        Raises ``missing``, and ``GuardFailed`` with every reason why one must stay in use.
        """
        self._mark(ids, actor, "archive", reason)

    def restore(self, *, ids: Iterable[int], actor: Author, reason: str = "") -> None:
        """Take records out of the archive; those in use already stay so. Raises ``missing``."""
        self._mark(ids, actor, "restore", reason)

    def _mark(self, ids: Iterable[int], actor: Author, verb: str, reason: str) -> None:
        """Take the step with those whose ``archived_at`` does not say so already."""
        for record in self._all_locked(ids):
            if bool(record.archived_at) == (verb == "archive"):
                continue
            state, label = self.life.state_of(record), self.label(record)
            self.life.step(record, state=state, verb=verb, label=label)
            fields_set(record=record, fields={"archived_at": now() if verb == "archive" else None})
            subject = self.subject(record)
            entry_record(actor=actor, verb=f"{self.kind}.{verb}", subject=subject, reason=reason)

    def _all_locked(self, ids: Iterable[int]) -> list[Any]:
        """The records in the order of their keys, locked. Raises ``missing``."""
        wanted = set(ids)
        rows = self.model._default_manager.select_for_update().filter(pk__in=wanted)
        found = list(rows.order_by("pk"))
        for key in sorted(wanted - {record.pk for record in found}):
            raise self.missing(key=key)
        return found
