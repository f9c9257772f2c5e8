"""Roles and what each may do: one literal table, denied by default."""

from enum import StrEnum
from functools import cache

from runwright.kernel.errors import gettext_noop

ROLES: dict[str, str] = {
    "administrator": gettext_noop("Administrator"),
    "production_manager": gettext_noop("Production manager"),
    "planner": gettext_noop("Planner"),
    "process_engineer": gettext_noop("Process engineer"),
    "operator": gettext_noop("Operator"),
    "station": gettext_noop("Scanning station"),
    "raw_materials_manager": gettext_noop("Raw materials manager"),
    "warehouse": gettext_noop("Warehouse keeper"),
    "purchasing": gettext_noop("Buyer"),
    "sales": gettext_noop("Salesperson"),
    "quality": gettext_noop("Quality inspector"),
    "finance": gettext_noop("Finance"),
    "viewer": gettext_noop("Viewer"),
}

LIMITED = frozenset({"operator", "station", "warehouse", "raw_materials_manager"})
"""Who sees and does only what belongs to the departments and warehouses named for them, if any are
named. Whoever holds a role beside these is not limited."""

_PEOPLE = frozenset(ROLES) - {"station"}
_MANAGERS = frozenset({"administrator", "production_manager"})
_OFFICE = _MANAGERS | {"planner"}
_ENGINEERS = _MANAGERS | {"process_engineer"}
_STORES = _MANAGERS | {"warehouse", "raw_materials_manager"}
_FLOOR = _OFFICE | {"operator"}
_BUYERS = _OFFICE | {"purchasing"}
_SELLERS = _OFFICE | {"sales"}
_TRADE = _BUYERS | _SELLERS | _STORES | {"process_engineer", "quality", "finance", "viewer"}

PERMISSIONS: dict[str, frozenset[str]] = {
    "journal.view": _PEOPLE,
    "people.account_manage": _PEOPLE,
    "people.manage": frozenset({"administrator"}),
    "people.token_manage": _PEOPLE,
    "people.operator_manage": _OFFICE,
    "company.view": _PEOPLE,
    "company.manage": frozenset({"administrator"}),
    "units.manage": _ENGINEERS,
    "catalog.view": _PEOPLE,
    "catalog.manage": _ENGINEERS | _OFFICE,
    "partners.view": _TRADE,
    "partners.manage": _BUYERS | _SELLERS,
    "stock.view": _PEOPLE,
    "stock.move": _STORES,
    "stock.adjust": _STORES,
    "stock.count": _STORES,
    "stock.lot_hold": _STORES | _ENGINEERS | {"quality"},
    "stock.take_over": _OFFICE | {"raw_materials_manager"},
    "resources.view": _PEOPLE,
    "resources.manage": _ENGINEERS | _OFFICE,
    "engineering.view": _PEOPLE,
    "engineering.manage": _ENGINEERS,
    "engineering.validate": _ENGINEERS,
    "engineering.station_assign": _ENGINEERS | _OFFICE,
    "sales.view": _SELLERS | _STORES | {"finance", "viewer"},
    "sales.order_manage": _SELLERS,
    "sales.deliver": _STORES,
    "sales.delivery_correct": _STORES,
    "purchasing.view": _TRADE - {"sales"},
    "purchasing.price_manage": _BUYERS,
    "purchasing.request_create": _BUYERS | {"raw_materials_manager"},
    "purchasing.request_approve": _MANAGERS,
    "purchasing.order_manage": _BUYERS,
    "purchasing.receive": _STORES,
    "purchasing.receipt_correct": _STORES,
    "production.view": _PEOPLE,
    "production.order_create": _OFFICE,
    "production.order_edit": _OFFICE,
    "production.order_correct": _MANAGERS,
    "production.order_depart": _OFFICE,
    "production.order_confirm": _OFFICE,
    "production.order_plan": _OFFICE,
    "production.order_finish": _OFFICE,
    "production.order_cancel": _OFFICE,
    "production.output_receive": _FLOOR | _STORES,
    "production.work_assign": _OFFICE,
    "production.work_report": _FLOOR,
    "production.work_correct": _OFFICE,
    "production.history_write": _OFFICE,
    "production.run_create": _OFFICE,
    "production.scan": _FLOOR | {"station"},
    "production.scan_correct": _OFFICE,
    "production.batch_hold": _OFFICE | _ENGINEERS | {"operator", "quality"},
    "production.batch_close": _OFFICE,
    "floor.downtime_report": _FLOOR,
    "floor.device_manage": frozenset({"administrator"}),
    "floor.conflict_resolve": _OFFICE,
    "labels.print": _FLOOR | _ENGINEERS | _STORES | {"quality", "station"},
    "labels.manage": _ENGINEERS | _OFFICE,
    "integrations.manage": frozenset({"administrator"}),
    "imports.view": _OFFICE,
    "imports.run": _OFFICE,
    "tasks.view": _PEOPLE,
    "tasks.job_cancel": _OFFICE,
    "reports.view": _PEOPLE,
    "reports.cost_view": _OFFICE | {"process_engineer", "finance", "viewer"},
    "reports.extract": _OFFICE | {"finance", "viewer"},
}


@cache
def permissions_of(roles: frozenset[str]) -> frozenset[str]:
    """Every permission that at least one of ``roles`` grants."""
    return frozenset(name for name, granted in PERMISSIONS.items() if roles & granted)


STATION_PERMISSIONS = permissions_of(frozenset({"station"}))
"""What an enrolled station may do, whoever stands at it: scan and print labels, nothing else."""

STATION_READS = frozenset({"resources.view", "production.view", "stock.view", "engineering.view"})
"""What answers to a scan may be made of. The station itself reads none of it by itself."""

BY_BOTH = frozenset({"production.view", "production.work_report", "production.output_receive"}) | {
    "production.scan",
    "production.batch_hold",
    "labels.print",
}
BY_DEPARTMENT = BY_BOTH | {"resources.view", "floor.downtime_report"}
BY_WAREHOUSE = (
    BY_BOTH
    | {name for name in PERMISSIONS if name.startswith("stock.")}
    | {
        "sales.view",
        "sales.deliver",
        "sales.delivery_correct",
        "purchasing.view",
        "purchasing.request_create",
        "purchasing.receive",
        "purchasing.receipt_correct",
    }
)
"""What those who are limited see and do of their own departments, or warehouses, only."""

OTHERS_TOO: dict[str, frozenset[str]] = {
    "people.account_manage": frozenset({"administrator"}),
    "people.token_manage": frozenset({"administrator"}),
}
"""What everybody does to what is their own, and only these roles to what is another's."""


class Reach(StrEnum):
    """How far a role gets with a permission."""

    NONE = "none"
    OWN = "own"
    ALL = "all"


def reach(role: str, permission: str) -> Reach:
    """How far ``role`` gets with ``permission``; the matrix of docs/roles.md is made from it."""
    if role not in PERMISSIONS[permission]:
        return Reach.NONE
    if role not in OTHERS_TOO.get(permission, PERMISSIONS[permission]):
        return Reach.OWN
    is_bound = role in LIMITED and permission in BY_DEPARTMENT | BY_WAREHOUSE
    return Reach.OWN if is_bound else Reach.ALL
