"""The list of imports."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.imports.selectors import imports_all
from runwright.imports.states import STATES
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind, Label, Link
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Choice, Days, Search


def _imports(actor: Actor) -> QuerySet[Any]:
    return imports_all(actor=actor)


WORDS: dict[str, Label] = {state: _(words) for state, words in STATES.items()}
IMPORTS = ListDefinition(
    name="imports",
    title=_("Imports"),
    permission="imports.view",
    base=_imports,
    columns=(
        Column("number", _("Number"), Kind.CODE, link=Link("import", "id")),
        Column("state", _("State"), Kind.STATE, words=WORDS),
        Column("file", _("File"), path="file_name"),
        Column("rows", _("Rows"), Kind.COUNT),
        Column("bookings", _("Bookings"), Kind.COUNT),
        Column("errors", _("Errors"), Kind.COUNT),
        Column("warnings", _("Warnings"), Kind.COUNT),
        Column("who", _("Uploaded by"), path="uploaded_by_label"),
        Column("uploaded", _("Uploaded"), Kind.INSTANT, path="uploaded_at"),
    ),
    filters=(
        Search("q", _("Search"), paths=("number", "file_name")),
        Choice("state", _("State"), words=WORDS),
        Days("uploaded", _("Uploaded"), path="uploaded_at"),
    ),
    sort=("-uploaded",),
)
