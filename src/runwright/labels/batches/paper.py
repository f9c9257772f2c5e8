"""Labels as PDF: a page for each on the printer's own stock, or many on sheets of A4."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from runwright.labels.batches.label import BatchLabel
from runwright.labels.batches.layout import label_drawing
from runwright.labels.batches.shapes import Box, Code, Drawing, Line
from runwright.labels.batches.stocks import A4, STOCKS, Grid, grid_of
from runwright.labels.codes import QUIET, dark_runs
from runwright.labels.drawing import PLAIN, STRONG, fonts_ready

CUT: Color = HexColor("#cfd6de")
ASCENT = 0.8
"""How far below the top of a line its letters stand, in sizes of them."""


def labels_pdf(labels: Iterable[BatchLabel], *, kind: str, size: str, is_sheet: bool) -> bytes:
    """Labels of one kind and size as a PDF, on sheets of A4 or a page each.

    The same labels give the same bytes.
    """
    fonts_ready()
    stock = STOCKS[size]
    file = BytesIO()
    page = A4 if is_sheet else (stock.width, stock.height)
    canvas = Canvas(file, pagesize=page, pageCompression=1, invariant=1)
    drawings = (label_drawing(label, kind, stock) for label in labels)
    (_sheets if is_sheet else _pages)(canvas, drawings, grid_of(stock))
    canvas.save()
    return file.getvalue()


def _pages(canvas: Canvas, drawings: Iterable[Drawing], grid: Grid) -> None:
    for drawing in drawings:
        _draw(canvas, drawing, 0, grid.stock.height)
        canvas.showPage()


def _sheets(canvas: Canvas, drawings: Iterable[Drawing], grid: Grid) -> None:
    for sheet in _parts(iter(drawings), grid.places):
        for place, drawing in enumerate(sheet):
            left, top = grid.corner(place)
            canvas.setStrokeColor(CUT)
            canvas.setLineWidth(0.3)
            canvas.rect(left, A4[1] - top - grid.stock.height, grid.stock.width, grid.stock.height)
            _draw(canvas, drawing, left, A4[1] - top)
        canvas.showPage()


def _parts(drawings: Iterator[Drawing], size: int) -> Iterator[list[Drawing]]:
    while part := list(islice(drawings, size)):
        yield part


def _draw(canvas: Canvas, drawing: Drawing, left: float, top: float) -> None:
    """The label with its left top corner there, counted from the left bottom of the page."""
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.6)
    _code(canvas, drawing.code, left, top)
    for line in drawing.lines:
        _line(canvas, line, left, top)
    for box in drawing.boxes:
        _box(canvas, box, left, top)


def _line(canvas: Canvas, line: Line, left: float, top: float) -> None:
    canvas.setFont(STRONG if line.is_strong else PLAIN, line.size)
    canvas.drawString(left + line.left, top - line.top - line.size * ASCENT, line.text)


def _box(canvas: Canvas, box: Box, left: float, top: float) -> None:
    low = top - box.top - box.side
    canvas.rect(left + box.left, low, box.side, box.side, stroke=1, fill=int(box.is_done))


def _code(canvas: Canvas, code: Code, left: float, top: float) -> None:
    """All dark runs as one path in a grid of modules: thousands of labels in seconds."""
    modules, runs = dark_runs(code.text)
    module = code.side / (modules + 2 * QUIET)
    path = [f"{column} {-row - 1} {length} 1 re" for row, column, length in runs]
    canvas.saveState()
    canvas.translate(left + code.left + QUIET * module, top - code.top - QUIET * module)
    canvas.scale(module, module)
    canvas.drawPath(PDFPathObject(path), stroke=0, fill=1)
    canvas.restoreState()
