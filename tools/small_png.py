"""Make a screenshot small: at most 256 colours, one byte a pixel, packed as hard as zlib can."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
Colour = tuple[int, int, int]


def small_png(content: bytes) -> bytes:
    """The same picture in at most 256 colours; ``content`` has 8 bits a channel, not interlaced."""
    chunks = dict(_chunks(content))
    width, height, _depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    rows = _rows(zlib.decompress(chunks[b"IDAT"]), width, height, 4 if kind == 6 else 3)
    pixels = [_colours(row, 4 if kind == 6 else 3) for row in rows]
    palette = _palette(Counter(pixel for row in pixels for pixel in row))
    lines = b"".join(b"\0" + bytes(palette[pixel] for pixel in row) for row in pixels)
    table = bytes(part for colour in _in_order(palette) for part in colour)
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", table),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks by type, those of one type joined."""
    joined: dict[bytes, bytes] = {}
    place = len(SIGNATURE)
    while place < len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        joined[kind] = joined.get(kind, b"") + content[place + 8 : place + 8 + length]
        place += 12 + length
    yield from joined.items()


def _rows(data: bytes, width: int, height: int, step: int) -> Iterator[bytearray]:
    """The rows with their filters undone."""
    size, before = width * step, bytearray(width * step)
    for at in range(height):
        start = at * (size + 1)
        row = bytearray(data[start + 1 : start + 1 + size])
        _undo(data[start], row, before, step)
        yield row
        before = row


def _undo(kind: int, row: bytearray, up: bytearray, step: int) -> None:
    if kind == 0:
        return
    for i in range(len(row)):
        left = row[i - step] if i >= step else 0
        corner = up[i - step] if i >= step else 0
        told = (0, left, up[i], (left + up[i]) // 2, _paeth(left, up[i], corner))[kind]
        row[i] = (row[i] + told) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min(
        (abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner)
    )[2]


def _colours(row: bytearray, step: int) -> list[Colour]:
    return list(zip(row[0::step], row[1::step], row[2::step], strict=True))


def _palette(counts: Counter[Colour]) -> dict[Colour, int]:
    """Each colour's place: the commonest keep theirs, the others take the nearest of those."""
    kept = [colour for colour, _ in counts.most_common(COLOURS)]
    palette = {colour: place for place, colour in enumerate(kept)}
    for colour in counts:
        if colour not in palette:
            palette[colour] = palette[min(kept, key=lambda one: _distance(one, colour))]
    return palette


def _distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _in_order(palette: dict[Colour, int]) -> list[Colour]:
    first: dict[int, Colour] = {}
    for colour, place in palette.items():
        first.setdefault(place, colour)
    return [first[place] for place in sorted(first)]


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
