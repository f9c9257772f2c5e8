"""Operations to tick off, in columns, and the instructions beneath."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from runwright.labels.batches.fitting import cut, wrapped
from runwright.labels.batches.label import Step, printable
from runwright.labels.batches.shapes import LEADING, Box, Line, Room

WIDTH = 9.2
"""The least width of a column of operations, in sizes of its letters."""
BOX, INDENT, GAP = 0.8, 1.2, 0.4
"""The side of a box, where the words beside it begin, and what is free behind them, in sizes."""


@dataclass(frozen=True)
class Ticks:
    """Where operations go: columns over a room, in letters of a size."""

    room: Room
    size: float

    @property
    def columns(self) -> int:
        return max(1, int(self.room.width // (self.size * WIDTH)))

    @property
    def places(self) -> int:
        """How many operations there is room for."""
        return self.columns * max(1, int(self.room.height // (self.size * LEADING)))

    def place(self, number: int) -> Room:
        row, column = divmod(number, self.columns)
        width, high = self.room.width / self.columns, self.size * LEADING
        return Room(self.room.left + column * width, self.room.top + row * high, width, high)

    def end(self, count: int) -> float:
        """Where the room goes on below so many operations."""
        return self.place(count - 1).top + self.size * LEADING if count else self.room.top


def ticked(steps: Sequence[Step], room: Room, size: float) -> tuple[list[Line], list[Box], float]:
    """The operations beside their boxes, and where the room goes on; what there is no room for
    is counted."""
    ticks = Ticks(room, size)
    shown = len(steps) if len(steps) <= ticks.places else ticks.places - 1
    places = [ticks.place(number) for number in range(shown)]
    boxes = [_box(step, place, size) for step, place in zip(steps, places, strict=False)]
    lines = [_name(step, place, size) for step, place in zip(steps, places, strict=False)]
    if more := len(steps) - shown:
        place = ticks.place(shown)
        lines.append(Line(place.left, place.top, f"+ {more}", size))
    return lines, boxes, ticks.end(shown + bool(more))


def _box(step: Step, place: Room, size: float) -> Box:
    return Box(place.left, place.top + size * (1 - BOX), size * BOX, step.is_done)


def _name(step: Step, place: Room, size: float) -> Line:
    space = place.width - size * (INDENT + GAP)
    return Line(place.left + size * INDENT, place.top, cut(printable(str(step)), space, size), size)


def told(text: str, room: Room, size: float) -> Iterator[Line]:
    """As many lines of the text as there is room for."""
    most = int(room.height // (size * LEADING))
    if most <= 0:
        return
    for number, line in enumerate(wrapped(printable(text), room.width, size, most)):
        yield Line(room.left, room.top + number * size * LEADING, line, size)
