"""What stands on the label of a batch, all of it words."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

UNPRINTABLE = {"Cc": " ", "Cs": "�", "Zl": " ", "Zp": " "}
"""What control characters, halves of characters and foreign line ends are printed as."""


@dataclass(frozen=True)
class Step:
    """An operation of the batch's item, to be ticked off."""

    sequence: int
    name: str
    is_done: bool = False

    def __str__(self) -> str:
        return f"{self.sequence} {self.name}"


@dataclass(frozen=True)
class BatchLabel:
    """The label of one batch: every part is a text as it is to be read, empty where there is none.

    ``code`` is what people call the batch and ``qr`` what its QR code says; ``reprint`` counts the
    labels printed of it before.
    """

    code: str
    qr: str
    item_code: str
    item_name: str
    quantity: str
    order: str = ""
    run: str = ""
    stands_at: str = ""
    next_step: str = ""
    lots: tuple[str, ...] = ()
    date: str = ""
    machines: tuple[str, ...] = ()
    reprint: int = 0
    steps: tuple[Step, ...] = ()
    instructions: str = ""


def printable(text: str) -> str:
    """The text on one line, without characters that steer a device instead of being read."""
    if text.isprintable():
        return text
    return "".join(_printable(text))


def _printable(text: str) -> Iterator[str]:
    for character in text:
        yield UNPRINTABLE.get(unicodedata.category(character), character)
