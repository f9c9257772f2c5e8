"""What was ordered, received, carried and broken in the two weeks: literal tables.

Hours are working hours of the plant since the history began; it ends after ``HOURS``.
"""

from dataclasses import dataclass

HOURS = 160


@dataclass(frozen=True)
class Wish:
    """An order: released at an hour, due so many working hours later.

    ``fate`` says how far it goes: worked on, left as a draft, confirmed or planned, or cancelled
    for the reason in ``note``.
    """

    hour: int
    item: str
    quantity: int
    due: int
    fate: str = "work"
    priority: int = 50
    note: str = ""


WISHES: tuple[Wish, ...] = (
    Wish(0, "TUBE-BLK-39", 4200, 64),
    Wish(0, "SHELL-M", 600, 96),
    Wish(1, "TUBE-WHT-39", 3600, 56),
    Wish(2, "SOCK-BLK-39", 1800, 48),
    Wish(3, "GLOVE-RED-M", 240, 48),
    Wish(4, "TUBE-NVY-39", 3000, 40),
    Wish(8, "SOCK-WHT-39", 1500, 48, note="Outlet is out of white"),
    Wish(12, "SHELL-L", 480, 96),
    Wish(20, "PACK-BLK-39", 260, 32),
    Wish(26, "GLOVE-GRN-M", 240, 56),
    Wish(34, "SOCK-NVY-39", 1500, 48),
    Wish(36, "TUBE-NVY-43", 3000, 60),
    Wish(40, "TUBE-WHT-43", 2400, 48, "cancelled", note="Customer withdrew the size"),
    Wish(48, "TUBE-BLK-43", 3600, 64),
    Wish(50, "PACK-WHT-39", 240, 32),
    Wish(52, "GLOVE-RED-L", 180, 48),
    Wish(62, "SOCK-BLK-39", 1800, 48),
    Wish(66, "SHELL-M", 600, 96),
    Wish(72, "SOCK-NVY-43", 1500, 48, priority=30),
    Wish(76, "PACK-NVY-39", 240, 32),
    Wish(80, "TUBE-BLK-39", 4200, 64),
    Wish(84, "GLOVE-GRN-L", 240, 60, priority=20, note="Christmas campaign"),
    Wish(92, "TUBE-NVY-39", 2400, 32, "cancelled", note="Wrong shade was ordered"),
    Wish(96, "SHELL-L", 540, 96),
    Wish(100, "SOCK-WHT-39", 1500, 44),
    Wish(104, "PACK-BLK-39", 300, 32),
    Wish(110, "TUBE-WHT-43", 3000, 64),
    Wish(114, "GLOVE-RED-M", 240, 36),
    Wish(122, "SOCK-BLK-43", 1500, 34),
    Wish(126, "TUBE-NVY-43", 3000, 60),
    Wish(132, "GLOVE-GRN-M", 240, 25, priority=20, note="Christmas campaign"),
    Wish(136, "SOCK-BLK-39", 1200, 20, priority=10, note="Promised for the weekend market"),
    Wish(140, "PACK-NVY-39", 280, 30, note="The printed bags are late"),
    Wish(144, "TUBE-BLK-43", 3000, 60),
    Wish(146, "SHELL-M", 600, 80),
    Wish(150, "SOCK-WHT-43", 1500, 48, "planned"),
    Wish(152, "PACK-BLK-39", 300, 40, "planned"),
    Wish(153, "GLOVE-RED-M", 240, 56, "planned", 30),
    Wish(154, "SOCK-NVY-43", 1200, 56, "confirmed"),
    Wish(156, "SET-WINTER", 150, 60, "confirmed", 20, "Gift boxes have not come"),
    Wish(157, "PACK-NVY-39", 400, 40, "confirmed"),
    Wish(158, "TUBE-NVY-39", 2400, 72, "draft"),
    Wish(159, "SET-WINTER", 400, 120, "draft", note="Ask Radu to validate the bill"),
)

