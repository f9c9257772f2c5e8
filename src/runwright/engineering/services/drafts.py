"""What a person wants a recipe to be: the input of the services, and a recipe read back as such."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from runwright.engineering.models import (
    Bom,
    BomLine,
    ByProduct,
    Consumption,
    Operation,
    OperationTimes,
    Substitute,
)


@dataclass(frozen=True)
class TimesDraft:
    """The times of an operation for one item, in minutes."""

    item_id: int
    setup_minutes: Decimal = Decimal()
    cycle_minutes: Decimal = Decimal()
    cleanup_minutes: Decimal = Decimal()
    units_per_cycle: Decimal = Decimal(1)

    @classmethod
    def of(cls, times: OperationTimes) -> "TimesDraft":
        """The times of a record."""
        return cls(**{name: getattr(times, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class OperationDraft:
    """An operation to be made; times in minutes, quantities in the item's base unit.

    ``id`` names the operation that is changed, if there is one. ``follows`` are sequence numbers
    (10, 20, 30 … in the order given); nothing means the operation before. Where ``station_ids``
    is left out, the stations stay as they are.
    """

    name: str
    work_centre_id: int
    setup_minutes: Decimal = Decimal()
    cycle_minutes: Decimal = Decimal()
    cleanup_minutes: Decimal = Decimal()
    units_per_cycle: Decimal = Decimal(1)
    crew: Decimal = Decimal(1)
    loss: Decimal = Decimal()
    may_overlap: bool = False
    transfer_quantity: Decimal = Decimal(1)
    instructions: str = ""
    starts_branch: bool = False
    follows: Sequence[int] = ()
    alternative_ids: Sequence[int] = ()
    is_external: bool = False
    supplier_id: int | None = None
    service_id: int | None = None
    lead_time_days: int = 0
    unit_price: Decimal = Decimal()
    own_times: Sequence[TimesDraft] = ()
    station_ids: Sequence[int] | None = None
    id: int | None = None

    @property
    def columns(self) -> dict[str, object]:
        """The fields that the operation itself keeps."""
        return {name: value for name, value in self.__dict__.items() if name not in _BESIDE}

    @classmethod
    def of(cls, operation: Operation) -> "OperationDraft":
        """An operation as it is; its links must have been fetched with it."""
        names = [n for n in cls.__dataclass_fields__ if n not in _BESIDE]
        return cls(
            **{name: getattr(operation, name) for name in names},
            follows=tuple(o.sequence for o in operation.follows.all()),
            alternative_ids=tuple(c.id for c in operation.alternatives.all()),
            own_times=tuple(TimesDraft.of(times) for times in operation.own_times.all()),
            station_ids=tuple(station.id for station in operation.stations.all()),
            id=operation.id,
        )


_BESIDE = frozenset({"id", "follows", "alternative_ids", "own_times", "station_ids"})


@dataclass(frozen=True)
class SubstituteDraft:
    """What may stand in for a line's item: ``factor`` base units of it for one."""

    item_id: int
    factor: Decimal = Decimal(1)
    priority: int = 1

    @classmethod
    def of(cls, substitute: Substitute) -> "SubstituteDraft":
        """The substitute of a record."""
        return cls(substitute.item_id, substitute.factor, substitute.priority)


@dataclass(frozen=True)
class LineDraft:
    """A BoM line to be made; ``step`` is the sequence number of the operation it is used at.

    ``only_for`` are the keys of attribute values: the line is for variants that have them.
    """

    item_id: int
    unit_id: int
    quantity: Decimal
    waste_quantity: Decimal = Decimal()
    waste_share: Decimal = Decimal()
    fixed_quantity: Decimal = Decimal()
    step: int | None = None
    mode: str = ""
    rounding_multiple: Decimal = Decimal()
    is_phantom: bool = False
    only_for: Sequence[int] = ()
    substitutes: Sequence[SubstituteDraft] = ()

    @property
    def columns(self) -> dict[str, object]:
        """The fields that the line itself keeps."""
        beside = ("step", "only_for", "substitutes")
        return {name: value for name, value in self.__dict__.items() if name not in beside}

    @classmethod
    def of(cls, line: BomLine) -> "LineDraft":
        """A line as it is; its links must have been fetched with it."""
        return cls(
            item_id=line.item_id,
            unit_id=line.unit_id,
            quantity=line.quantity,
            waste_quantity=line.waste_quantity,
            waste_share=line.waste_share,
            fixed_quantity=line.fixed_quantity,
            step=line.operation.sequence if line.operation else None,
            mode=line.mode,
            rounding_multiple=line.rounding_multiple,
            is_phantom=line.is_phantom,
            only_for=tuple(sorted(value.id for value in line.only_for.all())),
            substitutes=tuple(SubstituteDraft.of(one) for one in line.substitutes.all()),
        )


@dataclass(frozen=True)
class ByProductDraft:
    """What else comes out of the BoM quantity, carrying a share of its cost."""

    item_id: int
    unit_id: int
    quantity: Decimal
    cost_share: Decimal = Decimal()

    @classmethod
    def of(cls, by_product: ByProduct) -> "ByProductDraft":
        """The by-product of a record."""
        return cls(**{name: getattr(by_product, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class BomDraft:
    """A bill of materials to be made, for ``quantity`` base units of an item."""

    item_id: int
    quantity: Decimal
    lines: Sequence[LineDraft]
    routing_id: int | None = None
    mode: str = Consumption.AUTOMATIC
    code: str = field(default="")
    by_products: Sequence[ByProductDraft] = ()

    @classmethod
    def of(cls, bom: Bom) -> "BomDraft":
        """A bill of materials as it is; its lines must have been fetched with it."""
        return cls(
            item_id=bom.item_id,
            quantity=bom.quantity,
            lines=[LineDraft.of(line) for line in bom.lines.all()],
            routing_id=bom.routing_id,
            mode=bom.mode,
            code=bom.code,
            by_products=[ByProductDraft.of(one) for one in bom.by_products.all()],
        )
