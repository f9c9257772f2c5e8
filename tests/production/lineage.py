"""Batches and links laid out by hand, as scans would have left them."""

from dataclasses import dataclass, field
from decimal import Decimal as D

from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record
from runwright.kernel.codes import code_of
from runwright.people.actor import Actor
from runwright.production.models import Batch, BatchLink, Order, Run, Scan, WorkOrder
from runwright.stock.models import Lot

ENDINGS = {"closed": "consumed", "void": "undone"}


@dataclass
class Lineage:
    """A run of an order whose batches and links a test draws by itself."""

    order: Order
    actor: Actor
    run: Run = field(init=False)

    def __post_init__(self) -> None:
        count = Run.objects.count() + 1
        self.run = Run.objects.create(number=f"RUN-{count:04}", state="in_progress")

    def batch(
        self,
        firsts: D = D(60),
        *,
        seconds: D = D(0),
        state: str = "scanned",
        at: str = "",
        lot: str = "",
        **fields: object,
    ) -> Batch:
        """A batch that stands at the operation called ``at``."""
        work = WorkOrder.objects.filter(order=self.order, name=at).first()
        made = Lot.objects.create(item=self.order.item, number=lot) if lot else None
        next_id = (Batch.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
        scanned = None if state == "created" else now()
        batch = Batch(
            id=next_id, code=code_of(next_id), run=self.run, order=self.order, firsts=firsts,
            seconds=seconds, state=state, ending=ENDINGS.get(state, ""), stands_at=work,
            passed=str(work.sequence) if work else "", lot=made, first_scan_at=scanned,
            last_scan_at=scanned, closed_at=scanned if state == "closed" else None, **fields,
        )  # fmt: skip
        batch.save()
        return batch

    def link(
        self, source: Batch, result: Batch | None, quantity: D = D(1), grade: str = "firsts"
    ) -> BatchLink:
        """So much of one batch went into another, or was lost."""
        scan = self.scan(result or source, "split")
        link = BatchLink.objects.create(
            entry=scan.entry, scan=scan, source=source, result=result, grade=grade,
            quantity=quantity,
        )  # fmt: skip
        Batch.objects.filter(id=source.id).update(taken=source.taken + quantity)
        source.refresh_from_db()
        return link

    def scan(self, batch: Batch, kind: str = "init", **fields: object) -> Scan:
        subject = Subject("batch", str(batch.id), batch.code)
        entry = entry_record(actor=self.actor, verb=f"scan.{kind}", subject=subject)
        return Scan.objects.create(
            entry=entry, kind=kind, order=self.order, batch=batch, work_order=batch.stands_at,
            at=now(), **fields,
        )  # fmt: skip

    def batches(self, count: int) -> list[Batch]:
        """Many batches of 100 in one statement."""
        first = (Batch.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
        return Batch.objects.bulk_create(
            Batch(id=n, code=code_of(n), run=self.run, order=self.order, firsts=D(100),
                  state="scanned")
            for n in range(first, first + count)
        )  # fmt: skip

    def links(self, drawn: list[tuple[Batch, Batch, bool]]) -> None:
        """Many links of one piece each; those marked are undone again."""
        scan = self.scan(drawn[0][1], "split") if drawn else None
        made = [
            BatchLink(entry=scan.entry, scan=scan, source=source, result=result, grade="firsts",
                      quantity=D(1))
            for source, result, _ in drawn
        ]  # fmt: skip
        BatchLink.objects.bulk_create(made)
        BatchLink.objects.bulk_create(
            BatchLink(entry=scan.entry, scan=scan, source=link.source, result=link.result,
                      grade="firsts", quantity=D(-1), reverses=link)
            for link, (_, _, is_undone) in zip(made, drawn, strict=True) if is_undone
        )  # fmt: skip

    def undo(self, link: BatchLink) -> None:
        """Take a link back."""
        BatchLink.objects.create(
            entry=link.entry, scan=link.scan, source=link.source, result=link.result,
            grade=link.grade, quantity=-link.quantity, reverses=link,
        )  # fmt: skip
