"""Unit categories and units."""

from fractions import Fraction
from typing import ClassVar

import pghistory
from django.db import models

from runwright.units.fields import quantity_field


@pghistory.track()
class UnitCategory(models.Model):
    """A kind of measure, such as mass or length; only units of one category convert."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Unit(models.Model):
    """A unit worth exactly ``numerator / denominator`` reference units of its category."""

    category = models.ForeignKey(UnitCategory, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    symbol = models.CharField(max_length=20)
    numerator = models.PositiveBigIntegerField(default=1)
    denominator = models.PositiveBigIntegerField(default=1)
    resolution = quantity_field()
    is_reference = models.BooleanField(default=False)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category"],
                condition=models.Q(is_reference=True),
                name="one_reference_unit_per_category",
            ),
            models.CheckConstraint(
                condition=models.Q(numerator__gt=0, denominator__gt=0, resolution__gt=0),
                name="unit_ratio_and_resolution_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(is_reference=False)
                | models.Q(numerator=models.F("denominator")),
                name="reference_unit_is_worth_one",
            ),
        ]

    @property
    def ratio(self) -> Fraction:
        """How many reference units make one of this."""
        return Fraction(self.numerator, self.denominator)

    def __str__(self) -> str:
        return self.symbol
