"""The figures of the shop as the database has them, for comparison with a log's."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import F, Sum

from runwright.production.models import MachineDay, Order, QuantityReport, TimeBooking


@dataclass(frozen=True)
class Shop:
    """Figures of all orders that are not cancelled and of all machine days."""

    orders: int
    ordered: Decimal
    output: Decimal
    output_orders: int
    rejected: Decimal
    held: Decimal
    rework: int
    median_minutes: Decimal
    bookings: int
    booked: int
    setup: int
    busy: int


def shop() -> Shop:
    orders = list(Order.objects.exclude(state="cancelled"))
    through = [
        Decimal((o.last_activity_at - o.first_activity_at).total_seconds()) / 60 for o in orders
    ]
    days = MachineDay.objects.aggregate(
        bookings=Sum("bookings", default=0),
        booked=Sum("booked_seconds", default=0),
        setup=Sum("setup_seconds", default=0),
        busy=Sum("busy_seconds", default=0),
    )
    return Shop(
        orders=len(orders),
        ordered=sum(o.quantity for o in orders),
        output=sum(o.firsts for o in orders),
        output_orders=sum(1 for o in orders if o.firsts),
        rejected=sum(o.waste for o in orders),
        held=sum(o.held for o in orders),
        rework=sum(o.rework_marks for o in orders),
        median_minutes=median(through) if through else Decimal(0),
        bookings=days["bookings"],
        booked=days["booked"] // 60,
        setup=days["setup"] // 60,
        busy=days["busy"] // 60,
    )


def minutes_by_machine() -> dict[str, tuple[int, int, int]]:
    """Booked, setup and merged busy minutes of each machine with any time."""
    sums = MachineDay.objects.values(name=F("machine__name")).annotate(
        booked=Sum("booked_seconds"), setup=Sum("setup_seconds"), busy=Sum("busy_seconds")
    )
    return {
        row["name"]: (row["booked"] // 60, row["setup"] // 60, row["busy"] // 60) for row in sums
    }


def facts() -> tuple[int, int]:
    """How many time and quantity facts there are, opposite ones included."""
    return TimeBooking.objects.count(), QuantityReport.objects.count()
