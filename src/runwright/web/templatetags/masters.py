"""The verbs that every master has on its page: into the archive and out of it."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from runwright.catalog.states import ITEM_LIFE
from runwright.engineering.states import ROUTING_LIFE
from runwright.kernel.transitions import Life
from runwright.partners.states import CUSTOMER_LIFE, SUPPLIER_LIFE
from runwright.people.states import OPERATOR_LIFE
from runwright.resources.states import (
    CENTRE_LIFE,
    DEPARTMENT_LIFE,
    MACHINE_LIFE,
    SCHEDULE_LIFE,
    STATION_LIFE,
)
from runwright.stock.states.places import WAREHOUSE_LIFE

register = template.Library()

LIVES: dict[str, Life[Any]] = {
    life.name: life
    for life in (
        *(CUSTOMER_LIFE, SUPPLIER_LIFE, ITEM_LIFE, ROUTING_LIFE, WAREHOUSE_LIFE, OPERATOR_LIFE),
        *(CENTRE_LIFE, DEPARTMENT_LIFE, MACHINE_LIFE, SCHEDULE_LIFE, STATION_LIFE),
    )
}


@register.inclusion_tag("web/parts/archive.html", takes_context=True)
def archive(context: Context, kind: str, record: Any, name: str) -> dict[str, object]:
    """What the table of a master offers now: use it again, or archive it, or why not."""
    life = LIVES[kind]
    state, permissions = life.state_of(record), context["actor"].permissions
    offered = {o.verb: o for o in life.verbs(record, state=state, permissions=permissions)}
    return {
        "record": name,
        "archive": offered.get("archive"),
        "restore": offered.get("restore"),
        "archival": reverse(f"web:{kind}_archival", args=[record.pk]),
        "restoration": reverse(f"web:{kind}_restoration", args=[record.pk]),
        "csrf_token": context["csrf_token"],
    }
