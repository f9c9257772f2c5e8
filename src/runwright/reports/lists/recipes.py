"""Lists of routings and bills of materials."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.engineering.selectors import boms_listed, routings_listed
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Exactly, Search
from runwright.reports.lists.resources import ARCHIVED, IN_USE, IS_ARCHIVED

BOM_STATES = {"draft": _("Draft"), "validated": _("Validated"), "archived": _("Archived")}


def _boms(actor: Actor) -> QuerySet[Any]:
    return boms_listed(actor=actor).annotate(line_count=Count("lines"))


def _routings(actor: Actor) -> QuerySet[Any]:
    return routings_listed(actor=actor).annotate(operation_count=Count("operations"))


ITEM = Column("item", _("Item"), Kind.CODE, path="item__code", link=Link("item", "item_id"))
NAME = Column("item_name", _("Makes"), path="item__name")

BOMS = ListDefinition(
    name="boms",
    title=_("Bills of materials"),
    permission="engineering.view",
    base=_boms,
    columns=(
        Column("code", _("Code"), Kind.CODE, link=Link("bom", "id")),
        Column("revision", _("Revision"), Kind.COUNT),
        Column("state", _("State"), Kind.STATE, words=BOM_STATES),
        ITEM,
        NAME,
        Column("quantity", _("Quantity"), Kind.QUANTITY, unit="item__unit__symbol"),
        Column("lines", _("Lines"), Kind.COUNT, path="line_count"),
        Column("routing", _("Routing"), Kind.CODE, path="routing__code", optional=True,
               link=Link("routing", "routing_id")),
        Column("validated_at", _("Validated"), Kind.INSTANT, optional=True, shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("code", "item__code", "item__name")),
        Choice("state", _("State"), words=BOM_STATES),
        Exactly("item", _("Item"), path="item__code"),
    ),
    sort=("code", "-revision"),
    ready=(Ready(_("Validated"), "state=validated"), Ready(_("Draft"), "state=draft")),
)  # fmt: skip

ROUTINGS = ListDefinition(
    name="routings",
    title=_("Routings"),
    permission="engineering.view",
    base=_routings,
    columns=(
        Column("code", _("Code"), Kind.CODE, link=Link("routing", "id")),
        Column("version", _("Version"), Kind.COUNT),
        Column("name", _("Name")),
        ITEM,
        NAME,
        Column("operations", _("Operations"), Kind.COUNT, path="operation_count"),
        ARCHIVED,
    ),
    filters=(
        Search("q", _("Search"), paths=("code", "name", "item__code")),
        Exactly("item", _("Item"), path="item__code"),
        IS_ARCHIVED,
    ),
    sort=("code", "-version"),
    ready=(IN_USE,),
)

LISTS = (BOMS, ROUTINGS)
