"""Where everything stands on a label; paper and printers draw the same, each with its own pen."""

from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext as _

from runwright.labels.batches.columns import Row, column
from runwright.labels.batches.fitting import ELLIPSIS, fitted, width_of
from runwright.labels.batches.label import BatchLabel, printable
from runwright.labels.batches.shapes import LEADING, SMALLEST, Code, Drawing, Line, Rest, Room
from runwright.labels.batches.stocks import INCH, TRAVELLER, Stock
from runwright.labels.batches.ticks import ticked, told

EDGE = 4.0
"""What a label keeps free at its edges."""
CODE_SIDE = 1.4 * INCH
"""The side of a QR code where the label would allow a larger one."""
CAPTION = 10.0
WIDE = "W"
"""As wide as any letter of a code."""
HEAD_SHARE = 0.48
"""How much of the height of a traveller its head takes."""
GAP = 2.0
"""Between the head of a traveller and its operations."""
STEP_SIZE, LARGE_STEP_SIZE = 7.0, 8.5
"""The letters of operations, on labels of an inch and on higher ones."""


def label_drawing(label: BatchLabel, kind: str, stock: Stock) -> Drawing:
    """The label laid out as a tag or a traveller; a square one is its code and nothing else."""
    if stock.is_square:
        return _square(label, stock)
    alike = _drawn(replace(label, code=WIDE * len(label.code), qr=""), kind, stock)
    if ELLIPSIS in alike.name.text:
        return _drawn(label, kind, stock)
    name, code = printable(label.code), replace(alike.code, text=label.qr)
    return replace(alike, code=code, name=replace(alike.name, text=name))


@lru_cache(maxsize=256)
def _drawn(label: BatchLabel, kind: str, stock: Stock) -> Drawing:
    """The labels of a run, which differ in their codes, are laid out once."""
    side = min(stock.height - 2 * EDGE, CODE_SIDE)
    left = EDGE + side + EDGE
    beside = Room(left, EDGE, stock.width - left - EDGE, stock.height - 2 * EDGE)
    if kind == TRAVELLER:
        return _traveller(label, stock, Code(EDGE, EDGE, side, label.qr), beside)
    code = Code(EDGE, (stock.height - side) / 2, side, label.qr)
    name, *lines = column([*_head(label), *_tail(label)], beside)
    return Drawing(stock, code, name, Rest(tuple(lines)))


def _square(label: BatchLabel, stock: Stock) -> Drawing:
    text = f"{label.code} R{label.reprint}" if label.reprint else label.code
    text, size = fitted(printable(text), stock.width - 2 * EDGE, CAPTION, SMALLEST, is_strong=True)
    side = stock.height - EDGE - CAPTION * LEADING
    left = (stock.width - width_of(text, size, is_strong=True)) / 2
    code = Code((stock.width - side) / 2, EDGE / 2, side, label.qr)
    return Drawing(stock, code, Line(left, EDGE / 2 + side, text, size, is_strong=True), Rest())


def _traveller(label: BatchLabel, stock: Stock, code: Code, beside: Room) -> Drawing:
    """The head, then the operations to tick off, then as much of the instructions as fits.

    The rest of a tag stands under the code where the label is high enough.
    """
    is_high = stock.height > INCH
    size = LARGE_STEP_SIZE if is_high else STEP_SIZE
    high = beside.height * HEAD_SHARE
    name, *head = column(_head(label), replace(beside, height=high))
    steps, boxes, end = ticked(label.steps, beside.below(beside.top + high + GAP), size)
    instructions = told(label.instructions, beside.below(end), size * 0.9)
    under = Room(2 * EDGE, EDGE, code.side - EDGE, beside.height).below(code.top + code.side)
    tail = column(_tail(label), under, 1) if is_high else []
    return Drawing(stock, code, name, Rest((*head, *steps, *instructions, *tail), tuple(boxes)))


def _head(label: BatchLabel) -> list[Row]:
    """What everybody looks for: which batch, of what, how much, and where it goes."""
    mark = _("REPRINT {number}").format(number=label.reprint) if label.reprint else ""
    code = Row(printable(label.code), 12, is_strong=True, mark=mark)
    rest = _said(
        Row(f"{label.item_code} {label.item_name}", 8.5, may_wrap=True),
        Row(label.quantity, 10, is_strong=True),
        Row(_way(label), 7.5),
    )
    return [code, *rest]


def _tail(label: BatchLabel) -> list[Row]:
    return _said(
        Row(_joined(label.order, label.run), 6.5, may_wrap=True),
        Row(", ".join(label.lots), 6, may_wrap=True),
        Row(_joined(", ".join(label.machines), label.date), 6),
    )


def _said(*rows: Row) -> list[Row]:
    return [replace(row, text=text) for row in rows if (text := printable(row.text).strip())]


def _way(label: BatchLabel) -> str:
    """Where it stands and where it goes next."""
    return f"{label.stands_at} → {label.next_step}" if label.next_step else label.stands_at


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
