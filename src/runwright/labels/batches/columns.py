"""Rows of words under each other, as large as their room allows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from runwright.labels.batches.fitting import fitted, width_of, wrapped_whole
from runwright.labels.batches.shapes import LEADING, SMALLEST, Line, Room

LARGEST = 1.5
"""How much larger than their usual sizes letters become where there is room."""
SHRINK_TO = 0.75
MARK_SHARE, MARK_SIZE, MARK_GAP = 0.45, 0.7, 4.0


@dataclass(frozen=True)
class Row:
    """Words that want a line of some size, or two where they are long and there is room.

    ``mark`` is said at the right end of the line.
    """

    text: str
    size: float
    is_strong: bool = False
    may_wrap: bool = False
    mark: str = ""


def column(rows: Sequence[Row], room: Room, largest: float = LARGEST) -> list[Line]:
    """The rows as lines, up to ``largest`` times their size; where there is no room for all of
    them, all become smaller."""
    wished = sum(row.size for row in rows) * LEADING
    scale = min(largest, room.height / wished) if rows else 1
    spare = room.height - wished * scale
    lines: list[Line] = []
    for row in rows:
        size = row.size * scale
        drawn = _row(row, size, room, may_wrap=row.may_wrap and spare >= size * LEADING)
        lines += drawn
        end = max(line.top for line in drawn) + size * LEADING
        spare -= end - room.top - size * LEADING
        room = room.below(end)
    return lines


def _row(row: Row, size: float, room: Room, *, may_wrap: bool) -> list[Line]:
    marks = [_mark(row, size, room)] if row.mark else []
    width = marks[0].left - MARK_GAP - room.left if marks else room.width
    least = max(SMALLEST, size * SHRINK_TO)
    if may_wrap and width_of(row.text, least, is_strong=row.is_strong) > width:
        return [*_two(row.text, size, least, room), *marks]
    text, fit = fitted(row.text, width, size, least, is_strong=row.is_strong)
    return [Line(room.left, room.top + (size - fit) / 2, text, fit, row.is_strong), *marks]


def _mark(row: Row, size: float, room: Room) -> Line:
    text, size = fitted(
        row.mark, room.width * MARK_SHARE, size * MARK_SIZE, SMALLEST, is_strong=True
    )
    left = room.right - width_of(text, size, is_strong=True)
    return Line(left, room.top, text, size, is_strong=True)


def _two(text: str, size: float, least: float, room: Room) -> list[Line]:
    lines, fit = wrapped_whole(text, room.width, size, least, 2)
    first = Line(room.left, room.top, "", fit)
    return [
        replace(first, text=line, top=room.top + number * size * LEADING)
        for number, line in enumerate(lines)
    ]
