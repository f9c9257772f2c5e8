"""Labels to print, and a small reader of what was written for a printer."""

import re
from dataclasses import dataclass

from runwright.labels.batches.label import BatchLabel, Step

STEPS = tuple(
    Step(10 * number, name, is_done=number == 1)
    for number, name in enumerate(("Knit", "Inspect", "Wash", "Press", "Pack"), 1)
)


def label(**more) -> BatchLabel:
    """The label of a batch of the sock mill."""
    usual = {
        "code": "B0012K",
        "qr": "RW-B0012K",
        "item_code": "SOCK",
        "item_name": "Șosetă de lână",
        "quantity": "55 pair",
        "order": "MO-2026-00017",
        "run": "R-2026-0004",
        "stands_at": "Knit",
        "next_step": "Inspect",
        "lots": ("Y-771 (2027-02-01)",),
        "date": "2026-11-22",
        "machines": ("K1", "K2"),
        "steps": STEPS,
        "instructions": "Count the pairs twice.",
    }
    return BatchLabel(**{**usual, **more})


@dataclass(frozen=True)
class Field:
    """What a printer would draw: where, with which command, and the data with escapes undone."""

    left: int
    top: int
    command: str
    data: str


def fields_of(page: str) -> list[Field]:
    """The fields between one ``^XA`` and its ``^XZ``."""
    return [_field(part) for part in page.split("^FO")[1:]]


def _field(part: str) -> Field:
    place, _, rest = part.partition("^")
    left, top = place.split(",")
    command, _, tail = rest.partition("^FD")
    data, end, _ = tail.partition("^FS")
    assert not tail or end, "a field without an end"
    assert "^FH" in command or not tail, "a field whose escapes are off"
    return Field(int(left), int(top), command.partition("^")[0], _unescaped(data))


def _unescaped(data: str) -> str:
    raw = re.sub(rb"_([0-9A-F]{2})", lambda found: bytes.fromhex(found[1].decode()), data.encode())
    return raw.decode()


def pages_of(zpl: bytes) -> list[str]:
    """The labels of what a printer is sent; anything outside of one would be a fault."""
    text = zpl.decode()
    pages = re.findall(r"\^XA(.*?)\^XZ\n", text, flags=re.DOTALL)
    assert "".join(f"^XA{page}^XZ\n" for page in pages) == text
    return pages
