"""What a label printer prints with."""

from dataclasses import dataclass

RESOLUTIONS = (203, 300)
"""Dots an inch of the printers there are."""


@dataclass(frozen=True)
class Media:
    """What a printer prints with: dots an inch, and whether the narrow side of its stock lies
    across, so that labels are turned.

    ``font`` is a font file of the printer, as ``E:TT0003M_.FNT``; without one it is font 0, which
    every printer has.
    """

    dpi: int
    font: str = ""
    is_turned: bool = False
