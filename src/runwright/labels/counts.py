"""The sheet to count by: what should lie where, and room to write what does."""

from typing import Any

from django.utils.translation import gettext as _

from runwright.company.selectors import company_get
from runwright.kernel.quantity import plain
from runwright.labels.papers import Column, Paper, Table
from runwright.labels.printing import paper_pdf
from runwright.people.actor import Actor
from runwright.stock.selectors import count_get


def count_paper(*, count_id: int, actor: Actor) -> bytes:
    """The sheet of a count as a PDF. Raises ``CountNotFound``."""
    return paper_pdf(_sheet(count_get(count_id=count_id, actor=actor)))


def _sheet(count: Any) -> Paper:
    return Paper(
        company=company_get().name,
        title=_("Count sheet"),
        number=count.number,
        facts=[
            (_("Warehouse"), count.warehouse),
            (_("Place"), count.place or _("wherever the items lie")),
            (_("Opened by"), count.opened_by),
        ],
        parts=[_lines(count)],
        code=count.number,
    )


def _lines(count: Any) -> Table:
    columns = [
        Column(_("Place"), 3),
        Column(_("Item"), 3),
        Column(_("Name"), 5),
        Column(_("Lot"), 3),
        Column(_("By the books"), 3, is_number=True),
        Column(_("Counted"), 3),
    ]
    rows = [
        [
            line.place.code,
            line.item.code,
            line.item.name,
            line.lot or "–",
            f"{plain(line.expected)} {line.item.unit.symbol}",
            "",
        ]
        for line in count.lines.all()
    ]
    return Table(columns, rows, _("To count"), _("By the books nothing lies here."))
