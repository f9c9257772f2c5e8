"""The three lines of an order's cost as rows of a table: planned beside actual."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

LINES: tuple[tuple[str, StrOrPromise], ...] = (
    ("material", gettext_lazy("Material")),
    ("labour", gettext_lazy("Labour")),
    ("machine", gettext_lazy("Work centres")),
)


@dataclass(frozen=True)
class CostRow:
    """One line, and by how much it went over (positive) or under its plan."""

    name: StrOrPromise
    planned: Decimal
    actual: Decimal

    @property
    def difference(self) -> Decimal:
        """Actual less planned."""
        return self.actual - self.planned

    @property
    def tone(self) -> str:
        """Red for dearer than planned, green for cheaper."""
        return "red" if self.difference > 0 else "green" if self.difference < 0 else ""
