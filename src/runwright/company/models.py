"""The company and its document numbers."""

from typing import ClassVar

import pghistory
from django.db import models

from runwright.kernel.errors import gettext_noop

DOCUMENTS: dict[str, tuple[str, str]] = {
    "order": (gettext_noop("Manufacturing order"), "MO-{year}-"),
    "bom": (gettext_noop("Bill of materials"), "BOM-"),
    "routing": (gettext_noop("Routing"), "RT-"),
    "import": (gettext_noop("Import"), "IMP-"),
}


@pghistory.track()
class Company(models.Model):
    """The one company of this installation and its policies."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, default="RO")
    currency = models.CharField(max_length=3, default="EUR")
    time_zone = models.CharField(max_length=64, default="Europe/Bucharest")
    language = models.CharField(max_length=8, default="en")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="only_one_company")
        ]

    def __str__(self) -> str:
        return self.name


class DocumentSequence(models.Model):
    """The next number of one kind of document under one prefix."""

    kind = models.CharField(max_length=20)
    prefix = models.CharField(max_length=20)
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "prefix"], name="one_sequence_per_prefix")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.next_number:05}"
