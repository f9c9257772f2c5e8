"""The job run: one piece of background work as people see it."""

from typing import ClassVar

from django.db import models

from runwright.journal.clock import now
from runwright.kernel.ids import uuid7
from runwright.tasks.states import ACTIVE, LIFE, STATES


class JobRun(models.Model):
    """One run of a task: who asked, how far it is, how it ended.

    ``done`` of ``total`` are units of the task's own (rows, mostly). ``queue_id`` is the job of
    the queue that carries it. ``once`` names work of which at most one may be active.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    once = models.CharField(max_length=200, blank=True, default="")
    queue_id = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=list(STATES.items()), default=LIFE.initial)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True, blank=True)
    message = models.TextField(blank=True, default="")
    error = models.TextField(blank=True, default="")
    cancel_asked = models.BooleanField(default=False)
    created_by_id = models.BigIntegerField(null=True, blank=True)
    created_by_label = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-created_at"], name="job_run_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=list(STATES)), name="job_run_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=models.Q(done__gte=0)
                & (models.Q(total=None) | models.Q(total__gte=models.F("done"))),
                name="job_run_done_within_total",
            ),
            models.UniqueConstraint(
                fields=["once"],
                condition=models.Q(state__in=sorted(ACTIVE)) & ~models.Q(once=""),
                name="job_run_active_once",
            ),
        ]

    def __str__(self) -> str:
        return self.label
