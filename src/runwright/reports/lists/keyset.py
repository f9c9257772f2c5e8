"""Going through a list by keys instead of page numbers: rows that come or go in the meantime
neither repeat nor hide others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.expressions import OrderBy

from runwright.people.actor import Actor
from runwright.reports.errors import BadQuery
from runwright.reports.lists.columns import Column, cell_of
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.page import Row, matching, order_of
from runwright.reports.lists.query import ListQuery

Keys = Sequence[Any]


@dataclass(frozen=True)
class Stretch:
    """Some rows of a list in order, each with its key, and the keys to go on behind the last."""

    columns: tuple[Column, ...]
    records: tuple[tuple[Any, Row], ...]
    end: Keys | None


def stretch_of(
    definition: ListDefinition,
    query: ListQuery,
    *,
    after: Keys | None,
    limit: int,
    actor: Actor,
    zone: ZoneInfo,
) -> Stretch:
    """Up to ``limit`` rows behind the keys ``after``, with all columns, in one query.

    Raises ``Forbidden`` and ``BadQuery``, the latter also for keys of another order.
    """
    order = order_of(definition, query)
    rows = matching(definition, query, actor=actor, zone=zone).prefetch_related(None)
    rows = rows.annotate(**{f"key{n}": by.expression for n, by in enumerate(order)})
    if after is not None:
        rows = _behind(rows, order, after)
    paths = dict.fromkeys(["pk", *(path for c in definition.columns for path in c.paths())])
    names = [f"key{n}" for n in range(len(order))]
    found = list(rows.order_by(*order).values(*paths, *names)[: limit + 1])
    return Stretch(
        columns=definition.columns,
        records=tuple(
            (row["pk"], tuple(cell_of(c, row) for c in definition.columns)) for row in found[:limit]
        ),
        end=[found[limit - 1][name] for name in names] if len(found) > limit else None,
    )


def _behind(rows: Any, order: Sequence[OrderBy], after: Keys) -> Any:
    """The rows behind ``after``: equal in the first keys, further on in the next."""
    if len(after) != len(order):
        raise BadQuery(field="cursor", value="")
    further, equal = Q(), Q()
    for n, (by, value) in enumerate(zip(order, after, strict=True)):
        name = f"key{n}"
        further |= equal & _further(by, name, value)
        equal &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    try:
        return rows.filter(further)
    except (ValueError, TypeError, ValidationError):
        raise BadQuery(field="cursor", value="") from None


def _further(by: OrderBy, name: str, value: Any) -> Q:
    """What stands behind ``value`` in this order; nothing (NULL) stands where the order says."""
    nothing_last = bool(by.nulls_last) or (not by.descending and not by.nulls_first)
    if value is None:
        return Q(pk__in=[]) if nothing_last else Q(**{f"{name}__isnull": False})
    wanted = Q(**{f"{name}__{'lt' if by.descending else 'gt'}": value})
    return wanted | Q(**{f"{name}__isnull": True}) if nothing_last else wanted
