"""Why an order cost another amount than its standard, in bars that add up to the cent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from runwright.costing.valuation import CENT
from runwright.kernel.rounding import round_half_up


class Cause(StrEnum):
    """The causes of a difference, in the order in which they are told.

    *Changes* of recipe, components and quantity since the order was first planned; *quantity*:
    more or fewer good pieces than ordered; *price* and *rate*: other unit costs and hourly rates;
    *scrap*: pieces worked that did not become good; *usage*: more material than those pieces
    needed; *efficiency*: more hours than they were planned to take; *setup*: longer setting up.
    """

    CHANGES = "changes"
    QUANTITY = "quantity"
    PRICE = "price"
    USAGE = "usage"
    SCRAP = "scrap"
    RATE = "rate"
    EFFICIENCY = "efficiency"
    SETUP = "setup"


Bars = dict[Cause, Fraction]


@dataclass(frozen=True)
class MaterialUse:
    """One component: what it was planned to take (base units), what the good pieces and the pieces
    worked should have taken, what was taken, the planned unit cost and the actual value."""

    planned: Fraction
    for_good: Fraction
    for_worked: Fraction
    taken: Fraction
    unit_cost: Fraction
    value: Fraction

    def bars(self) -> Bars:
        """Its difference by cause; together value − planned × unit cost."""
        return {
            Cause.QUANTITY: (self.for_good - self.planned) * self.unit_cost,
            Cause.SCRAP: (self.for_worked - self.for_good) * self.unit_cost,
            Cause.USAGE: (self.taken - self.for_worked) * self.unit_cost,
            Cause.PRICE: self.value - self.taken * self.unit_cost,
        }


@dataclass(frozen=True)
class TimeUse:
    """One operation's labour or machine hours: running and setting up as planned, running for the
    good pieces and for the pieces worked, what was booked, the planned rate and the actual amount.
    """

    planned_run: Fraction
    planned_setup: Fraction
    for_good: Fraction
    for_worked: Fraction
    run: Fraction
    setup: Fraction
    rate: Fraction
    amount: Fraction

    def bars(self) -> Bars:
        """Its difference by cause; together amount − planned hours × rate.

        Where no setting up was booked it cannot be told apart, and counts as running.
        """
        apart = bool(self.setup)
        once = Fraction() if apart else self.planned_setup
        return {
            Cause.QUANTITY: (self.for_good - self.planned_run) * self.rate,
            Cause.SCRAP: (self.for_worked - self.for_good) * self.rate,
            Cause.EFFICIENCY: (self.run - self.for_worked - once) * self.rate,
            Cause.SETUP: (self.setup - self.planned_setup) * self.rate if apart else Fraction(),
            Cause.RATE: self.amount - (self.run + self.setup) * self.rate,
        }


@dataclass(frozen=True)
class Waterfall:
    """From the standard to the actual cost, bar by bar."""

    standard: Decimal
    bars: tuple[tuple[Cause, Decimal], ...]
    actual: Decimal


def waterfall(
    *,
    standard: Decimal,
    planned: Decimal,
    actual: Decimal,
    uses: Iterable[MaterialUse | TimeUse],
) -> Waterfall:
    """Tell the difference between standard and actual cost by cause.

    ``planned`` is the plan the uses are measured against; what it differs from the standard was
    changed on the way. Each bar is rounded to the cent; what rounding leaves goes to the largest,
    so that the bars add up exactly.
    """
    sums = dict.fromkeys(Cause, Fraction())
    sums[Cause.CHANGES] = Fraction(planned) - Fraction(standard)
    for use in uses:
        for cause, amount in use.bars().items():
            sums[cause] += amount
    return Waterfall(standard, tuple(_rounded(sums, actual - standard)), actual)


def _rounded(sums: Bars, whole: Decimal) -> Sequence[tuple[Cause, Decimal]]:
    rounded = {cause: round_half_up(amount, CENT) for cause, amount in sums.items()}
    largest = max(rounded, key=lambda cause: abs(rounded[cause]))
    rounded[largest] += whole - sum(rounded.values(), Decimal())
    return list(rounded.items())
