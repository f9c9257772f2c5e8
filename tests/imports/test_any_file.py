"""Any file at all is read, or refused in words: never an error of the program."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwright.imports.errors import FileRefused
from runwright.imports.reading.tables import table_open
from tests.imports.lookalike import HEADER, Lookalike
from tests.imports.reading import read_log
from tests.imports.test_bad_files import GOOD, workbook, write_log

LINES = st.lists(
    st.one_of(
        st.just(",".join(HEADER)),
        st.just(GOOD),
        st.text(max_size=60),
        st.lists(st.text(max_size=12), min_size=10, max_size=16).map(",".join),
    ),
    max_size=6,
)


def opened(content: bytes) -> None:
    """Read a file to its end as a log, or have it refused in words."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log"
        path.write_bytes(content)
        try:
            read_log(path)
        except FileRefused as refusal:
            assert refusal.message()


@given(st.binary(max_size=400))
def test_any_bytes(content: bytes):
    opened(content)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text(lines: list[str], end: str):
    opened(end.join(lines).encode("utf-8", "surrogatepass"))


@given(st.lists(st.text(max_size=30), min_size=14, max_size=14))
def test_any_cells_in_a_row(cells: list[str]):
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    opened((",".join(HEADER) + "\n" + quoted + "\n" + GOOD).encode("utf-8", "surrogatepass"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_workbook_with_any_byte_changed(tmp_path: Path, made_up: Lookalike, seed: int):
    path = workbook(tmp_path / "log.xlsx", lambda b, s: write_log(b, s, made_up.rows[:5]))
    whole, random = path.read_bytes(), Random(seed)
    for _ in range(150):
        broken = bytearray(whole)
        for _ in range(random.choice([1, 1, 3])):
            broken[random.randrange(len(broken))] = random.randrange(256)
        path.write_bytes(broken)
        try:
            list(table_open(path).rows)
        except FileRefused as refusal:
            assert refusal.message()
