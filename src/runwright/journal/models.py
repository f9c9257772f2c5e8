"""Journal entries, accepted request ids, and the abstract fact."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from runwright.journal.clock import now
from runwright.kernel.ids import uuid7

REFUSE = "RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;"


def append_only() -> list[pgtrigger.Trigger]:
    """Triggers by which the database itself refuses UPDATE, DELETE and TRUNCATE."""
    return [
        pgtrigger.Trigger(
            name="append_only",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=REFUSE,
        ),
        pgtrigger.Trigger(
            name="no_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=REFUSE,
        ),
    ]


def where_known(field: str, *, name: str) -> models.Index:
    """An index of the rows in which a key that is mostly empty leads somewhere: the others need
    not be written into it."""
    return models.Index(fields=[field], condition=Q(**{f"{field}__isnull": False}), name=name)


class Entry(models.Model):
    """One thing that happened: who, when, where, to which record, and why.

    The actor, device and station are ids with labels and no foreign keys: this room knows
    nobody above it, and an entry stays readable when its actor is long gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(default=now)
    device_at = models.DateTimeField(null=True, blank=True)
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_label = models.CharField(max_length=200)
    device = models.CharField(max_length=200, blank=True, default="")
    station = models.CharField(max_length=200, blank=True, default="")
    verb = models.CharField(max_length=80)
    record_kind = models.CharField(max_length=40)
    record_id = models.CharField(max_length=40)
    record_label = models.CharField(max_length=200)
    reason = models.TextField(blank=True, default="")
    request_id = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        triggers = append_only()
        indexes: ClassVar = [
            models.Index(fields=["record_kind", "record_id", "at"], name="entry_record"),
            models.Index(fields=["-at", "-id"], name="entry_newest"),
            models.Index(fields=["actor_id", "at"], name="entry_actor"),
            models.Index(fields=["verb", "at"], name="entry_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.record_label}"


class Change(models.Model):
    """One field of an entry: its value before and after, as words."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="changes")
    field = models.CharField(max_length=80)
    old = models.TextField(blank=True, default="")
    new = models.TextField(blank=True, default="")

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.field}: {self.old} → {self.new}"


class Cursor(models.Model):
    """How far a reader of the journal has come; without ``at`` it begins from the beginning."""

    reader = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.reader} until {self.at}"


class Acceptance(models.Model):
    """A client's id, bound for ever to the body it came with and the record it made.

    Where a repeat is answered word for word, ``status`` and ``answer`` keep what was said.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    verb = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)
    record_id = models.CharField(max_length=40, blank=True, default="")
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=now)

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.verb} {self.id}"


class Fact(models.Model):
    """Something that happened and can never be edited; a correction is an opposite fact.

    The entry says who, when, on which device and why; ``reverses`` names the fact undone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    reverses = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversals"
    )

    class Meta:
        abstract = True
        triggers = append_only()
