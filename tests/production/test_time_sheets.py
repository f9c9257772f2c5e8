"""Several stretches of work entered at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from runwright.journal.clock import now
from runwright.production.errors import NotYetOver
from runwright.production.models import MachineDay, TimeBooking, TimeInterval
from runwright.production.services import times_book
from runwright.production.services.bookings import Worked
from runwright.production.services.timers import Worker
from tests.stories.plant import D, Plant

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def sheet(plant: Plant) -> list[Worked]:
    """A setup of one hour and a run of two, which ended just now."""
    worker = Worker(plant.operators["ana"].id, plant.machines["KNIT-1"].id)
    end = now()
    return [
        Worked(worker, end - 3 * HOUR, end - 2 * HOUR, "setup"),
        Worked(worker, end - 2 * HOUR, end),
    ]


def test_a_sheet_is_one_entry_with_a_booking_for_each_line(mill: Plant) -> None:
    work = mill.work(mill.planned("SOCK", D(12)), "Knit")
    booked = times_book(work_order_id=work.id, worked=sheet(mill), actor=mill.actor)
    assert len({booking.entry_id for booking in booked}) == 1
    assert TimeInterval.objects.filter(work_order=work).count() == 4
    days = MachineDay.objects.filter(machine=mill.machines["KNIT-1"])
    assert sum(day.busy_seconds for day in days) == 3 * 3600
    assert sum(day.setup_seconds for day in days) == 3600


def test_one_wrong_line_refuses_the_whole_sheet(mill: Plant) -> None:
    work = mill.work(mill.planned("SOCK", D(12)), "Knit")
    good, other = sheet(mill)
    late = replace(other, ended_at=now() + HOUR)
    with pytest.raises(NotYetOver):
        times_book(work_order_id=work.id, worked=[good, late], actor=mill.actor)
    assert not TimeBooking.objects.filter(work_order=work).exists()
