"""Reading batches: where each stands, what it waits for, and what happened to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import RawSQL

from runwright.journal.rows import answer
from runwright.people.actor import Actor
from runwright.production.errors import BatchNotFound, UnknownLabel
from runwright.production.limits import is_own_batch, own_batches, own_orders
from runwright.production.models import Batch, BatchHold, BatchNote, Order, Scan, ScanKind
from runwright.production.selectors.labels import code_read
from runwright.units.fields import quantity_field

UNDOABLE_IN = ("planned", "in_progress")
"""The states of an order in which its scans can be taken back."""
OPEN_BATCH = Q(state__in=["created", "scanned"])

# What a batch waits for: the first operation that it has not passed, while it is open.
AWAITED = """(
    SELECT w.{column} FROM production_workorder w
    WHERE w.order_id = production_batch.order_id AND w.state <> 'cancelled'
      AND production_batch.state IN ('created', 'scanned')
      AND w.sequence::text <> ALL (string_to_array(production_batch.passed, ' '))
    ORDER BY w.sequence LIMIT 1)"""


def batches_all(*, actor: Actor) -> QuerySet[Batch]:
    """Every batch but those deleted or undone, newest first: what ``remains`` in it (nothing once
    it is closed: its goods are in stock), whether it is ``held``, and the ``awaited`` operation."""
    actor.require("production.view")
    batches = Batch.objects.exclude(state="void").select_related(
        "run", "order__item__unit", "stands_at", "station__department", "lot"
    )
    batches = own_batches(batches, actor)
    held = Exists(BatchHold.objects.filter(batch=OuterRef("pk"), released_at=None))
    left = F("firsts") + F("seconds") + F("gained") - F("taken")
    return batches.annotate(
        held=held,
        remains=Case(
            When(state="closed", then=Value(0)), default=left, output_field=quantity_field()
        ),
        awaited=RawSQL(AWAITED.format(column="name"), (), output_field=CharField()),
    ).order_by("-id")


def homes_of(*, order: Order, actor: Actor) -> list[Order]:
    """The orders in which batches of this one could go on, if it were given up now: open, of the
    same item, and released in batches. None where nothing of it is on the floor."""
    actor.require("production.view")
    if not order.batches.filter(state="scanned").exists():
        return []
    live = Order.objects.filter(item=order.item_id, state__in=["planned", "in_progress"])
    open_ones = own_orders(live, actor)
    return list(open_ones.exclude(batched=None).exclude(id=order.id).order_by("priority", "number"))


def batch_get(*, batch_id: int, actor: Actor) -> Batch:
    """One batch with its machines, holds and notes, void ones too. Raises ``BatchNotFound``."""
    actor.require("production.view")
    found = Batch.objects.select_related(
        "run", "order__item__unit", "stands_at", "station__department", "lot"
    ).annotate(awaited=RawSQL(AWAITED.format(column="name"), (), output_field=CharField()))
    notes = Prefetch("notes", BatchNote.objects.defer("picture").order_by("-id"))
    found = own_batches(found, actor).prefetch_related("machines", "holds", notes)
    batch = found.filter(id=batch_id).first()
    if batch is None:
        raise BatchNotFound(key=batch_id)
    return batch


def batch_find(*, label: str, actor: Actor) -> Batch | None:
    """The batch of a label, however it is typed: ``RW-B0012K``, ``b0012k``; its own, even if it
    has gone on as another."""
    try:
        code = code_read(label)
    except UnknownLabel:
        return None
    return batches_all(actor=actor).filter(code=code).first()


def batch_scans(*, batch_id: int, actor: Actor) -> QuerySet[Scan]:
    """What was scanned of a batch, newest first: acts on it, and those that made others of it."""
    actor.require("production.view")
    if not is_own_batch(actor, batch_id):
        return Scan.objects.none()
    scans = Scan.objects.filter(
        Q(batch=batch_id) | Q(links__source=batch_id) | Q(links__result=batch_id)
    )
    return (
        scans.distinct()
        .select_related("entry", "work_order", "station", "operator", "machine", "batch")
        .prefetch_related("links__source", "links__result", "reversals")
        .order_by("-at", "-id")
    )


def scans_undoable(*, scans: Iterable[Scan], actor: Actor) -> frozenset[UUID]:
    """Which of these scans a lead can take back with a reason: those of orders that are open which
    stand, unless the batch came from another order. What happened since is asked when it is done.
    """
    if not (actor.can("production.scan") and actor.can("production.scan_correct")):
        return frozenset()
    standing = [one for one in scans if not one.reverses_id and not one.reversals.all()]
    orders = Order.objects.filter(id__in={one.order_id for one in standing})
    is_open = set(orders.filter(state__in=UNDOABLE_IN).values_list("id", flat=True))
    return frozenset(
        one.id for one in standing if one.order_id in is_open and one.kind != ScanKind.REHOME
    )


@dataclass(frozen=True)
class Waiting:
    """Batches that wait for one operation: how many, how much in the item's unit, and since when
    the oldest of them does."""

    operation: str
    centre: str
    department: str
    item: str
    unit: str
    batches: int
    held: int
    quantity: Decimal
    oldest_at: datetime
    oldest_id: int
    oldest_code: str


WAITING = """
WITH waiting AS (
    SELECT b.id, b.code, b.order_id, b.firsts + b.seconds + b.gained - b.taken AS remains,
           coalesce(b.last_scan_at, b.created_at) AS since,
           EXISTS (SELECT FROM production_batchhold h
                   WHERE h.batch_id = b.id AND h.released_at IS NULL) AS held,
           (SELECT w.id FROM production_workorder w
            WHERE w.order_id = b.order_id AND w.state <> 'cancelled'
              AND w.sequence::text <> ALL (string_to_array(b.passed, ' '))
            ORDER BY w.sequence LIMIT 1) AS awaited
    FROM production_batch b WHERE b.state = ANY(%(states)s)
)
SELECT w.name, c.code, coalesce(d.name, ''), i.code, u.symbol,
       count(*), count(*) FILTER (WHERE x.held), sum(x.remains), min(x.since),
       (array_agg(x.id ORDER BY x.since, x.id))[1], (array_agg(x.code ORDER BY x.since, x.id))[1]
