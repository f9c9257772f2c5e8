"""QR codes, drawn as what they are: squares, sharp at any size."""

import re
from math import isqrt
from typing import Any

import zxingcpp
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

SIDE = 20 * mm
CAPTION = 7
QUIET = 4
"""Modules of white around the code, as the standard asks."""
DARK = re.compile(rb"\x00+")


def dark_runs(text: str) -> tuple[int, list[tuple[int, int, int]]]:
    """The side of a code in modules, and its dark runs as (row, column, length)."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    dots = memoryview(picture).tobytes()
    side = isqrt(len(dots))
    rows = (dots[row * side : (row + 1) * side] for row in range(side))
    return side, [
        (number, run.start(), run.end() - run.start())
        for number, row in enumerate(rows)
        for run in DARK.finditer(row)
    ]


class QrCode(Flowable):
    """A QR code of ``side`` points, quiet zone included, with what it says beneath."""

    def __init__(self, text: str, font: str, side: float = SIDE) -> None:
        super().__init__()
        self.text, self.font, self.side = text, font, side
        self.width, self.height = side, side + CAPTION

    def wrap(self, *_room: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        modules, runs = dark_runs(self.text)
        module = self.side / (modules + 2 * QUIET)
        self.canv.setFillGray(0)
        for row, column, length in runs:
            left, low = (column + QUIET) * module, self.height - (row + QUIET + 1) * module
            self.canv.rect(left, low, length * module, module, stroke=0, fill=1)
        self.canv.setFont(self.font, CAPTION - 1)
        self.canv.drawCentredString(self.side / 2, 1, self.text)
