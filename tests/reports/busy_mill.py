"""A sock mill with an order in every state, for reports to tell of."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from runwright.journal import clock
from runwright.production.models import Order
from runwright.production.services import (
    ReportDraft,
    held_decide,
    order_cancel,
    order_confirm,
    order_finish,
    report_reverse,
    time_book,
    work_report,
)
from runwright.production.services.reasons import scrap_reason_create
from runwright.production.services.timers import Worker
from tests.stories.plant import D, Plant, sock_mill

DAY = timedelta(days=1)
FIRST = datetime(2026, 9, 7, 8, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass
class BusyMill:
    """The mill and its orders: two done (on time and late), a cancelled one, and open ones."""

    plant: Plant
    prompt: Order
    tardy: Order


def busy_mill() -> BusyMill:
    """Two orders done in September and October, one cancelled; today one of each open state."""
    with clock.at(FIRST):
        plant = sock_mill()
        plant.receive("YARN", D(500), lot_number="Y1")
        plant.receive("BOX", D(500))
        reason = scrap_reason_create(code="HOLE", name="Hole", actor=plant.actor)
    prompt = _done(plant, FIRST, 120, reason.id, deadline=FIRST + 9 * DAY)
    tardy = _done(plant, FIRST + 30 * DAY, 60, None, deadline=FIRST + 30 * DAY)
    with clock.at(FIRST + 31 * DAY):
        given_up = plant.confirmed("SOCK", D(12))
        order_cancel(order_id=given_up.id, reason="no longer wanted", actor=plant.actor)
    with clock.at(NOW - 2 * DAY):
        plant.order("SOCK", D(24))
        plant.planned("SOCK", D(36), deadline=NOW - DAY)
        begun = plant.planned("SOCK", D(48), deadline=NOW - DAY)
        _worked(plant, begun, "Knit", firsts=D(12))
        order_confirm(order_id=plant.order("SOCK", D(12_000)).id, actor=plant.actor)
    _at_night(plant, begun)
    return BusyMill(plant, Order.objects.get(id=prompt.id), Order.objects.get(id=tardy.id))


def _at_night(plant: Plant, order: Order) -> None:
    """Two machines over two nights, the first with overlaps; pieces held, decided upon, taken back
    and worked again while the second day lasts."""
    work, hour = plant.work(order, "Knit"), timedelta(hours=1)
    first, second, *_ = (machine.id for machine in plant.machines.values())
    evening = NOW.replace(hour=20) - 2 * DAY
    with clock.at(NOW - hour):
        for machine, kind, start, hours in (
            (first, "setup", 0, 1), (first, "run", 1, 9), (first, "run", 2, 3),
            (first, "run", 24, 6), (second, "disruption", 3, 2), (second, "rework", 26, 4),
        ):  # fmt: skip
            time_book(work_order_id=work.id, worker=Worker(None, machine), kind=kind,
                      started_at=evening + start * hour, ended_at=evening + (start + hours) * hour,
                      actor=plant.actor)  # fmt: skip
    with clock.at(evening - hour):
        _worked(plant, order, "Knit", held=D(8))
    with clock.at(evening + 14 * hour):
        for outcome, pieces in (("release", 3), ("downgrade", 2), ("rework", 2)):
            held_decide(
                work_order_id=work.id, outcome=outcome, quantity=D(pieces), actor=plant.actor
            )
        _worked(plant, order, "Knit", firsts=D(1), waste=D(1), is_rework=True)
        draft = ReportDraft(firsts=D(4), waste=D(2))
        wrong = work_report(work_order_id=work.id, draft=draft, actor=plant.actor)
    with clock.at(evening + 15 * hour):
        report_reverse(report_id=wrong.id, reason="miscounted", actor=plant.actor)
        for name in ("Inspect", "Pack"):
            _worked(plant, order, name, firsts=D(2))


def _done(
    plant: Plant, at: datetime, pieces: int, reason_id: int | None, *, deadline: datetime
) -> Order:
    with clock.at(at):
        order = plant.planned("SOCK", D(pieces), deadline=deadline)
    with clock.at(at + DAY):
        _knitted(plant, order, at)
        good = D(pieces - 8)
        _worked(plant, order, "Knit", firsts=D(pieces))
        _worked(plant, order, "Inspect", firsts=good, seconds=D(5), waste=D(3),
                scrap_reason_id=reason_id)  # fmt: skip
        _worked(plant, order, "Pack", firsts=good)
    with clock.at(at + 2 * DAY):
        order_finish(order_id=order.id, actor=plant.actor)
    return order


def _knitted(plant: Plant, order: Order, at: datetime) -> None:
    """Two bookings of an hour and a half, the second an hour after the first."""
    worker, work = Worker(plant.operators["ana"].id, None), plant.work(order, "Knit")
    for hour in (0, 1):
        start = at + timedelta(hours=hour)
        time_book(work_order_id=work.id, worker=worker, started_at=start,
                  ended_at=start + timedelta(minutes=90), actor=plant.actor)  # fmt: skip


def _worked(plant: Plant, order: Order, name: str, **said: object) -> None:
    work = plant.work(order, name)
    work_report(work_order_id=work.id, draft=ReportDraft(**said), actor=plant.actor)
