"""How the mill makes things: routings and bills of materials on four levels.

Gift set → pack of five and gloves → pairs → knitted tubes and shells → yarn.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal as D

from runwright.catalog.models import Item
from runwright.demo.items import COLOURS, GLOVE_COLOURS, GLOVE_SIZES, SIZES
from runwright.demo.plant import Plant
from runwright.engineering.models import Bom, Consumption
from runwright.engineering.services import (
    BomDraft,
    LineDraft,
    OperationDraft,
    bom_create,
    bom_validate,
    routing_create,
)
from runwright.people.actor import Actor
from runwright.units.selectors import unit_by_code

Step = tuple[str, str, str, str, str, str, str]
"""Name, work centre, setup, cycle (minutes), pieces per cycle, planned loss, transfer quantity
(empty: the next operation waits for the whole)."""

STEPS: dict[str, tuple[Step, ...]] = {
    "TUBE": (("Knit", "KNIT", "20", "4", "8", "0.01", ""),),
    "SOCK": (
        ("Close toes", "LINK", "10", "0.5", "1", "0.005", "240"),
        ("Board", "BOARD", "20", "5", "12", "0.005", "240"),
        ("Inspect and pair", "INSPECT", "5", "0.35", "1", "0.02", ""),
    ),
    "PACK": (("Pack and carton", "PACK", "15", "4", "1", "0", ""),),
    "SHELL": (("Knit shell", "GLOVE", "30", "24", "4", "0.02", ""),),
    "GLOVE": (
        ("Link fingers", "LINK", "10", "1", "1", "0.01", "60"),
        ("Dye and soften", "DYE", "30", "240", "60", "0.01", ""),
        ("Board", "BOARD", "20", "5", "6", "0", "60"),
        ("Inspect and pair", "INSPECT", "5", "0.5", "1", "0.02", ""),
    ),
    "SET": (("Pack the set", "PACK", "10", "3", "1", "0", ""),),
}

INSTRUCTIONS = {
    "Knit": "Check the first eight tubes for dropped stitches before the bank runs on.",
    "Dye and soften": "Heat to 98 °C at 1.5 °C a minute; hold 40 minutes; softener below 40 °C.",
    "Inspect and pair": "Stretch over the form, both sides. Doubtful pairs are held for review.",
}

Line = tuple[str, str, str, str, str, int, str]
"""Item, unit, quantity, waste quantity, waste share, step of use, consumption mode."""

WITHOUT_WASTE = ("0", "0")


def tube(colour: str) -> tuple[Line, ...]:
    """A hundred knitted tubes."""
    return (
        (f"YRN-COT-{colour}", "kg", "2.40", "0.06", "0.01", 10, ""),
        ("YRN-PA", "kg", "0.90", "0", "0.02", 10, ""),
        ("YRN-ELA", "g", "120", "0", "0.02", 10, ""),
    )


def sock(colour: str, size: str) -> tuple[Line, ...]:
    """Ten pairs of socks."""
    return (
        (f"TUBE-{colour}-{size}", "pcs", "20", *WITHOUT_WASTE, 10, ""),
        ("THR-LINK", "g", "8", "1", "0", 10, ""),
        ("LBL-SOCK", "pcs", "10", "0", "0.01", 30, ""),
    )


def pack(colour: str, bag: str) -> tuple[Line, ...]:
    """Twenty packs, which fill a carton."""
    return (
        (f"SOCK-{colour}-39", "pair", "100", *WITHOUT_WASTE, 10, ""),
        (bag, "pcs", "20", "0", "0.02", 10, ""),
        ("CARD", "pcs", "20", "0", "0.02", 10, ""),
        ("CARTON", "pcs", "1", *WITHOUT_WASTE, 10, ""),
    )


def shell() -> tuple[Line, ...]:
    """Ten glove shells."""
    return (
        ("YRN-WOL-RAW", "kg", "0.42", "0.02", "0.01", 10, ""),
        ("YRN-ELA", "g", "15", *WITHOUT_WASTE, 10, ""),
    )


def glove(colour: str, size: str) -> tuple[Line, ...]:
    """Ten pairs of gloves; the softener is measured out by hand."""
    return (
        (f"SHELL-{size}", "pcs", "20", *WITHOUT_WASTE, 10, ""),
        ("THR-LINK", "g", "15", "2", "0", 10, ""),
        (f"DYE-{colour}", "mL", "150", "0", "0.03", 20, ""),
        ("SOFTENER", "mL", "100", *WITHOUT_WASTE, 20, Consumption.MANUAL),
        ("LBL-GLV", "pcs", "10", "0", "0.01", 40, ""),
    )


WINTER_SET: tuple[Line, ...] = (
    ("PACK-BLK-39", "pcs", "1", *WITHOUT_WASTE, 10, ""),
    ("GLOVE-RED-M", "pair", "1", *WITHOUT_WASTE, 10, ""),
    ("BOX-GIFT", "pcs", "1", *WITHOUT_WASTE, 10, ""),
)


def with_less(lines: tuple[Line, ...], *, item: str, quantity: str) -> tuple[Line, ...]:
    """The same lines with another quantity of one item."""
    return tuple(
        (code, unit, quantity if code == item else amount, waste, share, step, mode)
        for code, unit, amount, waste, share, step, mode in lines
    )


Recipe = tuple[str, str, int, tuple[Line, ...]]
"""Item, kind of steps, quantity the bill is for, and its lines."""


def recipes() -> Iterator[Recipe]:
    """Every bill of the mill but the gift set's, from the parts up."""
    for colour in COLOURS:
        for size in SIZES:
            yield f"TUBE-{colour}-{size}", "TUBE", 100, tube(colour)
            yield f"SOCK-{colour}-{size}", "SOCK", 10, sock(colour, size)
        bag = "BAG-NVY" if colour == "NVY" else "BAG-5"
        yield f"PACK-{colour}-39", "PACK", 20, pack(colour, bag)
    for size in GLOVE_SIZES:
        yield f"SHELL-{size}", "SHELL", 10, shell()
        for colour in GLOVE_COLOURS:
            yield f"GLOVE-{colour}-{size}", "GLOVE", 10, glove(colour, size)


