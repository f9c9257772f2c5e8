"""Lists of the floor: runs and batches."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.people.actor import Actor
from runwright.production.selectors.batches import OPEN_BATCH, batches_all
from runwright.production.selectors.runs import runs_all
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Days, Exactly, Search, YesNo
from runwright.reports.lists.words import BATCH_ENDINGS, BATCH_STATES, RUN_STATES

UNIT = "order__item__unit__symbol"


def _runs(actor: Actor) -> QuerySet[Any]:
    return runs_all(actor=actor)


def _batches(actor: Actor) -> QuerySet[Any]:
    return batches_all(actor=actor)


RUNS = ListDefinition(
    name="runs",
    title=_("Production runs"),
    permission="production.view",
    base=_runs,
    columns=(
        Column("number", _("Production run"), Kind.CODE, link=Link("run", "id")),
        Column("state", _("State"), Kind.STATE, words=RUN_STATES),
        Column("items", _("Items"), sortable=False, optional=True),
        Column("batches", _("Batches"), Kind.COUNT, path="batches_planned", sortable=False),
        Column("scanned", _("Scanned"), Kind.PROGRESS, path="scanned_share", sortable=False),
        Column("finished", _("Finished"), Kind.PROGRESS, path="finished_share", sortable=False),
        Column("open", _("Open"), Kind.COUNT, sortable=False),
        Column("responsible", _("Responsible"), path="responsible__full_name", optional=True),
        Column("sales_order", _("Sales order"), Kind.CODE, path="sales_order__number",
               link=Link("sales_order", "sales_order_id"), optional=True),
        Column("created", _("Made on"), Kind.INSTANT, path="created_at"),
        Column("started", _("Started"), Kind.INSTANT, path="started_at", optional=True,
               shown=False),
        Column("completed", _("Completed"), Kind.INSTANT, path="completed_at", optional=True,
               shown=False),
        Column("note", _("Note"), shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("number", "note", "responsible__full_name",
                                        "sales_order__number")),
        Choice("state", _("State"), words=RUN_STATES),
        Exactly("sales_order", _("Sales order"), path="sales_order__number"),
        Days("created", _("Made on"), path="created_at"),
    ),
    sort=("-created",),
    ready=(
        Ready(_("Pending"), "state=pending"),
        Ready(_("In progress"), "state=in_progress"),
    ),
)  # fmt: skip

BATCHES = ListDefinition(
    name="batches",
    title=_("Batches"),
    permission="production.view",
    base=_batches,
    columns=(
        Column("code", _("Batch"), Kind.CODE, link=Link("batch", "id")),
        Column("state", _("State"), Kind.STATE, words=BATCH_STATES),
        Column("held", _("On hold"), Kind.FLAG, sortable=False),
        Column("item", _("Item"), Kind.CODE, path="order__item__code",
               link=Link("item", "order__item_id")),
        Column("name", _("Name"), path="order__item__name", shown=False),
        Column("firsts", _("Firsts"), Kind.QUANTITY, unit=UNIT),
        Column("seconds", _("Seconds"), Kind.QUANTITY, unit=UNIT),
        Column("remains", _("Remains"), Kind.QUANTITY, unit=UNIT),
        Column("stands_at", _("Stands at"), path="stands_at__name", optional=True),
        Column("awaited", _("Waits for"), optional=True),
        Column("station", _("Station"), path="station__name", optional=True),
        Column("department", _("Department"), path="station__department__name", optional=True,
               shown=False),
        Column("run", _("Production run"), Kind.CODE, path="run__number",
               link=Link("run", "run_id")),
        Column("order", _("Order"), Kind.CODE, path="order__number",
               link=Link("order", "order_id")),
        Column("lot", _("Lot"), Kind.CODE, path="lot__number", link=Link("lot", "lot_id"),
               optional=True, shown=False),
        Column("ending", _("Ended"), Kind.WORD, words=BATCH_ENDINGS, shown=False),
        Column("created", _("Made on"), Kind.INSTANT, path="created_at", shown=False),
        Column("first_scan", _("First scan"), Kind.INSTANT, path="first_scan_at", optional=True,
               shown=False),
        Column("last_scan", _("Last scan"), Kind.INSTANT, path="last_scan_at", optional=True),
        Column("closed", _("Closed"), Kind.INSTANT, path="closed_at", optional=True, shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("code", "order__item__code", "order__item__name",
                                        "order__number", "run__number")),
        Choice("state", _("State"), words=BATCH_STATES),
        YesNo("open", _("Open"), holds=lambda at: OPEN_BATCH),
        YesNo("held", _("On hold"), holds=lambda at: Q(held=True)),
        YesNo("planned", _("Released with the run"), holds=lambda at: Q(is_planned=True)),
        Choice("ending", _("Ended"), words=BATCH_ENDINGS),
        Exactly("awaited", _("Waits for")),
        Exactly("stands_at", _("Stands at"), path="stands_at__name"),
        Exactly("station", _("Station"), path="station__name"),
        Exactly("department", _("Department"), path="station__department__name"),
        Exactly("item", _("Item"), path="order__item__code"),
        Exactly("run", _("Production run"), path="run__number"),
        Exactly("order", _("Order"), path="order__number"),
        Days("last_scan", _("Last scan"), path="last_scan_at"),
    ),
    sort=("-code",),
    ready=(
        Ready(_("On the floor"), "state=scanned"),
        Ready(_("Not scanned yet"), "state=created"),
        Ready(_("On hold"), "held=yes"),
    ),
)  # fmt: skip

LISTS = (RUNS, BATCHES)
