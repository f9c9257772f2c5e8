"""A paper as a PDF on A4: head with code, facts, tables that go on over pages, page numbers."""

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from runwright.labels.codes import QrCode
from runwright.labels.papers import Cell, Code, Column, Paper, Picture, Table, Tick, Words
from runwright.labels.pictures import chart_drawing

FONTS = Path(__file__).parent / "fonts"
PLAIN, STRONG = "Inter", "Inter-SemiBold"
MARGIN = 15 * mm
PADDING = 6
"""What a frame of ReportLab leaves free at its sides."""
WIDTH = A4[0] - 2 * MARGIN
INK, PALE, LINE = HexColor("#182433"), HexColor("#5d6b7c"), HexColor("#cfd6de")
HEAD_CODE = 26 * mm
FACTS_A_ROW = 3
TICK = 4 * mm


def paper_pdf(paper: Paper) -> bytes:
    """The paper as a PDF; the same paper gives the same bytes."""
    fonts_ready()
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=MARGIN - PADDING,
        rightMargin=MARGIN - PADDING,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 6 * mm,
        title=f"{paper.title} {paper.number}",
        author=str(paper.company),
        invariant=1,
    )
    document.build(list(_story(paper)), canvasmaker=_pages(paper))
    return file.getvalue()


@cache
def fonts_ready() -> None:
    """Register the fonts, once; and write pages as bytes, which is smaller and faster than text."""
    rl_config.useA85 = 0
    for name in (PLAIN, STRONG):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))


def _style(font: str = PLAIN, size: float = 9, **more: Any) -> ParagraphStyle:
    given = {"fontName": font, "fontSize": size, "leading": size * 1.35, "textColor": INK, **more}
    return ParagraphStyle(font, **given)


BODY, NUMBERS = _style(), _style(alignment=TA_RIGHT)
HEADS = _style(STRONG, 8, textColor=PALE)
NUMBER_HEADS = _style(STRONG, 8, textColor=PALE, alignment=TA_RIGHT)
SENDER, TITLE = _style(STRONG, 9, textColor=PALE), _style(STRONG, 17)
SECTION = _style(STRONG, 11, spaceBefore=10, spaceAfter=4)


def _words(words: Words, style: ParagraphStyle = BODY) -> Paragraph:
    """Text is text: nothing in it is taken for markup, and its line breaks stay."""
    return Paragraph(escape(str(words)).replace("\n", "<br/>"), style)


def _story(paper: Paper) -> Iterator[Flowable]:
    yield _head(paper)
    yield Spacer(0, 4 * mm)
    if paper.facts:
        yield _facts(paper.facts)
    for part in paper.parts:
        title = [_words(part.title, SECTION)] if part.title else []
        if isinstance(part, Picture):
            yield KeepTogether([*title, chart_drawing(part.chart, WIDTH)])
        else:
            yield from title
            yield from _table(part) if isinstance(part, Table) else [_words(part.words)]


def _head(paper: Paper) -> Grid:
    names = [_words(paper.company, SENDER), _words(f"{paper.title} {paper.number}", TITLE)]
    code = QrCode(paper.code, PLAIN, HEAD_CODE) if paper.code else ""
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), *_tight()]
    return Grid([[names, code]], [WIDTH - HEAD_CODE, HEAD_CODE], style=style)


def _tight() -> list[Any]:
    return [("LEFTPADDING", (0, 0), (0, -1), 0), ("RIGHTPADDING", (-1, 0), (-1, -1), 0)]


def _facts(facts: Sequence[tuple[Words, Words]]) -> Grid:
    cells: list[list[Flowable]] = [[_words(name, HEADS), _words(value)] for name, value in facts]
    cells += [[] for _gap in range(-len(cells) % FACTS_A_ROW)]
    rows = [cells[at : at + FACTS_A_ROW] for at in range(0, len(cells), FACTS_A_ROW)]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEABOVE", (0, 0), (-1, 0), 0.5, LINE)]
    return Grid(rows, [WIDTH / FACTS_A_ROW] * FACTS_A_ROW, style=[*style, *_tight()])


def _table(table: Table) -> Iterator[Flowable]:
    if not table.rows:
        yield _words(table.empty)
        return
    whole = sum(column.width for column in table.columns)
    heads = [_words(c.title, NUMBER_HEADS if c.is_number else HEADS) for c in table.columns]
    rows = [
        [_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        *_tight(),
    ]
    widths = [WIDTH * column.width / whole for column in table.columns]
    yield Grid([heads, *rows], widths, style=style, repeatRows=1)


def _cell(cell: Cell, column: Column) -> Flowable:
    if isinstance(cell, Code):
        return QrCode(cell.text, PLAIN)
    if isinstance(cell, Tick):
        return _Box()
    return _words(cell, NUMBERS if column.is_number else BODY)


class _Box(Flowable):
    """An empty box to tick."""

    def wrap(self, *_room: float) -> tuple[float, float]:
        return TICK, TICK

    def draw(self) -> None:
        self.canv.rect(0, 0, TICK, TICK)


def _pages(paper: Paper) -> type[Canvas]:
    """A canvas that knows how many pages there are before it writes their numbers."""

    class Pages(Canvas):  # type: ignore[misc]
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.kept: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for page in self.kept:
                self.__dict__.update(page)
                _foot(self, paper, len(self.kept))
                super().showPage()
            super().save()

    return Pages


def _foot(canvas: Canvas, paper: Paper, pages: int) -> None:
    canvas.setFont(PLAIN, 7.5)
    canvas.setFillColor(PALE)
    left = " · ".join(str(words) for words in (paper.company, paper.number, paper.foot) if words)
    canvas.drawString(MARGIN, MARGIN, left)
    words = _("Page {page} of {pages}").format(page=canvas.getPageNumber(), pages=pages)
    canvas.drawRightString(A4[0] - MARGIN, MARGIN, words)
