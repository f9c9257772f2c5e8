"""Mappings: kept with the import they were used for, and remembered by name."""

from typing import TypeVar

from django.db import transaction

from runwright.imports.errors import MappingBroken, MappingNameMissing, MappingNotFound
from runwright.imports.log.columns import Booking, Clock, Field, LogMapping
from runwright.imports.models import Mapping, MappingColumn, MappingReportType
from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record
from runwright.people.actor import Actor

Word = TypeVar("Word", Field, Booking, Clock)


@transaction.atomic
def mapping_save(*, name: str, mapping: LogMapping, actor: Actor) -> Mapping:
    """Remember a mapping under a name; one of that name is replaced.

    Raises ``MappingNameMissing``.
    """
    actor.require("imports.run")
    name = " ".join(name.split())
    if not 1 <= len(name) <= 80 or not name.isprintable():
        raise MappingNameMissing()
    kept = Mapping.objects.select_for_update().filter(name=name).first()
    kept = mapping_store(mapping=mapping, actor=actor, record=kept or Mapping(name=name))
    entry_record(actor=actor, verb="mapping.save", subject=_subject(kept))
    return kept


@transaction.atomic
def mapping_forget(*, mapping_id: int, actor: Actor) -> None:
    """Forget a remembered mapping; imports keep the one they were checked with."""
    actor.require("imports.run")
    kept = Mapping.objects.select_for_update().exclude(name="").filter(id=mapping_id).first()
    if kept is None:
        raise MappingNotFound(key=mapping_id)
    entry_record(actor=actor, verb="mapping.forget", subject=_subject(kept))
    kept.delete()


def mapping_store(*, mapping: LogMapping, actor: Actor, record: Mapping) -> Mapping:
    """Write what ``mapping`` says into ``record`` and its rows."""
    record.keep_duplicates = mapping.keep_duplicates
    record.output_operation = " ".join(mapping.output_operation.split())[:120]
    record.clock, record.day_first = mapping.clock, mapping.day_first
    record.saved_by, record.saved_at = actor.label, now()
    record.save()
    record.columns.all().delete()
    record.report_types.all().delete()
    MappingColumn.objects.bulk_create(
        [MappingColumn(mapping=record, field=f, column=c) for f, c in mapping.columns.items()]
    )
    MappingReportType.objects.bulk_create(
        [
            MappingReportType(mapping=record, letters=letters, booking=booking)
            for letters, booking in mapping.kinds.items()
        ]
    )
    return record


def mapping_of(
    *,
    columns: dict[str, str],
    report_types: dict[str, str] | None = None,
    keep_duplicates: bool = False,
    output_operation: str = "Packing",
    clock: str = "standard",
    day_first: bool = True,
) -> LogMapping:
    """A mapping from the words of a form or a request; empty columns are left out.

    Raises ``MappingBroken`` for a field, a kind of booking or a clock that does not exist.
    """
    letters = LogMapping().report_types if report_types is None else report_types
    return LogMapping(
        columns={
            _known(Field, field, "columns"): column for field, column in columns.items() if column
        },
        report_types={
            text[:40]: _known(Booking, kind, "report_types") for text, kind in letters.items()
        },
        keep_duplicates=keep_duplicates,
        output_operation=output_operation,
        clock=_known(Clock, clock, "clock"),
        day_first=day_first,
    )


def _known(kind: type[Word], word: str, field: str) -> Word:
    try:
        return kind(word)
    except ValueError:
        raise MappingBroken(field=field, found=word[:40]) from None


def _subject(record: Mapping) -> Subject:
    return Subject("mapping", str(record.id), record.name)
