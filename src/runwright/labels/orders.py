"""The papers of a manufacturing order: the traveller that goes with it, the list to pick by."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from runwright.company.selectors import company_get, plant_zone
from runwright.kernel.quantity import plain
from runwright.labels.papers import Code, Column, Paper, Table, Text, Tick
from runwright.labels.printing import paper_pdf
from runwright.people.actor import Actor
from runwright.production.selectors import order_get
from runwright.production.selectors.picks import picks_of
from runwright.stock.selectors import needs_cover


def work_code(order_number: str, sequence: int) -> str:
    """What the code of an operation of an order says: ``MO-2026-00017/20``."""
    return f"{order_number}/{sequence}"


def order_traveller(*, order_id: int, actor: Actor) -> Paper:
    """The paper that goes with an order over the floor: its operations each with a code, the
    instructions, and the material. Raises ``OrderNotFound``."""
    order = order_get(order_id=order_id, actor=actor)
    steps = _steps(order)
    return Paper(
        company=company_get().name,
        title=_("Traveller"),
        number=order.number,
        facts=_facts(order),
        parts=[_operations(order, steps), *_instructions(steps), _materials(order)],
        code=order.number,
        foot=order.item.code,
    )


def order_pick_list(*, order_id: int, actor: Actor) -> Paper:
    """What to fetch for an order by place and lot, the first to expire first, and what is short.
    Raises ``OrderNotFound``."""
    order = order_get(order_id=order_id, actor=actor)
    parts = [_picks(order, actor)]
    if missing := _missing(order):
        parts.append(missing)
    return Paper(
        company=company_get().name,
        title=_("Pick list"),
        number=order.number,
        facts=_facts(order),
        parts=parts,
        code=order.number,
    )


PAPERS: dict[str, Callable[..., Paper]] = {
    "traveller": order_traveller,
    "pick-list": order_pick_list,
}
"""The papers of an order, by the word in their address."""


def order_paper(*, order_id: int, name: str, actor: Actor) -> bytes:
    """One of the ``PAPERS`` of an order as a PDF. Raises ``OrderNotFound``."""
    return paper_pdf(PAPERS[name](order_id=order_id, actor=actor))


def _facts(order: Any) -> list[tuple[str, object]]:
    return [
        (_("Item"), order.item),
        (_("Quantity"), f"{plain(order.quantity)} {order.item.unit.symbol}"),
        (_("Deadline"), _moment(order.deadline)),
        (_("Planned start"), _moment(order.planned_start)),
        (_("Priority"), order.priority),
        (_("Responsible"), order.responsible or "–"),
        (_("Bill of materials"), order.bom or "–"),
        (_("Material from"), order.components_warehouse or "–"),
        (_("Goods into"), order.goods_warehouse or "–"),
    ]


def _moment(at: datetime | None) -> str:
    return date_format(at.astimezone(plant_zone()), "SHORT_DATETIME_FORMAT") if at else "–"


def _steps(order: Any) -> list[Any]:
    """The work orders, or before the order is planned the operations of its routing."""
    planned = [work for work in order.work_orders.all() if work.state != "cancelled"]
    if planned or order.routing is None:
        return planned
    return list(order.routing.operations.select_related("work_centre"))


def _operations(order: Any, steps: list[Any]) -> Table:
    columns = [
        Column(_("Step"), 1, is_number=True),
        Column(_("Operation"), 4),
        Column(_("Work centre"), 3),
        Column(_("Planned start"), 3),
        Column(_("Quantity"), 2, is_number=True),
        Column(_("Code"), 3),
    ]
    rows = [
        [
            step.sequence,
            step.name,
            step.work_centre,
            _moment(getattr(step, "planned_start", None)),
            plain(getattr(step, "start_quantity", order.quantity)),
            Code(work_code(order.number, step.sequence)),
        ]
        for step in steps
    ]
    return Table(columns, rows, _("Operations"), _("There are no operations."))


def _instructions(steps: list[Any]) -> list[Text]:
    told = [(step, getattr(step, "operation", step)) for step in steps]
    return [
        Text(operation.instructions, f"{step.sequence} {step.name}")
        for step, operation in told
        if operation and operation.instructions.strip()
    ]


def _materials(order: Any) -> Table:
    columns = [
        Column(_("Item"), 3),
        Column(_("Name"), 5),
        Column(_("Used at"), 3),
        Column(_("Need"), 2, is_number=True),
    ]
    rows = [
        [line.item.code, line.item.name, line.operation.name if line.operation else "–",
         f"{plain(line.need.quantity)} {line.item.unit.symbol}"]
        for line in order.materials.all()
    ]  # fmt: skip
    empty = _("They are fixed from the bill of materials when the order is confirmed.")
    return Table(columns, rows, _("Materials"), empty)


def _picks(order: Any, actor: Actor) -> Table:
    columns = [
        Column(_("Place"), 3),
        Column(_("Item"), 3),
        Column(_("Name"), 4),
        Column(_("Lot"), 3),
        Column(_("Expires"), 2),
        Column(_("Quantity"), 3, is_number=True),
        Column(_("Taken"), 1),
    ]
    rows = [
        [
            pick.place.code,
            pick.line.item.code,
            pick.line.item.name,
            pick.lot or "–",
            pick.lot.expires_on or "–" if pick.lot else "–",
            f"{plain(pick.quantity)} {pick.line.item.unit.symbol}",
            Tick(),
        ]
        for pick in picks_of(order=order, actor=actor)
    ]
    return Table(columns, rows, _("To fetch"), _("Nothing is reserved for this order."))


def _missing(order: Any) -> Table | None:
    lines = list(order.materials.all())
    covers = needs_cover(needs=[line.need for line in lines])
    rows = [
        [line.item.code, line.item.name, f"{plain(short)} {line.item.unit.symbol}"]
        for line in lines
        if (short := covers[line.need_id].short)
    ]
    columns = [Column(_("Item"), 3), Column(_("Name"), 5), Column(_("Short"), 2, is_number=True)]
    return Table(columns, rows, _("Not there")) if rows else None
