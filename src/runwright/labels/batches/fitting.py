"""Making words fit: smaller first, then over several lines, then cut with an ellipsis."""

from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth

from runwright.labels.drawing import PLAIN, STRONG, fonts_ready

ELLIPSIS = "…"
SHRINK = 0.5
"""By how many points a line is made smaller at a time."""


def width_of(text: str, size: float, *, is_strong: bool = False) -> float:
    """The width of a line in points."""
    return _width(text, STRONG if is_strong else PLAIN) * size


@lru_cache(maxsize=4096)
def _width(text: str, font: str) -> float:
    fonts_ready()
    return float(stringWidth(text, font, 1))


@lru_cache(maxsize=4096)
def fitted(
    text: str, room: float, size: float, least: float, *, is_strong: bool = False
) -> tuple[str, float]:
    """The text on one line within ``room`` points, and the size of its letters.

    The size goes from ``size`` down to ``least``; what is too long even then is cut.
    """
    wide = width_of(text, 1, is_strong=is_strong)
    if wide * size <= room:
        return text, size
    steps = -(-(size - room / wide) // SHRINK)
    if size - steps * SHRINK >= least:
        return text, size - steps * SHRINK
    return cut(text, room, least, is_strong=is_strong), least


def cut(text: str, room: float, size: float, *, is_strong: bool = False) -> str:
    """As much of the text as there is room for, with an ellipsis where some is missing."""
    if width_of(text, size, is_strong=is_strong) <= room:
        return text
    short, long = 0, len(text)
    while short < long:
        middle = (short + long + 1) // 2
        fits = width_of(text[:middle] + ELLIPSIS, size, is_strong=is_strong) <= room
        short, long = (middle, long) if fits else (short, middle - 1)
    return text[:short].rstrip() + ELLIPSIS


@lru_cache(maxsize=4096)
def wrapped(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """The text over at most ``most`` lines; the last one is cut, as are words longer than one."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and width_of(" ".join(words[: taken + 1]), size) <= room:
            taken += 1
        lines.append(cut(" ".join(words[:taken]), room, size))
        words = words[taken:]
    if words and most > 0:
        lines.append(cut(" ".join(words), room, size))
    return tuple(lines)


@lru_cache(maxsize=4096)
def wrapped_whole(
    text: str, room: float, size: float, least: float, most: int
) -> tuple[tuple[str, ...], float]:
    """The text over at most ``most`` lines, smaller where that saves it from being cut."""
    lines = wrapped(text, room, size, most)
    while any(ELLIPSIS in line for line in lines) and size - SHRINK >= least:
        size -= SHRINK
        lines = wrapped(text, room, size, most)
    return lines, size
