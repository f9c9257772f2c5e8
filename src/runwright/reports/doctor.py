"""The doctor: recomputes every projection from the facts and reports each difference."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from runwright.engineering.invariants import INVARIANTS as ENGINEERING
from runwright.floor.invariants import INVARIANTS as FLOOR
from runwright.integrations.invariants import INVARIANTS as INTEGRATIONS
from runwright.journal.invariants import Finding, Invariant
from runwright.production.invariants import INVARIANTS as PRODUCTION
from runwright.purchasing.invariants import INVARIANTS as PURCHASING
from runwright.sales.invariants import INVARIANTS as SALES
from runwright.stock.invariants import INVARIANTS as STOCK

INVARIANTS: tuple[Invariant, ...] = (
    *STOCK,
    *ENGINEERING,
    *PURCHASING,
    *SALES,
    *PRODUCTION,
    *FLOOR,
    *INTEGRATIONS,
)


@dataclass(frozen=True)
class Complaint:
    """A broken invariant at one place."""

    invariant: Invariant
    finding: Finding

    def __str__(self) -> str:
        found = self.finding
        return (
            f"{self.invariant.code}: {self.invariant.sentence} "
            f"{found.record}: expected {found.expected}, found {found.found}"
        )


def examine(invariants: tuple[Invariant, ...] = INVARIANTS) -> Iterator[Complaint]:
    """Every breach of every invariant; reads only, so it may run on a live system.

    All queries see one snapshot: work that goes on meanwhile makes no false alarm.
    """
    with transaction.atomic():
        _one_snapshot()
        for invariant in invariants:
            for finding in invariant.find():
                yield Complaint(invariant, finding)


def _one_snapshot() -> None:
    connection = transaction.get_connection()
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
