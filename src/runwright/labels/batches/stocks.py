"""The label stocks and kinds there are, and how many labels an A4 sheet takes."""

from dataclasses import dataclass

from runwright.kernel.errors import gettext_noop

INCH = 72.0
A4 = (595.28, 841.89)
SHEET_MARGIN = 9.0
"""Points that a sheet keeps free; a label keeps more of its own, so that no printer cuts words."""

TAG, TRAVELLER = "tag", "traveller"
KINDS: dict[str, str] = {
    TAG: gettext_noop("Tag"),
    TRAVELLER: gettext_noop("Traveller"),
}


@dataclass(frozen=True)
class Stock:
    """A size of labels in points; the long side lies across, so that lines are long."""

    width: float
    height: float

    @property
    def is_square(self) -> bool:
        """Room for a code and nothing beside it."""
        return self.width == self.height


STOCKS: dict[str, Stock] = {
    "1x1": Stock(1 * INCH, 1 * INCH),
    "1x3": Stock(3 * INCH, 1 * INCH),
    "1x4": Stock(4 * INCH, 1 * INCH),
    "2x4": Stock(4 * INCH, 2 * INCH),
}
SIZES: dict[str, str] = {
    "1x1": gettext_noop("1 × 1 inch"),
    "1x3": gettext_noop("1 × 3 inches"),
    "1x4": gettext_noop("1 × 4 inches"),
    "2x4": gettext_noop("2 × 4 inches"),
}


@dataclass(frozen=True)
class Grid:
    """Labels of one stock on an A4 sheet, in the middle of it; positions count from its top."""

    stock: Stock
    columns: int
    rows: int

    @property
    def places(self) -> int:
        """How many labels a sheet takes."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """The left top corner of a place, row by row."""
        row, column = divmod(place, self.columns)
        left = (A4[0] - self.columns * self.stock.width) / 2
        top = (A4[1] - self.rows * self.stock.height) / 2
        return left + column * self.stock.width, top + row * self.stock.height


def grid_of(stock: Stock) -> Grid:
    """As many labels as an A4 sheet takes."""
    columns, rows = (
        int((whole - 2 * SHEET_MARGIN) // part)
        for whole, part in zip(A4, (stock.width, stock.height), strict=True)
    )
    return Grid(stock, columns, rows)
