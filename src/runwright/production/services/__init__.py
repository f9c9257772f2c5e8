"""Writing orders and the work on them."""

from runwright.production.services.bookings import time_book, time_reverse, times_book
from runwright.production.services.changes import order_edit
from runwright.production.services.children import child_create, order_split
from runwright.production.services.components import (
    ComponentDraft,
    component_add,
    component_change,
    component_remove,
    component_substitute,
)
from runwright.production.services.corrections import (
    done_material_correct,
    done_time_book,
    done_time_reverse,
)
from runwright.production.services.issues import (
    material_issue,
    material_return,
    materials_issue,
    owed_issue,
)
from runwright.production.services.lives import (
    order_cancel,
    order_confirm,
    order_finish,
    order_plan,
    order_reopen,
    order_unplan,
)
from runwright.production.services.orders import OrderDraft, order_create
from runwright.production.services.reading import owed_read
from runwright.production.services.reasons import (
    scrap_reason_create,
    scrap_reason_update,
    scrap_reasons_archive,
    scrap_reasons_restore,
)
from runwright.production.services.rebuilding import day_sums_store
from runwright.production.services.receipts import output_receive, receipt_reverse
from runwright.production.services.regrades import Regrade, done_output_correct
from runwright.production.services.renewals import order_recipe_renew
from runwright.production.services.reports import (
    ConfirmedDraw,
    Extras,
    ReportDraft,
    decision_reverse,
    held_decide,
    work_finish_short,
    work_report,
)
from runwright.production.services.reversals import Pieces, report_reverse
from runwright.production.services.steps import StepDraft, step_add, step_change, step_remove
from runwright.production.services.timers import timer_start, timer_stop
from runwright.production.services.work import work_assign

__all__ = [
    "ComponentDraft",
    "ConfirmedDraw",
    "Extras",
    "OrderDraft",
    "Pieces",
    "Regrade",
    "ReportDraft",
    "StepDraft",
    "child_create",
    "component_add",
    "component_change",
    "component_remove",
    "component_substitute",
    "day_sums_store",
    "decision_reverse",
    "done_material_correct",
    "done_output_correct",
    "done_time_book",
    "done_time_reverse",
    "held_decide",
    "material_issue",
    "material_return",
    "materials_issue",
    "order_cancel",
    "order_confirm",
    "order_create",
    "order_edit",
    "order_finish",
    "order_plan",
    "order_recipe_renew",
    "order_reopen",
    "order_split",
    "order_unplan",
    "output_receive",
    "owed_issue",
    "owed_read",
    "receipt_reverse",
    "report_reverse",
    "scrap_reason_create",
    "scrap_reason_update",
    "scrap_reasons_archive",
    "scrap_reasons_restore",
    "step_add",
    "step_change",
    "step_remove",
    "time_book",
    "time_reverse",
    "timer_start",
    "timer_stop",
    "times_book",
    "work_assign",
    "work_finish_short",
    "work_report",
]