class Kitchen:
    """Makes routings and bills out of the tables, on behalf of one engineer."""

    def __init__(self, items: dict[str, Item], plant: Plant, actor: Actor) -> None:
        self.items, self.plant, self.actor = items, plant, actor
        self.units = {code: unit_by_code(code=code).id for code in
                      ("kg", "g", "L", "mL", "pcs", "pair")}  # fmt: skip
        self.routings: dict[str, int] = {}

    def create(self) -> None:
        """Every recipe, validated; the gift set is new and nobody has vouched for it yet."""
        for recipe in recipes():
            self.routing(recipe)
            bom_validate(bom_id=self.bill(recipe).id, actor=self.actor)
        new = ("SET-WINTER", "SET", 1, WINTER_SET)
        self.routing(new)
        self.bill(new)

    def routing(self, recipe: Recipe) -> None:
        """Make the routing of one item."""
        code, kind, _, _ = recipe
        self.routings[code] = routing_create(
            item_id=self.items[code].id,
            name=f"Make {self.items[code].name}",
            code=f"RT-{code}",
            operations=[self._operation(step) for step in STEPS[kind]],
            actor=self.actor,
        ).id

    def bill(self, recipe: Recipe) -> Bom:
        """A draft bill of one item; the next revision if it has one."""
        code, _, quantity, lines = recipe
        draft = BomDraft(
            item_id=self.items[code].id,
            quantity=D(quantity),
            lines=self._lines(lines),
            routing_id=self.routings[code],
            code=f"BOM-{code}",
        )
        return bom_create(draft=draft, actor=self.actor)

    def _operation(self, step: Step) -> OperationDraft:
        name, centre, setup, cycle, pieces, loss, transfer = step
        return OperationDraft(
            name=name,
            work_centre_id=self.plant.centres[centre].id,
            setup_minutes=D(setup),
            cycle_minutes=D(cycle),
            cleanup_minutes=D(20) if centre == "DYE" else D(),
            units_per_cycle=D(pieces),
            crew=D("0.5") if centre in {"KNIT", "GLOVE"} else D(1),
            loss=D(loss),
            may_overlap=bool(transfer),
            transfer_quantity=D(transfer or 1),
            instructions=INSTRUCTIONS.get(name, ""),
        )

    def _lines(self, lines: Sequence[Line]) -> list[LineDraft]:
        return [
            LineDraft(
                item_id=self.items[item].id,
                unit_id=self.units[unit],
                quantity=D(quantity),
                waste_quantity=D(waste),
                waste_share=D(share),
                fixed_quantity=D("0.3") if item.startswith("YRN-COT") else D(),
                step=step,
                mode=mode,
            )
            for item, unit, quantity, waste, share, step, mode in lines
        ]
