"""Excel workbooks: the first visible sheet, cell values as the spreadsheet stored them.

A formula counts as the result stored beside it; an error value stays the text of the error, so
that the row check can name its row and column.
"""

from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from runwright.imports.errors import FileEmpty, WorkbookBroken
from runwright.imports.reading.archive import DAMAGE, Marks, archive_check, in_short
from runwright.kernel.errors import Word, gettext_noop

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def workbook_open(path: Path) -> tuple[Iterator[list[Any]], Marks]:
    """The rows of the first visible sheet, the header first, and its odd cells by place."""
    marks = archive_check(path)
    try:
        workbook = CalamineWorkbook.from_path(path)
        position = _first_sheet(workbook)
        sheet = workbook.get_sheet_by_index(position)
        if sheet.start is None:
            raise FileEmpty()
        left = sheet.start[1]
        odd = marks.get(_part_of(path, position), {})
        return sheet.iter_rows(), {(row, column - left): odd[row, column] for row, column in odd}
    except (*DAMAGE, CalamineError, ElementTree.ParseError, StopIteration) as problem:
        raise WorkbookBroken(part="workbook", problem=in_short(problem)) from None


def _first_sheet(workbook: CalamineWorkbook) -> int:
    for position, sheet in enumerate(workbook.sheets_metadata):
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            return position
    problem = Word(gettext_noop("it has no visible sheet of cells"))
    raise WorkbookBroken(part="workbook", problem=problem)


def _part_of(path: Path, position: int) -> str:
    """The name of the archive part that holds the sheet at ``position``."""
    with ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    sheets = [node for node in book.iter() if node.tag.rpartition("}")[2] == "sheet"]
    wanted = sheets[position].attrib[_RELATION]
    target = next(link.attrib["Target"] for link in links if link.attrib["Id"] == wanted)
    return normpath(join("xl", target)).lstrip("/")