CANCELLED_AFTER = 5
"""Working hours between the release of an order and its cancellation."""

HELD: dict[tuple[str, int], tuple[int, str]] = {
    ("SOCK-BLK-39", 2): (24, "release"),
    ("SOCK-NVY-39", 34): (30, "rework"),
    ("GLOVE-GRN-M", 26): (6, "scrap"),
    ("SOCK-BLK-39", 62): (18, "downgrade"),
    ("GLOVE-RED-L", 52): (8, "rework"),
    ("SOCK-NVY-43", 72): (20, ""),
    ("GLOVE-GRN-L", 84): (12, ""),
    ("SOCK-WHT-39", 100): (16, "release"),
}
"""Pairs held at inspection of the order of an item released at an hour, and what became of them."""

MISCOUNTED = {("TUBE-WHT-39", 1), ("GLOVE-RED-M", 3), ("SOCK-BLK-39", 62)}
"""Orders whose first report was wrong: taken back by its opposite and reported again."""

MISBOOKED = {("TUBE-NVY-39", 4), ("SHELL-M", 66)}
"""Orders with a booking on the wrong time: taken back and entered again."""

Receipt = tuple[int, str, str, str, str, str, int]
"""Hour, item, quantity, place, lot, price, and days until it expires (0: never)."""

RECEIPTS: tuple[Receipt, ...] = (
    (20, "YRN-COT-BLK", "240", "YARN-A", "B26-118", "5.32", 0),
    (20, "CARD", "1500", "TRIM-B", "", "0.044", 0),
    (44, "YRN-PA", "120", "YARN-A", "PA-7731", "6.35", 0),
    (52, "DYE-RED", "12", "TRIM-B", "R-0457", "20.60", 180),
    (68, "YRN-COT-WHT", "180", "YARN-A", "W26-077", "5.18", 0),
    (84, "YRN-WOL-RAW", "60", "YARN-A", "M-3302", "17.10", 0),
    (100, "LBL-SOCK", "12000", "TRIM-B", "", "0.011", 0),
    (116, "YRN-COT-NVY", "150", "YARN-A", "N26-031", "5.52", 0),
    (132, "BAG-5", "2000", "TRIM-B", "", "0.029", 0),
    (140, "CARTON", "60", "TRIM-B", "", "0.64", 0),
    (156, "SOFTENER", "20", "TRIM-B", "SF-221", "4.75", 150),
)

OPENING: tuple[Receipt, ...] = (
    (0, "YRN-COT-BLK", "260", "YARN-A", "B26-102", "5.40", 0),
    (0, "YRN-COT-WHT", "300", "YARN-A", "W26-070", "5.10", 0),
    (0, "YRN-COT-NVY", "260", "YARN-A", "N26-024", "5.45", 0),
    (0, "YRN-WOL-RAW", "140", "YARN-A", "M-3291", "16.80", 0),
    (0, "YRN-PA", "260", "YARN-A", "PA-7698", "6.20", 0),
    (0, "YRN-ELA", "70", "YARN-A", "EL-150", "12.50", 400),
    (0, "THR-LINK", "28", "TRIM-B", "TH-09", "9.90", 0),
    (0, "DYE-RED", "9", "TRIM-B", "R-0431", "21.00", 60),
    (0, "DYE-RED", "1.5", "TRIM-B", "R-0390", "19.80", 6),
    (0, "DYE-GRN", "22", "TRIM-B", "G-0212", "22.50", 240),
    (0, "SOFTENER", "18", "TRIM-B", "SF-198", "4.80", 75),
    (0, "LBL-SOCK", "14000", "TRIM-B", "", "0.012", 0),
    (0, "LBL-GLV", "4000", "TRIM-B", "", "0.021", 0),
    (0, "CARD", "1200", "TRIM-B", "", "0.045", 0),
    (0, "BAG-5", "1500", "TRIM-B", "", "0.03", 0),
    (0, "BAG-NVY", "300", "TRIM-B", "", "0.07", 0),
    (0, "CARTON", "90", "TRIM-B", "", "0.62", 0),
    (0, "NEEDLES", "14", "TRIM-B", "", "34.00", 0),
    (0, "TUBE-BLK-39", "5200", "SEMI-C", "S-101", "0.24", 0),
    (0, "TUBE-WHT-39", "3600", "SEMI-C", "S-102", "0.24", 0),
    (0, "TUBE-NVY-39", "2400", "SEMI-C", "S-103", "0.24", 0),
    (0, "TUBE-BLK-43", "1500", "SEMI-C", "S-104", "0.24", 0),
    (0, "TUBE-WHT-43", "3200", "SEMI-C", "S-105", "0.24", 0),
    (0, "TUBE-NVY-43", "3200", "SEMI-C", "S-106", "0.24", 0),
    (0, "SHELL-M", "1600", "SEMI-C", "S-107", "1.32", 0),
    (0, "SHELL-L", "900", "SEMI-C", "S-108", "1.32", 0),
    (0, "SOCK-BLK-39", "1600", "SEMI-C", "S-109", "0.92", 0),
    (0, "SOCK-WHT-39", "1500", "SEMI-C", "S-110", "0.92", 0),
    (0, "SOCK-NVY-39", "1400", "SEMI-C", "S-111", "0.92", 0),
)
"""What was counted in when the books were opened; made goods too, at their standard cost."""

