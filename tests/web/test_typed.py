"""Text that cannot be stored is refused before any page works with it."""

import pytest
from django.test import RequestFactory

from runwright.web.typed import _wrong


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "x" * 20_001])
def test_the_field_is_named(text: str) -> None:
    request = RequestFactory().get("/")
    given = request.GET.copy()
    given["note"] = text
    assert _wrong(given) == "note"


def test_any_other_text_passes() -> None:
    given = RequestFactory().get("/", {"note": "\u202eșțăîâ =1+1 <b>"}).GET
    assert _wrong(given) == ""
