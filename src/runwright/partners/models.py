"""Customers and suppliers. Prices agreed with them are in the company's currency."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from runwright.partners.rules import LANGUAGES


class Partner(models.Model):
    """What is known of anybody the company trades with."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    address = models.TextField(blank=True, default="")
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    language = models.CharField(max_length=8, choices=list(LANGUAGES.items()), default="en")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@pghistory.track()
class Customer(Partner):
    """Somebody who buys what is made here."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(language__in=list(LANGUAGES)), name="customer_language_known"
            )
        ]


@pghistory.track()
class Supplier(Partner):
    """Somebody from whom material or work is bought."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(language__in=list(LANGUAGES)), name="supplier_language_known"
            )
        ]
