"""Reading a printed paper back: its pages as pictures, their codes and words."""

import pypdfium2
import zxingcpp
from PIL.Image import Image


def pictures(pdf: bytes) -> list[Image]:
    """Every page as it would be printed at 200 dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=200 / 72).to_pil() for page in document]


def codes(pdf: bytes) -> list[str]:
    """What the codes of a paper say, page by page, as a scanner reads them."""
    return [found.text for page in pictures(pdf) for found in zxingcpp.read_barcodes(page)]


def words(pdf: bytes) -> str:
    """The text of a paper."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)
