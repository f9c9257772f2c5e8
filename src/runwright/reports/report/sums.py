"""Adding up what a database grouped: units of one category together, months without gaps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.reports.periods import Period
from runwright.units.selectors import units_all

Row = Mapping[str, Any]
BILLIONTH = Decimal("1E-9")


def total(rows: Iterable[Row], key: str) -> Any:
    """The sum of one value over rows, where it is there."""
    return sum(row[key] or 0 for row in rows)


@dataclass(frozen=True)
class Measures:
    """The units, for adding quantities of one category in its reference unit."""

    categories: Mapping[int, int]
    ratios: Mapping[int, Fraction]
    symbols: Mapping[int, str]

    def merged(self, rows: Iterable[Row], by: Sequence[str], sums: Sequence[str]) -> list[Row]:
        """Rows with a ``unit`` put together by ``by`` and the category of the unit: ``sums`` are
        quantities, all else that is a number is added as it is."""
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in rows:
            category = self.categories[row["unit"]]
            key = (*(row[name] for name in by), category)
            into = found.setdefault(key, {**{n: row[n] for n in by}, "unit": category})
            for name, value in row.items():
                if name not in by and name != "unit":
                    ratio = self.ratios[row["unit"]] if name in sums else 1
                    into[name] = into.get(name, 0) + Fraction(value or 0) * ratio
        return [self._plain(row, by) for row in found.values()]

    def _plain(self, row: dict[str, Any], by: Sequence[str]) -> Row:
        told = {"unit": self.symbols[row["unit"]]}
        return {
            name: told.get(name) or (value if name in by else round_half_up(value, BILLIONTH))
            for name, value in row.items()
        }


def measures(*, actor: Actor) -> Measures:
    """The units as they are now."""
    units = list(units_all(actor=actor))
    return Measures(
        categories={unit.id: unit.category_id for unit in units},
        ratios={unit.id: Fraction(unit.numerator, unit.denominator) for unit in units},
        symbols={unit.category_id: unit.symbol for unit in units if unit.is_reference},
    )


def months_of(period: Period, found: Iterable[date]) -> list[date]:
    """Every month from the first in which something was found to the end of the period."""
    days = sorted(found)
    ends = [period.last] if days and period.last else []
    known = sorted(day.replace(day=1) for day in [*days, *ends])
    months, month = [], known[0] if known else None
    while month and month <= known[-1]:
        months.append(month)
        month = (month.replace(day=28) + FOUR_DAYS).replace(day=1)
    return months


FOUR_DAYS = date(2000, 1, 5) - date(2000, 1, 1)
