"""What differs between two bills of materials: lines added, removed, and changed."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from runwright.catalog.models import Item
from runwright.engineering.models import Bom, BomLine, ByProduct
from runwright.kernel.quantity import plain
from runwright.units.models import Unit

Row = BomLine | ByProduct


@dataclass(frozen=True)
class FieldDifference:
    """One field of a line before and after, in plain words."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    """A line (or by-product) that was ``added``, ``removed`` or ``changed``, and what changed."""

    kind: str
    item: Item
    fields: tuple[FieldDifference, ...]
    is_by_product: bool

    @property
    def words(self) -> str:
        """How the journal names it."""
        return f"{'by-product' if self.is_by_product else 'line'} {self.item.code}"

    @property
    def old(self) -> str:
        """The fields before."""
        return ", ".join(f"{one.field} {one.old}" for one in self.fields if one.old)

    @property
    def new(self) -> str:
        """The fields after."""
        return ", ".join(f"{one.field} {one.new}" for one in self.fields if one.new)


def differences(*, old: Bom, new: Bom) -> list[Difference]:
    """Line by line in the order of the new one, what is gone at the end.

    A line is found again by its item, its step and the variants it is for; then by its item. Both
    must have been fetched with their lines.
    """
    return [
        *_between(list(old.lines.all()), list(new.lines.all())),
        *_between(list(old.by_products.all()), list(new.by_products.all())),
    ]


def head_differences(*, old: Bom, new: Bom) -> list[FieldDifference]:
    """What differs beside the lines: quantity, routing and mode."""
    return list(_changes(_head_words(old), _head_words(new)))


def _head_words(bom: Bom) -> dict[str, str]:
    return {
        "quantity": _amount(bom.quantity, bom.item.unit),
        "routing": str(bom.routing or ""),
        "mode": bom.mode,
    }


def _between(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Difference]:
    pairs = _paired(old, new)
    for place, row in enumerate(new):
        before = old[pairs[place]] if place in pairs else None
        changed = tuple(_changes(_words(before) if before else {}, _words(row)))
        if changed:
            kind = "changed" if before else "added"
            yield Difference(kind, row.item, changed, isinstance(row, ByProduct))
    for place in sorted(set(range(len(old))) - set(pairs.values())):
        gone = old[place]
        yield Difference(
            "removed", gone.item, tuple(_changes(_words(gone), {})), isinstance(gone, ByProduct)
        )


def _paired(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """Which old place each new place continues."""
    pairs: dict[int, int] = {}
    for key_of in (_exactly, _roughly):
        free: dict[Hashable, list[int]] = {}
        taken = set(pairs.values())
        for place, row in enumerate(old):
            if place not in taken:
                free.setdefault(key_of(row), []).append(place)
        for place, row in enumerate(new):
            if place not in pairs and free.get(key_of(row)):
                pairs[place] = free[key_of(row)].pop(0)
    return pairs


def _exactly(row: Row) -> Hashable:
    if isinstance(row, ByProduct):
        return row.item_id
    step = row.operation.sequence if row.operation else None
    return row.item_id, step, frozenset(value.id for value in row.only_for.all())


def _roughly(row: Row) -> Hashable:
    return row.item_id


def _changes(old: dict[str, str], new: dict[str, str]) -> Iterator[FieldDifference]:
    for name in old | new:
        if old.get(name, "") != new.get(name, ""):
            yield FieldDifference(name, old.get(name, ""), new.get(name, ""))


def _words(row: Row) -> dict[str, str]:
    if isinstance(row, ByProduct):
        return {"quantity": _amount(row.quantity, row.unit), "cost_share": _some(row.cost_share)}
    return {
        "quantity": _amount(row.quantity, row.unit),
        "waste_quantity": _amount(row.waste_quantity, row.unit),
        "waste_share": _some(row.waste_share),
        "fixed_quantity": _amount(row.fixed_quantity, row.unit),
        "rounding_multiple": _amount(row.rounding_multiple, row.unit),
        "operation": str(row.operation or ""),
        "mode": row.mode,
        "phantom": "yes" if row.is_phantom else "",
        "only_for": ", ".join(value.name for value in row.only_for.all()),
        "substitutes": ", ".join(
            f"{plain(one.factor)} × {one.item.code}" for one in row.substitutes.all()
        ),
    }


def _amount(quantity: Decimal, unit: Unit) -> str:
    return f"{plain(quantity)} {unit.symbol}" if quantity else ""


def _some(number: Decimal) -> str:
    return plain(number) if number else ""
