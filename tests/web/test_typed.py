"""Text that cannot be stored is refused before any page works with it."""

import pytest
from django.test import RequestFactory

from runwright.web.typed import NotStorable, TooLong, _refusal


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800"])
def test_the_field_is_named(text: str) -> None:
    request = RequestFactory().get("/")
    given = request.GET.copy()
    given["note"] = text
    refusal = _refusal(given)
    assert isinstance(refusal, NotStorable)
    assert "note" in refusal.message(str)


@pytest.mark.parametrize(("field", "most"), [("note", 20_000), ("pasted", 1_000_000)])
def test_a_text_that_is_too_long_is_told_its_length(field: str, most: int) -> None:
    given = RequestFactory().get("/").GET.copy()
    given[field] = "x" * most
    assert _refusal(given) is None
    given[field] = "x" * (most + 1)
    refusal = _refusal(given)
    assert isinstance(refusal, TooLong)
    assert f"{field}: {most + 1} characters" in refusal.message(str)


def test_any_other_text_passes() -> None:
    given = RequestFactory().get("/", {"note": "\u202eșțăîâ =1+1 <b>"}).GET
    assert _refusal(given) is None
