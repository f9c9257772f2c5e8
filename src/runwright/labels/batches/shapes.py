"""What a label is drawn of, in points from its left top corner downwards."""

from dataclasses import dataclass, replace

from runwright.labels.batches.stocks import Stock

LEADING = 1.16
"""The height of a line in sizes of its letters."""
SMALLEST = 5.0
"""The smallest letters anybody reads."""


@dataclass(frozen=True)
class Line:
    """Words on one line; ``top`` is the upper end of its letters' room."""

    left: float
    top: float
    text: str
    size: float
    is_strong: bool = False


@dataclass(frozen=True)
class Box:
    """A square to tick, filled where that is done already."""

    left: float
    top: float
    side: float
    is_done: bool


@dataclass(frozen=True)
class Code:
    """A QR code with its quiet zone."""

    left: float
    top: float
    side: float
    text: str


@dataclass(frozen=True)
class Rest:
    """What labels of one run share: everything but their codes."""

    lines: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """All that is drawn on a label of a stock; ``name`` is its code in words."""

    stock: Stock
    code: Code
    name: Line
    rest: Rest

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, the code's first."""
        return (self.name, *self.rest.lines)


@dataclass(frozen=True)
class Room:
    """A rectangle to write into."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    def below(self, top: float) -> "Room":
        """What is left of it from ``top`` downwards."""
        return replace(self, top=top, height=self.top + self.height - top)
