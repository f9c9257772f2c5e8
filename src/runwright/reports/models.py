"""What people keep for themselves about lists."""

from typing import ClassVar

from django.db import models

from runwright.journal.clock import now
from runwright.people.models import User
from runwright.tasks.models import JobRun


class SavedView(models.Model):
    """A list as one person likes it: filters, order and columns, kept as its query string."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    list_name = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    query = models.TextField()
    saved_at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "list_name", "name"], name="one_view_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class Extract(models.Model):
    """The extract of a month, as it was when it was made: a workbook and a paper.

    ``month`` is its first day; until it is made, ``job`` says how far it is.
    """

    month = models.DateField()
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=now)
    job = models.OneToOneField(
        JobRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(null=True, blank=True)
    workbook = models.BinaryField(default=b"")
    paper = models.BinaryField(default=b"")

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(month__day=1), name="extract_of_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
