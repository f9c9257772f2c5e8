"""Charts are plain data, their table says the same, and their colours can be told apart."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from runwright.reports.charts import Chart, Series, chart_table

ZONE = ZoneInfo("Europe/Bucharest")
LOOK = Path("src/runwright/web/static/web/css/look.css")
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""What is left of linear red, green and blue (Machado, Oliveira and Fernandes 2009)."""


def a_chart(**more: object) -> Chart:
    series = [
        Series("Run", [Decimal(3), None], links=["/a", "/b"]),
        Series("Stop", [1, 2], "step"),
    ]
    return Chart("time", "Time", "h", ["Mon", "Tue"], series, **more)  # type: ignore[arg-type]


def test_a_table_says_what_the_chart_shows() -> None:
    table = chart_table(a_chart(target=Decimal(4), heading="Day"), ZONE)
    assert table.heads() == ["Day", "Run (h)", "Stop (h)", "Target (h)"]
    assert [*table.lines()] == [["Mon", 3, 1, 4], ["Tue", None, 2, 4]]


def test_every_point_knows_what_lies_behind_it() -> None:
    lines = a_chart(links=["/mon", "/tue"]).lines
    assert [(line.url, [point.url for point in line.points]) for line in lines] == [
        ("/mon", ["/a", ""]),
        ("/tue", ["/b", ""]),
    ]


def test_a_chart_without_any_figure_says_so() -> None:
    nothing = Chart("time", "Time", "h", ["Mon"], [Series("Run", [None])], target=Decimal(1))
    assert not nothing.has_values
    assert a_chart().has_values


def themes() -> Iterator[tuple[str, dict[str, str]]]:
    for block in re.split(r"\n\[data-bs-theme=\"dark\"\]", LOOK.read_text())[:2]:
        found = dict(re.findall(r"--rw-([a-z0-9-]+): (#[0-9a-f]{3,6});", block))
        yield ("light" if found["surface"] == "#fff" else "dark"), found


def light_of(colour: str) -> list[float]:
    whole = colour if len(colour) == 7 else "#" + "".join(sign * 2 for sign in colour[1:])
    parts = [int(whole[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def contrast(one: str, other: str) -> float:
    low, high = sorted(
        sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), light_of(c), strict=True))
        for c in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, vision: str) -> tuple[float, float, float]:
    """A colour in CIELAB, as somebody with this vision sees it."""
    light = light_of(colour)
    r, g, b = (
        min(1.0, max(0.0, sum(w * p for w, p in zip(row, light, strict=True))))
        for row in VISIONS[vision]
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("theme", "tokens"), [*themes()], ids=["light", "dark"])
def test_the_palette_is_told_apart_by_everybody(
    theme: str, tokens: dict[str, str], vision: str
) -> None:
    palette = [tokens[f"chart-{n}"] for n in range(1, 9)]
    assert all(contrast(colour, tokens["surface"]) >= 3 for colour in palette), theme
    for one, other in combinations(palette, 2):
        pairs = zip(seen(one, vision), seen(other, vision), strict=True)
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 >= 20, (one, other)
