"""What is really inside a workbook's archive, found out before anything is unpacked in memory.

The sizes an archive declares may lie, so every part is inflated in small pieces and counted, and
the cells of its sheets are located: two cells far apart would otherwise cost gigabytes.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from runwright.imports.errors import (
    ArchiveBomb,
    FileKindUnknown,
    WorkbookBroken,
    WorkbookHasMacros,
    WorkbookTooLarge,
)
from runwright.kernel.errors import Word, gettext_noop

MOST_UNPACKED = 512 * 1024 * 1024
MOST_PARTS = 2_000
MOST_CELLS = 2_000_000
MOST_MARKS = 10_000
_PIECE = 256 * 1024
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".emf", ".wmf", ".bin")
_STORED, _DEFLATED = 0, 8


DAMAGE = (
    BadZipFile, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, ValueError,
    zlib.error,
)  # fmt: skip
"""What a damaged archive makes the readers of archives raise."""


def in_short(problem: Exception) -> str:
    """What a reader said, in one short line without a full stop."""
    return " ".join(str(problem).split())[:120].rstrip(".") or type(problem).__name__


Place = tuple[int, int]
Marks = dict[Place, str]


def archive_check(path: Path) -> dict[str, Marks]:
    """Refuse what is no workbook, carries macros, is a bomb, or spans too large a sheet.

    Returns for each part the (row, column) of cells that hold an ``error`` or a ``formula``.
    """
    try:
        with ZipFile(path) as archive, path.open("rb") as stream:
            parts = archive.infolist()
            _kind_check(parts)
            return _parts_check(parts, stream)
    except DAMAGE as problem:
        raise WorkbookBroken(part="archive", problem=in_short(problem)) from None


def _kind_check(parts: list[ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS:
        raise ArchiveBomb(limit=MOST_UNPACKED, part=f"{len(parts)} parts")
    if "xl/workbook.xml" not in names:
        raise FileKindUnknown(found=Word(gettext_noop("an archive without a workbook in it")))
    for name in names:
        if name.lower().endswith("vbaproject.bin") or "macrosheets" in name.lower():
            raise WorkbookHasMacros(part=name)


def _parts_check(parts: list[ZipInfo], stream: BinaryIO) -> dict[str, Marks]:
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        largest = max(parts, key=lambda part: part.file_size)
        raise ArchiveBomb(limit=MOST_UNPACKED, part=largest.filename)
    left, marks = MOST_UNPACKED, {}
    for part in parts:
        size, marks[part.filename] = _part_check(part, stream, left)
        left -= size
    return marks


def _part_check(part: ZipInfo, stream: BinaryIO, left: int) -> tuple[int, Marks]:
    """Inflate one part piece by piece; return its true size and its odd cells."""
    size, survey = 0, _Survey(part.filename)
    picture = part.filename.lower().endswith(_PICTURES)
    for piece in _inflated(part, stream):
        size += len(piece)
        if size > left:
            raise ArchiveBomb(limit=MOST_UNPACKED, part=part.filename)
        if not picture:
            survey.feed(piece)
    return size, survey.marks


def _inflated(part: ZipInfo, stream: BinaryIO) -> Iterator[bytes]:
    """The true content of a part, whatever the archive's directory claims about its size."""
    if part.compress_type not in (_STORED, _DEFLATED) or part.flag_bits & 1:
        problem = Word(gettext_noop("encrypted or packed in an unknown way"))
        raise WorkbookBroken(part=part.filename, problem=problem)
    stream.seek(part.header_offset + 26)
    lengths = stream.read(4)
    stream.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
    packed = _pieces(stream, part.compress_size)
    return packed if part.compress_type == _STORED else _unpacked(packed, part.filename)


def _pieces(stream: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0:
        piece = stream.read(min(size, _PIECE))
        if not piece:
            return
        size -= len(piece)
        yield piece


def _unpacked(packed: Iterator[bytes], name: str) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    try:
        for piece in packed:
            rest = piece
            while rest and not inflater.eof:
                yield inflater.decompress(rest, _PIECE)
                rest = inflater.unconsumed_tail
    except zlib.error as problem:
        raise WorkbookBroken(part=name, problem=str(problem)) from None


class _Survey:
    """Follows a part's XML: how far its cells reach, where errors and formulas stand."""

    def __init__(self, part: str) -> None:
        self.part, self.rows, self.columns = part, 0, 0
        self.marks: Marks = {}
        self._at: Place = (0, 0)
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._element
        self._parser.EntityDeclHandler = self._entity

    def feed(self, piece: bytes) -> None:
        try:
            self._parser.Parse(piece)
        except expat.ExpatError as problem:
            raise WorkbookBroken(part=self.part, problem=str(problem)) from None

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            self._cell(attributes)
        elif kind == "f":
            self._mark("formula")

    def _cell(self, attributes: dict[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        if place:
            self._at = (int(place[2]), column_number(place[1]))
            self._reach(*self._at)
        if attributes.get("t") == "e":
            self._mark("error")

    def _mark(self, kind: str) -> None:
        if len(self.marks) < MOST_MARKS:
            self.marks.setdefault(self._at, kind)

    def _reach(self, row: int, column: int) -> None:
        if column > self.columns or row > self.rows:
            self.columns, self.rows = max(self.columns, column), max(self.rows, row)
            if self.columns * self.rows > MOST_CELLS:
                raise WorkbookTooLarge(
                    part=self.part, row=self.rows, column=self.columns, limit=MOST_CELLS
                )

    def _entity(self, *declared: object) -> None:
        raise WorkbookBroken(part=self.part, problem=Word(gettext_noop("it declares entities")))


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
