"""A run with two batches, laid down as rows for lists to show."""

from runwright.production.models import Batch, Order, Run


def runs_lay_down(order: Order) -> None:
    run = Run.objects.create(number="RUN-1", state="in_progress", started_at=order.created_at)
    for n, state in enumerate(("created", "scanned"), start=1):
        Batch.objects.create(
            code=f"B000{n}",
            run=run,
            order=order,
            is_planned=True,
            firsts=10 * n,
            state=state,
            passed="10" if state == "scanned" else "",
            stands_at=order.work_orders.first() if state == "scanned" else None,
            first_scan_at=order.created_at if state == "scanned" else None,
            last_scan_at=order.created_at if state == "scanned" else None,
        )
