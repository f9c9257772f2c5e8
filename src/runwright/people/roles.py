"""Roles and what each may do: one literal table, denied by default."""

from functools import cache

from runwright.kernel.errors import gettext_noop

ROLES: dict[str, str] = {
    "administrator": gettext_noop("Administrator"),
    "production_manager": gettext_noop("Production manager"),
    "planner": gettext_noop("Planner"),
    "process_engineer": gettext_noop("Process engineer"),
    "operator": gettext_noop("Operator"),
    "warehouse": gettext_noop("Warehouse keeper"),
    "viewer": gettext_noop("Viewer"),
}

_OFFICE = frozenset({"administrator", "production_manager", "planner"})
_ENGINEERS = frozenset({"administrator", "production_manager", "process_engineer"})
_STORES = frozenset({"administrator", "production_manager", "warehouse"})
_FLOOR = _OFFICE | {"operator"}
_TRADE = _OFFICE | {"warehouse"}
_MANAGERS = frozenset({"administrator", "production_manager"})
_ALL = frozenset(ROLES)

PERMISSIONS: dict[str, frozenset[str]] = {
    "journal.view": _ALL,
    "people.manage": frozenset({"administrator"}),
    "people.token_manage": _ALL,
    "people.operator_manage": _OFFICE,
    "company.view": _ALL,
    "company.manage": frozenset({"administrator"}),
    "units.manage": _ENGINEERS,
    "catalog.view": _ALL,
    "catalog.manage": _ENGINEERS | _OFFICE,
    "partners.view": _TRADE | {"process_engineer", "viewer"},
    "partners.manage": _OFFICE,
    "stock.view": _ALL,
    "stock.move": _STORES,
    "stock.adjust": _STORES,
    "stock.count": _STORES,
    "stock.lot_hold": _STORES | _ENGINEERS,
    "stock.take_over": _OFFICE,
    "resources.view": _ALL,
    "resources.manage": _ENGINEERS | _OFFICE,
    "engineering.view": _ALL,
    "engineering.manage": _ENGINEERS,
    "engineering.validate": _ENGINEERS,
    "engineering.station_assign": _ENGINEERS | _OFFICE,
    "sales.view": _TRADE | {"viewer"},
    "sales.order_manage": _OFFICE,
    "sales.deliver": _STORES,
    "sales.delivery_correct": _STORES,
    "purchasing.view": _TRADE | {"process_engineer", "viewer"},
    "purchasing.price_manage": _OFFICE,
    "purchasing.request_create": _OFFICE,
    "purchasing.request_approve": _MANAGERS,
    "purchasing.order_manage": _OFFICE,
    "purchasing.receive": _STORES,
    "purchasing.receipt_correct": _STORES,
    "production.view": _ALL,
    "production.order_create": _OFFICE,
    "production.order_edit": _OFFICE,
    "production.order_correct": frozenset({"administrator", "production_manager"}),
    "production.order_depart": _OFFICE,
    "production.order_confirm": _OFFICE,
    "production.order_plan": _OFFICE,
    "production.order_finish": _OFFICE,
    "production.order_cancel": _OFFICE,
    "production.output_receive": _FLOOR | {"warehouse"},
    "production.work_assign": _OFFICE,
    "production.work_report": _FLOOR,
    "production.work_correct": _OFFICE,
    "production.history_write": _OFFICE,
    "production.run_create": _OFFICE,
    "production.scan": _FLOOR,
    "production.scan_correct": _OFFICE,
    "production.batch_hold": _OFFICE | _ENGINEERS | {"operator"},
    "production.batch_close": _OFFICE,
    "floor.downtime_report": _FLOOR,
    "floor.device_manage": frozenset({"administrator"}),
    "floor.conflict_resolve": _OFFICE,
    "labels.print": _FLOOR | {"warehouse", "process_engineer"},
    "labels.manage": _ENGINEERS | _OFFICE,
    "integrations.manage": frozenset({"administrator"}),
    "imports.view": _OFFICE,
    "imports.run": _OFFICE,
    "tasks.view": _ALL,
    "tasks.job_cancel": _OFFICE,
    "reports.view": _ALL,
}


@cache
def permissions_of(roles: frozenset[str]) -> frozenset[str]:
    """Every permission that at least one of ``roles`` grants."""
    return frozenset(name for name, granted in PERMISSIONS.items() if roles & granted)


STATION_PERMISSIONS = frozenset({"production.scan", "labels.print"})
"""What an enrolled station may do, whoever stands at it: scan and print labels, nothing else."""

STATION_READS = frozenset({"resources.view", "production.view", "stock.view", "engineering.view"})
"""What answers to a scan may be made of. The station itself reads none of it by itself."""
