"""What people keep for themselves about lists."""

from typing import ClassVar

from django.db import models

from runwright.journal.clock import now
from runwright.people.models import User


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
