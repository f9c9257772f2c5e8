"""Reads the forms of a page the way a browser would, with a plausible value in every field."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

PLAUSIBLE = {
    "number": "1",
    "date": "2026-03-02",
    "datetime-local": "2026-03-02T08:00",
    "time": "06:00",
    "password": "a long enough one",
    "email": "somebody@example.com",
}
STRICT = ("decimal", "numeric", *(kind for kind in PLAUSIBLE if kind not in ("password",)))


@dataclass
class Field:
    """A field: its kind (an input's type, or its input mode) and the value it would send."""

    kind: str
    value: str

    @property
    def is_strict(self) -> bool:
        """Whether only numbers, days or times make sense in it."""
        return self.kind in STRICT


@dataclass
class Form:
    """A form that posts."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)

    def filled(self, **changed: str) -> dict[str, str]:
        """What would be sent, with some fields changed."""
        return {name: one.value for name, one in self.fields.items()} | changed


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.open = Form(given.get("action") or self.page)
        elif self.open and given.get("name") and tag in ("input", "textarea"):
            self._input(given)
        elif self.open and tag == "select":
            self.select = given.get("name", "")
            self.open.fields[self.select] = Field("select", "")
        elif self.open and tag == "option" and self.select:
            self._option(given)

    def _input(self, given: dict[str, str]) -> None:
        assert self.open
        kind = given.get("inputmode") or given.get("type", "text")
        if kind in ("checkbox", "radio", "file") or given["name"] == "csrfmiddlewaretoken":
            return
        value = given.get("value") or PLAUSIBLE.get(kind, "1" if kind == "decimal" else "X1")
        self.open.fields[given["name"]] = Field(kind, value)

    def _option(self, given: dict[str, str]) -> None:
        assert self.open
        chosen = self.open.fields[self.select]
        if "selected" in given or not chosen.value:
            chosen.value = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "form" and self.open:
            self.forms.append(self.open)
            self.open = None


def forms_of(html: str, page: str) -> list[Form]:
    """Every posting form of a page that has something to fill in."""
    reader = _Reader(page)
    reader.feed(html)
    return [form for form in reader.forms if form.fields]
