"""How each kind of list column is written on a page."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from runwright.journal.clock import now
from runwright.reports.lists.columns import Cell, Kind
from runwright.web import figures
from runwright.web.journal_fields import changes_words
from runwright.web.records import record_url
from runwright.web.templatetags import look

EMPTY = SafeString("")


def written(cell: Cell, state_kind: str) -> SafeString:
    """The contents of a cell; ``state_kind`` names the family of states of the list."""
    if cell.value is None or cell.value == "":
        return EMPTY
    if cell.column.kind is Kind.STATE:
        return look.state(state_kind, str(cell.value))
    return WRITERS[cell.column.kind](cell)


def _text(cell: Cell) -> SafeString:
    if cell.column.key == "changes":
        return format_html("{}", changes_words(str(cell.value)))
    url = record_url(cell.link_kind, cell.link_id)
    return (
        format_html('<a href="{}">{}</a>', url, cell.value)
        if url
        else format_html("{}", cell.value)
    )


def _code(cell: Cell) -> SafeString:
    if cell.column.key == "verb":
        return format_html("{}", look.verb_words(str(cell.value)))
    if cell.column.key == "cause":
        return look.code(cell.value, record_url("number", cell.value))
    return look.code(cell.value, record_url(cell.link_kind, cell.link_id))


def _count(cell: Cell) -> SafeString:
    return format_html("{}", figures.number(cell.value))


def _quantity(cell: Cell) -> SafeString:
    return look.quantity(cell.value, cell.unit)


def _money(cell: Cell) -> SafeString:
    return look.money(cell.value)


def _share(cell: Cell) -> SafeString:
    return format_html("{}", figures.percent(cell.value))


def _progress(cell: Cell) -> SafeString:
    bar = look.meter(cell.value, 1, "", "green" if cell.value >= 1 else "")
    return format_html('<span class="progress-cell">{}<span>{}</span></span>', bar, _share(cell))


def _minutes(cell: Cell) -> SafeString:
    minutes: Decimal | timedelta = cell.value
    return look.duration(minutes)


def _instant(cell: Cell) -> SafeString:
    shown = look.instant(cell.value)
    return _late(shown) if cell.is_due and cell.value < now() else shown


def _date(cell: Cell) -> SafeString:
    shown = look.day(cell.value)
    return _late(shown) if cell.is_due and cell.value < localdate(now()) else shown


def _late(shown: SafeString) -> SafeString:
    """A day that has passed while its record is still open."""
    shape = '<span class="late" title="{}">{}{}</span>'
    return format_html(shape, _("Late"), look.icon("clock"), shown)


def _word(cell: Cell) -> SafeString:
    return format_html("{}", cell.word)


def _flag(cell: Cell) -> SafeString:
    shape = '<span class="flag">{}{}</span>'
    return format_html(shape, look.icon("check"), _("Yes")) if cell.value else EMPTY


WRITERS: dict[Kind, Callable[[Cell], SafeString]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.COUNT: _count,
    Kind.QUANTITY: _quantity,
    Kind.MONEY: _money,
    Kind.SHARE: _share,
    Kind.PROGRESS: _progress,
    Kind.MINUTES: _minutes,
    Kind.INSTANT: _instant,
    Kind.DATE: _date,
    Kind.WORD: _word,
    Kind.FLAG: _flag,
}
