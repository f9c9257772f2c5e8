"""Reading runs: how far each is, as its batches say."""

from django.db.models import Case, DecimalField, F, IntegerField, QuerySet, Value, When
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Cast

from runwright.people.actor import Actor
from runwright.production.errors import RunNotFound
from runwright.production.models import Run

PLANNED = """(
    SELECT count(*) FROM production_batch b
    WHERE b.run_id = production_run.id AND b.is_planned AND b.state <> 'void')"""

SCANNED = """(
    SELECT count(*) FROM production_batch b
    WHERE b.run_id = production_run.id AND b.is_planned AND b.state IN ('scanned', 'closed'))"""

OPEN = """(
    SELECT count(*) FROM production_batch b
    WHERE b.run_id = production_run.id AND b.state IN ('created', 'scanned'))"""

# A planned batch is finished when it and everything that came out of it within its order is
# closed: whatever leads back from an open batch is not.
UNFINISHED = """(
    WITH RECURSIVE back(id, order_id, is_planned) AS (
        SELECT b.id, b.order_id, b.is_planned FROM production_batch b
        WHERE b.run_id = production_run.id AND b.state IN ('created', 'scanned')
        UNION
        SELECT s.id, s.order_id, s.is_planned
        FROM back f JOIN production_batchlink l ON l.result_id = f.id AND l.reverses_id IS NULL
        JOIN production_batch s ON s.id = l.source_id AND s.order_id = f.order_id
        WHERE NOT EXISTS (SELECT FROM production_batchlink o WHERE o.reverses_id = l.id)
    )
    SELECT count(*) FROM back WHERE is_planned)"""


def runs_all(*, actor: Actor) -> QuerySet[Run]:
    """Every run, newest first, with how many ``batches`` were planned, how many of them are
    ``scanned`` and ``finished``, the shares of these, and how many batches are ``open`` in all."""
    actor.require("production.view")
    runs = Run.objects.select_related("responsible", "sales_order")
    runs = runs.annotate(
        batches_planned=_count(PLANNED), scanned=_count(SCANNED), open=_count(OPEN)
    ).annotate(finished=F("batches_planned") - _count(UNFINISHED))
    return runs.annotate(
        scanned_share=_share("scanned"), finished_share=_share("finished")
    ).order_by("-created_at", "-id")


def run_get(*, run_id: int, actor: Actor) -> Run:
    """One run with its figures. Raises ``RunNotFound``."""
    run = runs_all(actor=actor).filter(id=run_id).first()
    if run is None:
        raise RunNotFound(key=run_id)
    return run


def _count(statement: str) -> RawSQL:
    return RawSQL(statement, (), output_field=IntegerField())


def _share(part: str) -> Combinable:
    """A part of the planned batches, from 0 to 1; nothing where there are none."""
    exact = DecimalField(max_digits=9, decimal_places=4)
    share = Cast(F(part), exact) / Cast(F("batches_planned"), exact)
    return Case(When(batches_planned__gt=0, then=share), default=Value(None), output_field=exact)
