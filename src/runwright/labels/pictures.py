"""A chart of a report on paper: bars, lines and targets over categories, with scale and legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cached_property

from reportlab.graphics.shapes import Drawing, Line, PolyLine, Rect, Shape, String
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from runwright.kernel.quantity import plain
from runwright.reports.charts import Chart, Series, Value
from runwright.reports.exports.drawn import GREY, PALETTE

FONT, SIZE = "Inter", 6.5
INK, PALE, RULE = HexColor("#182433"), HexColor("#5d6b7c"), HexColor("#e3e7eb")
HEIGHT, LEFT, FOOT, HEAD = 60 * mm, 14 * mm, 8 * mm, 7 * mm
WIDEST = 26 * mm
"""No bar is wider."""
TICKS = 4
FULL = Decimal("0.7")
"""The part of a category's room that its bars take."""
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Plot:
    """A chart and the room it has."""

    chart: Chart
    width: float

    @property
    def bars(self) -> list[Series]:
        """The series that are drawn as bars."""
        return [one for one in self.chart.drawn if one.kind in {"bar", "step"}]

    @property
    def lines(self) -> list[Series]:
        """Those that are drawn as lines, targets among them."""
        return [one for one in self.chart.drawn if one.kind in {"line", "target"}]

    @cached_property
    def columns(self) -> list[list[Series]]:
        """Bars beside each other, those of a stack in one column."""
        found: dict[str, list[Series]] = {}
        for n, one in enumerate(self.bars):
            found.setdefault(one.stack or f" {n}", []).append(one)
        return [*found.values()]

    @cached_property
    def step(self) -> Decimal:
        """From one line of the scale to the next."""
        least = self._highest / TICKS
        power = Decimal(1).scaleb(least.adjusted())
        return next(power * one for one in STEPS if power * one >= least)

    @cached_property
    def top(self) -> Decimal:
        """Where the scale ends."""
        return (self._highest / self.step).to_integral_value(ROUND_CEILING) * self.step

    @property
    def _highest(self) -> Decimal:
        count = range(len(self.chart.categories))
        stacks = [
            sum((_known(one, n) for one in column), Decimal())
            for column in self.columns
            for n in count
        ]
        points = [_known(one, n) for one in self.lines for n in count]
        return max([*stacks, *points, Decimal("0.01")])

    def across(self, n: int, part: Decimal = Decimal("0.5")) -> float:
        """How far from the left a part of category ``n`` is."""
        room = (self.width - LEFT) / max(len(self.chart.categories), 1)
        return LEFT + room * (n + float(part))

    def up(self, value: Decimal) -> float:
        """How high a value is; nothing is drawn below nought."""
        return FOOT + (HEIGHT - FOOT - HEAD) * float(max(value, Decimal()) / self.top)

    def colour(self, series: Series) -> Color:
        """The colour of a series, the same as on the screen."""
        if series.tone == "grey":
            return HexColor(GREY)
        return HexColor(PALETTE[self.chart.drawn.index(series) % len(PALETTE)])


def _known(series: Series, n: int) -> Decimal:
    value = series.values[n]
    return Decimal(0) if value is None else Decimal(value)


def chart_drawing(chart: Chart, width: float) -> Drawing:
    """The chart as a drawing of this width."""
    plot, drawing = Plot(chart, width), Drawing(width, HEIGHT)
    for draw in (_scale, _bars, _lines, _names, _legend):
        for shape in draw(plot):
            drawing.add(shape)
    return drawing


def _scale(plot: Plot) -> Iterator[Shape]:
    value = Decimal()
    while value <= plot.top:
        height = plot.up(value)
        yield Line(LEFT, height, plot.width, height, strokeColor=RULE, strokeWidth=0.5)
        yield _text(LEFT - 3, height - 2, _told(value, plot.chart), "end")
        value += plot.step


def _told(value: Decimal, chart: Chart) -> str:
    return f"{plain(value * 100)} %" if chart.share else plain(value)


def _bars(plot: Plot) -> Iterator[Shape]:
    if not plot.columns:
        return
    room = (plot.width - LEFT) / max(len(plot.chart.categories), 1)
    full = min(FULL, Decimal(WIDEST * len(plot.columns) / room))
    wide = full / len(plot.columns)
    for place, column in enumerate(plot.columns):
        for n in range(len(plot.chart.categories)):
            begin = (1 - full) / 2 + wide * place
            left, right = plot.across(n, begin), plot.across(n, begin + wide)
            yield from _column(plot, column, n, (left, right))


def _column(
    plot: Plot, column: Sequence[Series], n: int, sides: tuple[float, float]
) -> Iterator[Shape]:
    level, (left, right) = Decimal(), sides
    for one in column:
        low, high = plot.up(level), plot.up(level + _known(one, n))
        if high > low:
            yield Rect(left, low, right - left - 0.5, high - low,
                       fillColor=plot.colour(one), strokeColor=None)  # fmt: skip
        level += _known(one, n)


def _lines(plot: Plot) -> Iterator[Shape]:
    for one in plot.lines:
        colour, dashes = plot.colour(one), [3, 2] if one.kind == "target" else None
        for stretch in _stretches(one.values):
            points = [(plot.across(n), plot.up(value)) for n, value in stretch]
            if len(points) == 1:
                ((left, height),) = points
                points = [(left - 3, height), (left + 3, height)]
            yield PolyLine(points, strokeColor=colour, strokeWidth=1.4, strokeDashArray=dashes)


def _stretches(values: Sequence[Value]) -> Iterator[list[tuple[int, Decimal]]]:
    """The points of a line, apart where there is no figure."""
    found: list[tuple[int, Decimal]] = []
    for n, value in enumerate([*values, None]):
        if value is not None:
            found.append((n, Decimal(value)))
        elif found:
            yield found
            found = []


def _names(plot: Plot) -> Iterator[Shape]:
    """Every category that finds room for its name."""
    names = [str(name) for name in plot.chart.categories]
    room = (plot.width - LEFT) / max(len(names), 1)
    every = max(1, round(28 / room))
    for n, name in enumerate(names):
        if n % every == 0:
            yield _text(plot.across(n), FOOT - 9, _cut(name, room * every - 2), "middle")
    yield _text(plot.width, 2, str(plot.chart.heading), "end")


def _cut(name: str, room: float) -> str:
    """As much of a name as finds room."""
    if stringWidth(name, FONT, SIZE) <= room:
        return name
    while name and stringWidth(f"{name}…", FONT, SIZE) > room:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _legend(plot: Plot) -> Iterator[Shape]:
    left, height = LEFT, HEIGHT - 6
    for one in plot.chart.drawn:
        yield Rect(left, height, 6, 3 if one.kind in {"line", "target"} else 5,
                   fillColor=plot.colour(one), strokeColor=None)  # fmt: skip
        yield _text(left + 9, height, str(one.name), "start")
        left += 22 + stringWidth(str(one.name), FONT, SIZE)
    if plot.chart.unit:
        yield _text(LEFT - 3, height, plot.chart.unit, "end")


def _text(left: float, height: float, words: str, anchor: str) -> String:
    return String(left, height, words, fontName=FONT, fontSize=SIZE, fillColor=PALE,
                  textAnchor=anchor)  # fmt: skip
