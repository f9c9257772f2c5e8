"""What the mill buys, makes and sells."""

from decimal import Decimal

from runwright.catalog.models import Item
from runwright.catalog.services import conversion_set, item_create
from runwright.people.actor import Actor
from runwright.units.selectors import unit_by_code
from runwright.units.services import category_create, standard_units_create, unit_create

BOUGHT: tuple[tuple[str, str, str, str, str, int], ...] = (
    ("YRN-COT-BLK", "Cotton yarn Nm 34, black", "kg", "lot", "5.40", 10),
    ("YRN-COT-WHT", "Cotton yarn Nm 34, white", "kg", "lot", "5.10", 10),
    ("YRN-COT-NVY", "Cotton yarn Nm 34, navy", "kg", "lot", "5.45", 10),
    ("YRN-WOL-RAW", "Merino wool yarn, undyed", "kg", "lot", "16.80", 21),
    ("YRN-PA", "Polyamide yarn 78 dtex", "kg", "lot", "6.20", 14),
    ("YRN-ELA", "Covered elastane yarn", "kg", "lot", "12.50", 14),
    ("THR-LINK", "Linking thread", "kg", "lot", "9.90", 7),
    ("DYE-RED", "Acid dye, red", "L", "lot", "21.00", 12),
    ("DYE-GRN", "Acid dye, green", "L", "lot", "22.50", 12),
    ("SOFTENER", "Silicone softener", "L", "lot", "4.80", 12),
    ("LBL-SOCK", "Size label, socks", "pcs", "none", "0.012", 5),
    ("LBL-GLV", "Care label, gloves", "pcs", "none", "0.021", 5),
    ("CARD", "Hanger card", "pcs", "none", "0.045", 6),
    ("BAG-5", "Bag for five pairs", "pcs", "none", "0.03", 6),
    ("BAG-NVY", "Printed bag, navy line", "pcs", "none", "0.07", 15),
    ("CARTON", "Shipping carton", "pcs", "none", "0.62", 6),
    ("BOX-GIFT", "Gift box with ribbon", "pcs", "none", "1.15", 20),
    ("NEEDLES", "Cylinder needles, set of 100", "pcs", "none", "34.00", 30),
)
"""Code, name, unit, tracking, standard cost, and lead time in days."""

COLOURS = {"BLK": "black", "WHT": "white", "NVY": "navy"}
SIZES = {"39": "39–42", "43": "43–46"}
GLOVE_COLOURS = {"RED": "red", "GRN": "green"}
GLOVE_SIZES = {"M": "M", "L": "L"}

Made = tuple[str, str, str, str, str, str, str]
"""Code, name, kind, unit, standard cost, sales price, value factor of seconds."""

TUBES: tuple[Made, ...] = tuple(
    (f"TUBE-{c}-{s}", f"Knitted tube, {colour}, {size}", "part", "pcs", "0.24", "", "0.5")
    for c, colour in COLOURS.items()
    for s, size in SIZES.items()
)
SOCKS: tuple[Made, ...] = tuple(
    (f"SOCK-{c}-{s}", f"Sock Classic, {colour}, {size}", "product", "pair", "0.92", "2.40", "0.5")
    for c, colour in COLOURS.items()
    for s, size in SIZES.items()
)
PACKS: tuple[Made, ...] = tuple(
    (f"PACK-{c}-39", f"Five pairs Classic, {colour}, 39–42", "product", "pcs", "4.95", "11.90",
     "0.6")
    for c, colour in COLOURS.items()
)  # fmt: skip
SHELLS: tuple[Made, ...] = tuple(
    (f"SHELL-{s}", f"Glove shell, undyed, {size}", "part", "pcs", "1.32", "", "0.4")
    for s, size in GLOVE_SIZES.items()
)
GLOVES: tuple[Made, ...] = tuple(
    (f"GLOVE-{c}-{s}", f"Merino glove, {colour}, {size}", "product", "pair", "4.70", "13.50", "0.6")
    for c, colour in GLOVE_COLOURS.items()
    for s, size in GLOVE_SIZES.items()
)
SETS: tuple[Made, ...] = (
    ("SET-WINTER", "Winter gift set: five pairs and gloves", "product", "pcs", "11.60", "29.00",
     "1"),
)  # fmt: skip

IN_FINE_STEPS = {"kg": Decimal("0.01"), "L": Decimal("0.01")}

CONES = ("YRN-COT-BLK", "YRN-COT-WHT", "YRN-COT-NVY", "YRN-WOL-RAW", "YRN-PA", "YRN-ELA")


def items_create(*, actor: Actor) -> dict[str, Item]:
    """Create units and items, and say that a cone of yarn is 1.2 kg; items by code."""
    standard_units_create(actor=actor)
    items = {row[0]: _bought(row, actor) for row in BOUGHT}
    for row in (*TUBES, *SOCKS, *PACKS, *SHELLS, *GLOVES, *SETS):
        items[row[0]] = _made(row, actor)
    packing = category_create(code="packing", name="Packing", actor=actor)
    cone = unit_create(category_id=packing.id, code="cone", name="Cone", symbol="cone", actor=actor)
    for code in CONES:
        conversion_set(
            item_id=items[code].id, unit_id=cone.id, numerator=6, denominator=5, actor=actor
        )
    return items


def _bought(row: tuple[str, str, str, str, str, int], actor: Actor) -> Item:
    code, name, unit, tracking, cost, days = row
    return item_create(
        code=code,
        name=name,
        kind="material",
        unit_id=unit_by_code(code=unit).id,
        resolution=IN_FINE_STEPS.get(unit),
        tracking=tracking,
        standard_cost=Decimal(cost),
        lead_time_days=days,
        safety_stock=Decimal(50),
        actor=actor,
    )


def _made(row: Made, actor: Actor) -> Item:
    code, name, kind, unit, cost, price, factor = row
    return item_create(
        code=code,
        name=name,
        kind=kind,
        unit_id=unit_by_code(code=unit).id,
        tracking="lot",
        supply="make",
        standard_cost=Decimal(cost),
        sales_price=Decimal(price) if price else None,
        seconds_value_factor=Decimal(factor),
        lead_time_days=5,
        barcode=f"594{abs(sum(ord(c) * 131**n for n, c in enumerate(code))) % 10**10:010}",
        actor=actor,
    )