FROM waiting x
JOIN production_workorder w ON w.id = x.awaited
JOIN resources_workcentre c ON c.id = w.work_centre_id
LEFT JOIN resources_department d ON d.id = c.department_id
JOIN production_order o ON o.id = x.order_id
JOIN catalog_item i ON i.id = o.item_id JOIN units_unit u ON u.id = i.unit_id
WHERE (%(departments)s::bigint[] IS NULL OR c.department_id = ANY(%(departments)s))
  AND (%(warehouses)s::bigint[] IS NULL OR o.components_warehouse_id = ANY(%(warehouses)s)
       OR o.goods_warehouse_id = ANY(%(warehouses)s))
GROUP BY 1, 2, 3, 4, 5 ORDER BY count(*) DESC, min(x.since), w.name, i.code
"""


def batches_waiting(*, actor: Actor, states: Sequence[str] = ("scanned",)) -> list[Waiting]:
    """The queues of the floor, the longest first: open batches by the operation they wait for."""
    actor.require("production.view")
    limits = {"departments": actor.departments, "warehouses": actor.warehouses}
    told = {name: None if ids is None else sorted(ids) for name, ids in limits.items()}
    return [Waiting(*row) for row in answer(WAITING, {"states": list(states), **told})]


def note_picture(*, batch_id: int, note_id: int, actor: Actor) -> BatchNote:
    """A note of a batch with its picture. Raises ``BatchNotFound``."""
    actor.require("production.view")
    notes = own_batches(BatchNote.objects.all(), actor, "batch")
    note = notes.filter(batch=batch_id, id=note_id, picture__isnull=False).first()
    if note is None:
        raise BatchNotFound(key=note_id)
    return note
