"""What was done: quantity reports, timers, stretches of time, and taking them back."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.records import Report, TimerStop
from runwright.api.schemas import LEFT_OUT, Done, Given, Named, Reasoned
from runwright.api.sign_in import Call
from runwright.api.values import Amount, Flag, Name, PathKey, ShortCode
from runwright.api.verbs import Tabled
from runwright.production.selectors import report_get, scrap_reason_get, scrap_reasons_all
from runwright.production.services import (
    Pieces,
    report_reverse,
    scrap_reason_create,
    scrap_reason_update,
    scrap_reasons_archive,
    scrap_reasons_restore,
    time_reverse,
    timer_stop,
)
from runwright.production.states import REASON_LIFE
from runwright.production.states.reports import REPORT_LIFE
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Search
from runwright.reports.lists.production import INTERVALS, REPORTS
from runwright.reports.lists.resources import ARCHIVED, IS_ARCHIVED

door = Door("Work", __name__)

SCRAP_REASONS = ListDefinition(
    name="scrap_reasons",
    title=_("Reasons for scrap"),
    permission="production.view",
    base=lambda actor: scrap_reasons_all(actor=actor),
    columns=(Column("code", _("Code"), Kind.CODE), Column("name", _("Name")), ARCHIVED),
    filters=(Search("q", _("Search"), paths=("code", "name")), IS_ARCHIVED),
    sort=("code",),
)
add_list(door, "/reports", REPORTS, key=UUID)
add_list(door, "/intervals", INTERVALS)
add_list(door, "/scrap-reasons", SCRAP_REASONS)


class ReportNow(Report, Tabled):
    """A quantity report, with what may be done with it now."""

    home = "/reports/{report_id}"
    life = REPORT_LIFE


class Stop(Given):
    """How a timer ends; the machine may be left running."""

    leave_machine: Flag = False


class ScrapReason(Named, Tabled):
    """A reason for seconds and waste."""

    home = "/scrap-reasons/{reason_id}"
    life = REASON_LIFE
    archived_at: datetime | None


class NewScrapReason(Given):
    """A reason for seconds and waste to be named."""

    code: ShortCode
    name: Name


class Undoing(Reasoned):
    """Why a report is taken back, and how much of it; all of it when no quantity is named."""

    firsts: Amount = LEFT_OUT
    seconds: Amount = LEFT_OUT
    waste: Amount = LEFT_OUT
    held: Amount = LEFT_OUT

    def pieces(self) -> Pieces | None:
        """The quantities named."""
        named = {name: value for name, value in self.sent().items() if name != "reason"}
        return Pieces(**named) if named else None


@door.read("/reports/{report_id}", permission="production.view", answer=ReportNow)
def report(request: Call, report_id: UUID) -> object:
    """One quantity report."""
    return report_get(report_id=report_id, actor=request.auth)


@door.create(
    "/reports/{report_id}/reversal",
    permission="production.work_correct",
    answer=ReportNow,
    verb="reverse",
)
def reverse_report(request: Call, report_id: UUID, given: Undoing) -> object:
    """Take a report back by its opposite, whole or in part; material returns."""
    made = report_reverse(
        report_id=report_id, reason=given.reason, pieces=given.pieces(), actor=request.auth
    )
    return report_get(report_id=made.id, actor=request.auth)


@door.create("/timers/{timer_id}/stop", permission="production.work_report", answer=TimerStop)
def stop_timer(request: Call, timer_id: UUID, given: Stop) -> object:
    """Stop a timer."""
    return timer_stop(start_id=timer_id, leave_machine=given.leave_machine, actor=request.auth)


@door.act("/times/{source_id}/reversal", permission="production.work_correct", answer=Done)
def reverse_time(request: Call, source_id: UUID, given: Reasoned) -> object:
    """Take a timer or a booking back by its opposite."""
    time_reverse(source_id=source_id, reason=given.reason, actor=request.auth)
    return Done()


@door.read("/scrap-reasons/{reason_id}", permission="production.view", answer=ScrapReason)
def scrap_reason(request: Call, reason_id: PathKey) -> object:
    """One reason for seconds and waste."""
    return scrap_reason_get(reason_id=reason_id, actor=request.auth)


@door.create("/scrap-reasons", permission="resources.manage", answer=ScrapReason)
def create_scrap_reason(request: Call, given: NewScrapReason) -> object:
    """Name a reason for seconds and waste."""
    return scrap_reason_create(code=given.code, name=given.name, actor=request.auth)


class ScrapReasonChange(Given):
    """What may change about a reason for seconds and waste."""

    name: Name = LEFT_OUT


@door.change(
    "/scrap-reasons/{reason_id}", permission="resources.manage", answer=ScrapReason, verb="edit"
)
def change_scrap_reason(request: Call, reason_id: PathKey, given: ScrapReasonChange) -> object:
    """Rename a reason for seconds and waste."""
    return scrap_reason_update(reason_id=reason_id, **given.sent(), actor=request.auth)


add_archive(
    door, scrap_reason, ScrapReason, archive=scrap_reasons_archive, restore=scrap_reasons_restore
)
