"""Labels as ZPL II, the language of label printers: the same layout in dots.

Texts are UTF-8 (``^CI28``) and stand in fields whose hexadecimal escapes are on (``^FH``), so that
nothing in them is taken for a command.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from runwright.labels.batches.label import BatchLabel, printable
from runwright.labels.batches.layout import label_drawing
from runwright.labels.batches.media import Media
from runwright.labels.batches.shapes import Box, Code, Drawing, Line
from runwright.labels.batches.stocks import INCH, STOCKS, Stock
from runwright.labels.codes import QUIET, dark_runs

ESCAPES = {ord(character): f"_{ord(character):02X}" for character in "_^~\\"}
MOST_DOTS_A_MODULE = 10
"""What ``^BQ`` takes as its magnification at the most."""
BORDER = 2
"""Of a box, in dots."""


def labels_zpl(
    labels: Iterable[BatchLabel], *, kind: str, size: str, media: Media, copies: int = 1
) -> bytes:
    """Labels of one kind and size for a printer, each printed ``copies`` times."""
    stock = STOCKS[size]
    pages = (Pen(media, stock).page(label_drawing(each, kind, stock), copies) for each in labels)
    return "".join(pages).encode()


def field(text: str) -> str:
    """The text as the data of a field: read as it is, whatever it holds."""
    return printable(text).translate(ESCAPES)


@dataclass(frozen=True)
class Pen:
    """Writes drawings on a stock as ZPL for one printer."""

    media: Media
    stock: Stock

    def page(self, drawing: Drawing, copies: int) -> str:
        """One label, printed so many times."""
        sides = self._dots(self.stock.width), self._dots(self.stock.height)
        width, height = reversed(sides) if self.media.is_turned else sides
        parts = [
            f"^XA^CI28^PW{width}^LL{height}^LH0,0",
            self._code(drawing.code),
            *(self._line(line) for line in drawing.lines),
            *(self._box(box) for box in drawing.rest.boxes),
            f"^PQ{copies}^XZ\n",
        ]
        return "\n".join(parts)

    def _dots(self, points: float) -> int:
        return round(points * self.media.dpi / INCH)

    def _at(self, left: float, top: float, high: float) -> str:
        """The origin of what is ``high`` points high; a turned label goes clockwise."""
        if self.media.is_turned:
            left, top = self.stock.height - top - high, left
        return f"^FO{self._dots(left)},{self._dots(top)}"

    def _line(self, line: Line) -> str:
        turn, high = "R" if self.media.is_turned else "N", self._dots(line.size)
        name = self.media.font
        font = f"^A@{turn},{high},{high},{name}" if name else f"^A0{turn},{high},{high}"
        return f"{self._at(line.left, line.top, line.size)}{font}^FH^FD{field(line.text)}^FS"

    def _box(self, box: Box) -> str:
        side = self._dots(box.side)
        border = side if box.is_done else BORDER
        return f"{self._at(box.left, box.top, box.side)}^GB{side},{side},{border}^FS"

    def _code(self, code: Code) -> str:
        """Drawn by the printer itself, in whole dots a module, in the middle of its place."""
        modules, _ = dark_runs(code.text)
        dots = min(MOST_DOTS_A_MODULE, self._dots(code.side) // (modules + 2 * QUIET))
        side = dots * modules * INCH / self.media.dpi
        inset = (code.side - side) / 2
        place = self._at(code.left + inset, code.top + inset, side)
        return f"{place}^BQN,2,{dots}^FH^FDMA,{field(code.text)}^FS"
