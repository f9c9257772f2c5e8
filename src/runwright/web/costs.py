"""An order's cost as pictures: planned beside actual, and the bars between them."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from runwright.costing.variance import Cause, Waterfall

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


CAUSES: dict[Cause, StrOrPromise] = {
    Cause.CHANGES: gettext_lazy("Changes of recipe and quantity"),
    Cause.QUANTITY: gettext_lazy("More or fewer good pieces"),
    Cause.PRICE: gettext_lazy("Price of material"),
    Cause.USAGE: gettext_lazy("Use of material"),
    Cause.SCRAP: gettext_lazy("Scrap"),
    Cause.RATE: gettext_lazy("Hourly rates"),
    Cause.EFFICIENCY: gettext_lazy("Efficiency"),
    Cause.SETUP: gettext_lazy("Setup"),
}


@dataclass(frozen=True)
class Bar:
    """A bar of the waterfall: its amount, and where it stands on a scale of a hundred."""

    name: StrOrPromise
    amount: Decimal
    left: Decimal
    width: Decimal
    is_total: bool = False

    @property
    def tone(self) -> str:
        """Totals are calm, dearer is red, cheaper is green."""
        if self.is_total:
            return "blue"
        return "red" if self.amount > 0 else "green"


def falling(waterfall: Waterfall) -> list[Bar]:
    """The bars from the standard to the actual cost; causes without an amount are left out."""
    steps = [(CAUSES[cause], amount) for cause, amount in waterfall.bars if amount]
    levels = [waterfall.standard]
    for _name, amount in steps:
        levels.append(levels[-1] + amount)
    most = max(levels, default=Decimal()) or Decimal(1)
    bars = [_bar(gettext_lazy("Standard"), waterfall.standard, Decimal(), most, is_total=True)]
    for (name, amount), level in zip(steps, levels, strict=False):
        bars.append(_bar(name, amount, min(level, level + amount), most))
    total = gettext_lazy("Actual cost")
    return [*bars, _bar(total, waterfall.actual, Decimal(), most, is_total=True)]


def _bar(
    name: StrOrPromise, amount: Decimal, low: Decimal, most: Decimal, *, is_total: bool = False
) -> Bar:
    scale = Decimal(100) / most
    return Bar(name, amount, low * scale, abs(amount) * scale, is_total)
