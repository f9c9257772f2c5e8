"""Everything that other systems can be told: the journal's verbs on records the API shows."""

_VERBS: dict[str, str] = {
    "batch": "close delete finish hold init label merge move note split undo unhold",
    "bom": "archive create delete update validate",
    "count": "cancel enter open post",
    "customer": "archive create restore update",
    "department": "archive create restore update",
    "downtime": "correct end reverse start",
    "item": "archive create restore set_conversion update",
    "lot": "expire hold release set_expiry",
    "machine": "archive create restore update",
    "operator": "archive create qualify restore update",
    "order": (
        "add_component add_step cancel change_component change_step confirm correct create edit"
        " finish import issue issue_owed link_sale make_child plan receive release"
        " remove_component remove_step renew_recipe reopen restore return reverse_receipt split"
        " start substitute unplan"
    ),
    "purchase_order": (
        "cancel change_line close complete correct_receipt create mail receive remove_line reopen"
        " restore send take_in"
    ),
    "purchase_request": (
        "approve cancel change_line create mail order receive reject release remove_line restore"
        " withdraw"
    ),
    "rfq": "accept answer ask cancel create mail send",
    "routing": "archive attach create detach restore revise update",
    "run": "cancelled completed create delete in_progress label pending",
    "sales_order": (
        "add_line cancel change_line close confirm correct_delivery create deliver edit fulfil"
        " lose remove_line restore"
    ),
    "schedule": (
        "add_holiday add_overtime add_shutdown archive change_days create remove_days restore"
        " update"
    ),
    "stock": "adjust receive reverse transfer",
    "supplier": "archive create restore update",
    "warehouse": "archive create restore update",
    "work": (
        "assign book_time decide finish_short report reverse_decision reverse_report reverse_time"
        " start_timer stop_timer"
    ),
    "work_centre": "archive create restore update",
}

EVENTS: tuple[str, ...] = tuple(
    f"{kind}.{verb}" for kind, verbs in _VERBS.items() for verb in verbs.split()
)
"""The types of events, as the journal names what happened."""

TEST = "webhook.test"
"""The event that is sent to try an endpoint; nothing happened."""
