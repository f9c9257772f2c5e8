"""Reading the journal."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat

from runwright.journal.models import Change, Entry


def entries_all() -> QuerySet[Entry]:
    """Every entry, newest first, with its changes."""
    return Entry.objects.order_by("-at", "-id").prefetch_related("changes")


def entries_told() -> QuerySet[Entry]:
    """Every entry, newest first, with ``told``: its changes as one text, ``field: old → new``."""
    told = Concat("field", Value(": "), "old", Value(" → "), "new", output_field=TextField())
    changes = Change.objects.filter(entry=OuterRef("pk")).order_by().values("entry")
    texts = changes.annotate(told=StringAgg(told, delimiter="; ", order_by="id")).values("told")
    return Entry.objects.annotate(told=Subquery(texts)).order_by("-at", "-id")


def entry_newest() -> UUID | None:
    """The id of the newest entry: while it stays the same, nothing was written."""
    return Entry.objects.order_by("-at", "-id").values_list("id", flat=True).first()


def entries_of(*, kind: str, record_id: object) -> QuerySet[Entry]:
    """The history of one record, newest first, with its changes."""
    return entries_all().filter(record_kind=kind, record_id=str(record_id))


def entries_of_many(*, subjects: Sequence[tuple[str, Sequence[object]]]) -> QuerySet[Entry]:
    """The joint history of several records, given as (kind, ids) pairs."""
    wanted = Q()
    for kind, ids in subjects:
        wanted |= Q(record_kind=kind, record_id__in=[str(i) for i in ids])
    return entries_all().filter(wanted) if wanted else Entry.objects.none()