Transfer = tuple[int, str, str, str]
TRANSFERS: tuple[Transfer, ...] = (
    (50, "PACK-BLK-39", "80", "OUTLET-1"),
    (62, "GLOVE-RED-M", "60", "OUTLET-1"),
    (82, "PACK-WHT-39", "60", "OUTLET-1"),
    (108, "GLOVE-GRN-M", "48", "OUTLET-1"),
    (136, "PACK-BLK-39", "100", "OUTLET-1"),
)
"""Hour, item, quantity, and the place it was carried to."""

Adjustment = tuple[int, str, str, str]
ADJUSTMENTS: tuple[Adjustment, ...] = (
    (33, "CARD", "-12", "Counted: a bundle was wet"),
    (63, "NEEDLES", "-3", "Taken for the needle bench without a slip"),
    (97, "YRN-ELA", "-0.85", "Counted: cones were lighter than booked"),
    (131, "LBL-GLV", "25", "Found behind rack B"),
)
"""Hour, item, difference, and the reason that stays in the ledger."""

Stop = tuple[int, int, str, str, str]
STOPS: tuple[Stop, ...] = (
    (6 * 60, 35, "KN-2", "NEEDLE", "Needle 14 and 15"),
    (19 * 60, 50, "LK-1", "DRIVE", "Belt slipped off"),
    (31 * 60, 25, "KN-3", "YARN", "Black cotton came late from the store"),
    (40 * 60, 90, "DY-1", "SERVICE", "Valve seals"),
    (55 * 60, 40, "GK-2", "NEEDLE", ""),
    (71 * 60, 30, "BD-1", "NOBODY", "Operator at first-aid training"),
    (79 * 60, 60, "PK-1", "CLEAN", ""),
    (88 * 60, 75, "KN-1", "CHANGE", "Navy to white, long purge"),
    (103 * 60, 45, "LK-2", "DRIVE", ""),
    (117 * 60, 20, "KN-3", "NEEDLE", "Set from the needle bench"),
    (125 * 60, 110, "GK-2", "SERVICE", "Half-yearly service"),
    (139 * 60, 30, "DY-1", "YARN", "Softener was in the other store"),
    (149 * 60, 55, "BD-1", "DRIVE", "Press pad torn"),
    (158 * 60 + 20, 0, "GK-1", "DRIVE", "Gear ordered, technician on the way"),
)
"""Minute, minutes it lasted (0: still down), machine, reason and note."""

REVISED_AT = 60
"""Hour at which the engineer issued the second revision of the best-selling sock."""

TRIED_AT = 150
"""Hour at which a cheaper glove was drafted, which nobody has validated."""
