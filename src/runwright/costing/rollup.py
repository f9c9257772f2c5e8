"""What things cost to make, from the bottom up: materials, people, machines, work outside."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
ZERO = Fraction(0)


@dataclass(frozen=True)
class Cost:
    """Money by its kind; what made components cost is in the kinds it was spent on."""

    material: Fraction = ZERO
    labour: Fraction = ZERO
    machine: Fraction = ZERO
    outside: Fraction = ZERO

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.material + other.material,
            self.labour + other.labour,
            self.machine + other.machine,
            self.outside + other.outside,
        )

    def __mul__(self, factor: Fraction) -> "Cost":
        return Cost(
            self.material * factor,
            self.labour * factor,
            self.machine * factor,
            self.outside * factor,
        )

    @property
    def total(self) -> Fraction:
        """All kinds together."""
        return self.material + self.labour + self.machine + self.outside


@dataclass(frozen=True)
class Making(Generic[Key]):
    """One order of ``quantity``: what it ``takes`` (key, base units), and what its work costs.

    By-products carry ``by_share`` of the whole away.
    """

    quantity: Fraction
    takes: Iterable[tuple[Key, Fraction]]
    work: Cost = Cost()
    by_share: Fraction = ZERO


def costs_rolled_up(
    *, makings: Mapping[Key, Making[Key]], prices: Mapping[Key, Fraction]
) -> dict[Key, Cost]:
    """What one unit of each item costs.

    ``makings`` stand in an order in which everything comes before its own components, as an
    explosion gives it; what is not made costs its price.
    """
    each: dict[Key, Cost] = {key: Cost(material=price) for key, price in prices.items()}
    for key, making in reversed(list(makings.items())):
        total = making.work
        for part, need in making.takes:
            total += each.get(part, Cost()) * need
        if making.quantity:
            each[key] = total * ((1 - making.by_share) / making.quantity)
    return each
