"""Filters: each reads its own parameters and says which rows remain."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model, Q, QuerySet

from runwright.journal.clock import now
from runwright.reports.errors import BadQuery
from runwright.reports.lists.columns import Label

LONGEST = 200
SHOWN = 40
Given = Mapping[str, Sequence[str]]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Filter(ABC):
    """The ground of all filters: one parameter named like the key."""

    key: str
    label: Label

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it reads."""
        return (self.key,)

    @abstractmethod
    def remaining(self, rows: QuerySet[Any], given: Given, zone: ZoneInfo) -> QuerySet[Any]:
        """The rows that remain; all when its parameters are empty. Raises ``BadQuery``."""


@dataclass(frozen=True)
class ValueFilter(Filter):
    """A filter of one parameter that may be given several times."""

    def remaining(self, rows: QuerySet[Any], given: Given, zone: ZoneInfo) -> QuerySet[Any]:
        values = [text for value in given.get(self.key, ()) if (text := cleaned(self.key, value))]
        return rows.filter(self._chosen(values, rows.model)) if values else rows

    @abstractmethod
    def _chosen(self, values: Sequence[str], model: type[Model]) -> Q:
        """Which rows the values mean, of which there is at least one. Raises ``BadQuery``."""


@dataclass(frozen=True)
class Search(ValueFilter):
    """Every word must occur in at least one of ``paths``, whatever its case.

    Words are looked for in each table by itself: a table of a few machines is read once, not once
    for every row that names a machine.
    """

    paths: tuple[str, ...] = ()

    def _chosen(self, values: Sequence[str], model: type[Model]) -> Q:
        wanted = Q()
        for word in " ".join(values).split():
            anywhere = Q()
            for path in self.paths:
                anywhere |= _contains(model, path, word)
            wanted &= anywhere
        return wanted


def _contains(model: type[Model], path: str, word: str) -> Q:
    """The rows whose value at ``path`` contains ``word``."""
    relation, _, field = path.rpartition("__")
    if not relation:
        return Q(**{f"{field}__icontains": word})
    for name in relation.split("__"):
        related = model._meta.get_field(name).related_model
        assert isinstance(related, type)
        model = related
    found = model._default_manager.filter(**{f"{field}__icontains": word})
    return Q(**{f"{relation}__in": found.order_by().values("pk")})


@dataclass(frozen=True)
class Choice(ValueFilter):
    """One or several of fixed values."""

    path: str = ""
    words: Mapping[str, Label] = field(default_factory=dict)

    def _chosen(self, values: Sequence[str], model: type[Model]) -> Q:
        for value in values:
            if value not in self.words:
                raise BadQuery(field=self.key, value=value[:SHOWN])
        return Q(**{f"{self.path or self.key}__in": list(values)})


@dataclass(frozen=True)
class Exactly(ValueFilter):
    """The code of another record, exactly; several mean any of them."""

    path: str = ""

    def _chosen(self, values: Sequence[str], model: type[Model]) -> Q:
        return Q(**{f"{self.path or self.key}__in": list(values)})


@dataclass(frozen=True)
class YesNo(ValueFilter):
    """A condition that holds or does not; it may depend on the present."""

    holds: Callable[[datetime], Q] = field(default=lambda at: Q())

    def _chosen(self, values: Sequence[str], model: type[Model]) -> Q:
        if len(values) > 1 or values[0] not in {"yes", "no"}:
            raise BadQuery(field=self.key, value=values[0][:SHOWN])
        holds = self.holds(now())
        return holds if values[0] == "yes" else ~holds


@dataclass(frozen=True)
class Days(Filter):
    """Instants from a first to a last day of the plant, both included."""

    path: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        return (f"{self.key}_from", f"{self.key}_to")

    def remaining(self, rows: QuerySet[Any], given: Given, zone: ZoneInfo) -> QuerySet[Any]:
        first, last = (self._day(name, given) for name in self.parameters)
        start = datetime.combine(first, time(), zone) if first else None
        end = datetime.combine(last + timedelta(1), time(), zone) if last else None
        return self._limited(rows, start, end) if start or end else rows

    def _limited(
        self, rows: QuerySet[Any], start: datetime | None, end: datetime | None
    ) -> QuerySet[Any]:
        return rows.filter(self._between(start, end))

    def _between(self, start: datetime | None, end: datetime | None) -> Q:
        path, wanted = self.path or self.key, Q()
        if start:
            wanted &= Q(**{f"{path}__gte": start})
        if end:
            wanted &= Q(**{f"{path}__lt": end})
        return wanted

    def _day(self, name: str, given: Given) -> date | None:
        text = cleaned(name, "".join(given.get(name, ())[:1]))
        return day_of(text, field=name) if text else None


def day_of(text: str, *, field: str) -> date:
    """A day written as 2026-11-21, from year 1900 to 2999. Raises ``BadQuery``."""
    if _DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = date.min
        if 1900 <= day.year < 3000:
            return day
    raise BadQuery(field=field, value=text[:SHOWN])


def cleaned(key: str, value: str) -> str:
    """A parameter without surrounding blanks.

    Raises ``BadQuery`` for what no database text can hold (NUL, lone surrogates) and for texts
    longer than 200 characters.
    """
    text = value.strip()
    if len(text) > LONGEST or any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text):
        raise BadQuery(field=key, value=text[:SHOWN].encode("ascii", "replace").decode())
    return text
