"""The spreadsheet of attributes with their values, and values by their codes."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from runwright.catalog.selectors import attribute_values_all, attributes_all
from runwright.catalog.services import ValueDraft, attribute_create, attribute_values_add
from runwright.imports.errors import CodeUnknown
from runwright.imports.sheets.columns import Column
from runwright.imports.sheets.definition import ID, Group, Sheet, Values
from runwright.imports.sheets.naming import KINDS, fixed_refuse
from runwright.people.actor import Actor


def value_code(value: Any) -> str:
    """How a spreadsheet names a value: ``SIZE=M``."""
    return f"{value.attribute.code}={value.code}"


def values_named(codes: Iterable[str], actor: Actor, *, field: str) -> tuple[int, ...]:
    """The keys of the values of these codes. Raises ``CodeUnknown`` at the column ``field``."""
    known = {value_code(one): one.id for one in attribute_values_all(actor=actor)}
    for code in codes:
        if code not in known:
            raise CodeUnknown(kind=KINDS["attribute value"], code=code, field=field)
    return tuple(sorted(known[code] for code in codes))


def _attributes(actor: Actor) -> Iterator[Values]:
    for attribute in attributes_all(actor=actor):
        for value in attribute.values.all():
            yield {
                ID: attribute.id, "code": attribute.code, "name": attribute.name,
                "value": value.code, "value_name": value.name,
            }  # fmt: skip


def _attribute_write(group: Group, actor: Actor) -> object:
    """A new attribute, or more values of one there is; what is named already stays as it is."""
    fixed_refuse(group, "name")
    known = {row["value"] for row in group.old}
    fresh = [row for row in group.rows if row["value"] not in known]
    drafts = [ValueDraft(row["value"], row.get("value_name") or row["value"]) for row in fresh]
    if group.is_new:
        row = group.values
        return attribute_create(code=row["code"], name=row["name"], values=drafts, actor=actor)
    return attribute_values_add(attribute_id=group.record_id, values=drafts, actor=actor)


ATTRIBUTES = Sheet(
    key="attributes",
    title=_("Attributes"),
    identity=("code",),
    columns=(
        Column("code", _("Code"), True, 20),
        Column("name", _("Name"), True, 80),
        Column("value", _("Value"), True, 20),
        Column("value_name", _("Name of the value"), longest=80, keeps=True),
    ),
    read=_attributes,
    write=_attribute_write,
    withdraw=None,
    is_grouped=True,
)
