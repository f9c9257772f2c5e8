"""Labels as PDF: a page for each on the printer's own stock, or many on sheets of A4."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from runwright.labels.batches.label import BatchLabel
from runwright.labels.batches.layout import label_drawing
from runwright.labels.batches.shapes import Box, Code, Drawing, Line, Rest
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
    pen = Pen(Canvas(file, pagesize=page, pageCompression=1, invariant=1))
    drawings = (label_drawing(label, kind, stock) for label in labels)
    (_sheets if is_sheet else _pages)(pen, drawings, grid_of(stock))
    pen.canvas.save()
    return file.getvalue()


def _pages(pen: "Pen", drawings: Iterable[Drawing], grid: Grid) -> None:
    for drawing in drawings:
        pen.label(drawing, 0, 0)
        pen.canvas.showPage()


def _sheets(pen: "Pen", drawings: Iterable[Drawing], grid: Grid) -> None:
    width, height = grid.stock.width, grid.stock.height
    for sheet in _parts(iter(drawings), grid.places):
        pen.canvas.setStrokeColor(CUT)
        pen.canvas.setLineWidth(0.3)
        for place, drawing in enumerate(sheet):
            left, top = grid.corner(place)
            low = A4[1] - top - height
            pen.canvas.rect(left, low, width, height)
            pen.label(drawing, left, low)
        pen.canvas.showPage()


def _parts(drawings: Iterator[Drawing], size: int) -> Iterator[list[Drawing]]:
    while part := list(islice(drawings, size)):
        yield part


class Pen:
    """Draws labels on a canvas; what labels share is written once and then only named."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.forms: dict[Rest, str] = {}

    def label(self, drawing: Drawing, left: float, low: float) -> None:
        """The label with its left bottom corner there."""
        form = self._form(drawing)
        self.canvas.saveState()
        self.canvas.translate(left, low)
        self.canvas.doForm(form)
        self._line(drawing.name, drawing.stock.height)
        self._code(drawing.code, drawing.stock.height)
        self.canvas.restoreState()

    def _form(self, drawing: Drawing) -> str:
        if drawing.rest not in self.forms:
            name = self.forms[drawing.rest] = f"rest{len(self.forms)}"
            self.canvas.beginForm(name, 0, 0, drawing.stock.width, drawing.stock.height)
            self.canvas.setLineWidth(0.6)
            for line in drawing.rest.lines:
                self._line(line, drawing.stock.height)
            for box in drawing.rest.boxes:
                self._box(box, drawing.stock.height)
            self.canvas.endForm()
        return self.forms[drawing.rest]

    def _line(self, line: Line, top: float) -> None:
        self.canvas.setFont(STRONG if line.is_strong else PLAIN, line.size)
        self.canvas.drawString(line.left, top - line.top - line.size * ASCENT, line.text)

    def _box(self, box: Box, top: float) -> None:
        low = top - box.top - box.side
        self.canvas.rect(box.left, low, box.side, box.side, stroke=1, fill=int(box.is_done))

    def _code(self, code: Code, top: float) -> None:
        """All dark runs as one path, in a grid of modules."""
        modules, runs = dark_runs(code.text)
        module = code.side / (modules + 2 * QUIET)
        left, high = code.left + QUIET * module, top - code.top - QUIET * module
        path = [f"{column} {-row - 1} {length} 1 re" for row, column, length in runs]
        self.canvas.transform(module, 0, 0, module, left, high)
        self.canvas.drawPath(PDFPathObject(path), stroke=0, fill=1)
