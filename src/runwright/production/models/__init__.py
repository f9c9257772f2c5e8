"""The records of making, by noun."""

from runwright.production.models.costs import CostFact, CostKind
from runwright.production.models.day_sums import (
    CostDay,
    EndedDay,
    FinishedDay,
    FlawDay,
    LostDay,
    MadeDay,
    OutcomeDay,
    SummedDay,
    TouchedDay,
)
from runwright.production.models.orders import MaterialLine, Order
from runwright.production.models.postings import MaterialIssue, OutputReceipt, OutputRevaluation
from runwright.production.models.quantities import (
    Gain,
    QuantityReport,
    ReviewDecision,
    ReviewOutcome,
    ScrapReason,
)
from runwright.production.models.runs import (
    Batch,
    BatchEnding,
    BatchHold,
    BatchLink,
    BatchNote,
    LinkGrade,
    Run,
    Scan,
    ScanKind,
)
from runwright.production.models.sales import SalesLink
from runwright.production.models.time import (
    MachineDay,
    TimeBooking,
    TimeInterval,
    TimeKind,
    TimerStart,
    TimerStop,
)
from runwright.production.models.work import WorkAssignment, WorkOrder

__all__ = [
    "Batch",
    "BatchEnding",
    "BatchHold",
    "BatchLink",
    "BatchNote",
    "CostDay",
    "CostFact",
    "CostKind",
    "EndedDay",
    "FinishedDay",
    "FlawDay",
    "Gain",
    "LinkGrade",
    "LostDay",
    "MachineDay",
    "MadeDay",
    "MaterialIssue",
    "MaterialLine",
    "Order",
    "OutcomeDay",
    "OutputReceipt",
    "OutputRevaluation",
    "QuantityReport",
    "ReviewDecision",
    "ReviewOutcome",
    "Run",
    "SalesLink",
    "Scan",
    "ScanKind",
    "ScrapReason",
    "SummedDay",
    "TimeBooking",
    "TimeInterval",
    "TimeKind",
    "TimerStart",
    "TimerStop",
    "TouchedDay",
    "WorkAssignment",
    "WorkOrder",
]
