"""Effectiveness: the same figures as on its page, and the time behind them."""

from datetime import date, datetime
from typing import Any

from runwright.api.doors import Door
from runwright.api.endpoints.dashboard import PARAMETERS as PERIOD
from runwright.api.endpoints.dashboard import PeriodShown, check
from runwright.api.schemas import Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact
from runwright.reports.oee.figures import at_local, oee_report, pieces_of
from runwright.reports.rounding import seconds_as_minutes

door = Door("OEE", __name__)

LOSS = {"type": "string", "enum": ["run", "not_scheduled", "breakdown", "maintenance", "material",
                                   "no_operator", "setup"]}  # fmt: skip
PLACES: dict[str, dict[str, Any]] = {
    "centre": {"type": "string", "description": "The code of a work centre."},
    "machine": {"type": "string", "description": "The code of a machine."},
}
REPORT = PERIOD | PLACES | {"by": {"type": "string", "enum": ["day", "week"]}}
INTERVALS = PERIOD | PLACES | {"loss": LOSS, "reason": {"type": "string"}}
MOST = 5_000


class Shares(Shown):
    """The three factors and their product as shares of one, none where there is no figure; and the
    minutes they are made from."""

    availability: Exact | None
    performance: Exact | None
    quality: Exact | None
    oee: Exact | None
    is_estimated: bool
    planned: Exact
    not_scheduled: Exact
    scheduled: Exact
    lost: Exact
    run: Exact
    earned: Exact
    good: Exact


class PlaceFigures(Shares):
    """A work centre, a machine, or all of them."""

    kind: str
    id: int | None
    code: str
    name: str
    centre: str
    target: Exact | None


class LossShown(Shown):
    """Minutes lost to a reason; none is named where it was booked as time on an order."""

    loss: str
    reason: str
    minutes: Exact


class Days(Shares):
    """A day or a week with its figures."""

    first: date
    last: date


class OeeReport(Shown):
    """Effectiveness in a period."""

    period: PeriodShown
    by: str
    total: PlaceFigures
    centres: list[PlaceFigures]
    machines: list[PlaceFigures]
    losses: list[LossShown]
    trend: list[Days]


class TimePiece(Shown):
    """Working time of a place that counts as one thing."""

    start: datetime
    end: datetime
    minutes: Exact
    centre: str
    machine: str | None
    lanes: int
    loss: str
    reason: str


class TimePieces(Shown):
    """The working time behind a figure: the first five thousand of ``count`` pieces."""

    count: int
    items: list[TimePiece]


@door.read("/reports/oee", permission="reports.view", answer=OeeReport, parameters=REPORT)
def report(request: Call) -> object:
    """OEE of work centres and machines, losses by reason, and the trend by day or week."""
    check(request)
    found = oee_report(given=dict(request.GET.lists()), actor=request.auth)
    return OeeReport(
        period=PeriodShown.model_validate(found.window.period),
        by=found.window.by,
        total=PlaceFigures.model_validate(found.total),
        centres=[PlaceFigures.model_validate(one) for one in found.centres],
        machines=[PlaceFigures.model_validate(one) for one in found.machines],
        losses=[LossShown.model_validate(one) for one in found.losses],
        trend=[
            Days(first=bucket.first, last=bucket.last, **_shares(one))
            for bucket, one in found.buckets
        ],
    )


@door.read(
    "/reports/oee/intervals", permission="reports.view", answer=TimePieces, parameters=INTERVALS
)
def intervals(request: Call) -> object:
    """The working time behind a figure, piece by piece: what it counts as."""
    check(request)
    window, found = pieces_of(given=dict(request.GET.lists()), actor=request.auth)
    items = [
        TimePiece(
            start=at_local(piece.start, window),
            end=at_local(piece.end, window),
            minutes=seconds_as_minutes(piece.seconds),
            centre=place.centre.code,
            machine=place.machine.code if place.machine else None,
            lanes=piece.lanes,
            loss=piece.cause.loss,
            reason=piece.cause.reason,
        )
        for place, piece in found[:MOST]
    ]
    return TimePieces(count=len(found), items=items)


def _shares(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Shares.model_fields}
