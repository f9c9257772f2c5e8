"""The definition of a list: columns, filters, order, permission and where its rows come from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Label
from runwright.reports.lists.filters import Filter

RESERVED = ("sort", "columns", "page", "size")


@dataclass(frozen=True)
class Ready:
    """A filter that is ready to press, such as a daily check; ``query`` is its query string."""

    label: Label
    query: str


@dataclass(frozen=True)
class ListDefinition:
    """Everything one list is made from.

    ``base`` returns the rows an actor may see, with every annotation the columns read; ``sort`` is
    the order when nothing else is asked for, as ``("-created", "number")``; ``standing`` is the
    path of the state that says a row's next step, where records have a life ("" is no step).
    """

    name: str
    title: Label
    permission: str
    base: Callable[[Actor], QuerySet[Any]]
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    sort: tuple[str, ...]
    ready: tuple[Ready, ...] = ()
    standing: str = ""

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        names = [*RESERVED, *self.parameters()]
        if len({*keys}) < len(keys) or len({*names}) < len(names):
            raise ValueError(f"{self.name}: a column or a parameter is there twice")
        if not {key.lstrip("-") for key in self.sort} <= {*keys}:
            raise ValueError(f"{self.name}: the order names no column")

    def parameters(self) -> Iterator[str]:
        """The names of the parameters of all filters."""
        return (name for one in self.filters for name in one.parameters)

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """Columns by key."""
        return {column.key: column for column in self.columns}

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The keys of the columns shown when none are chosen."""
        return tuple(column.key for column in self.columns if column.shown)

    def rows(self, actor: Actor) -> QuerySet[Any]:
        """The rows the actor may see, unfiltered. Raises ``Forbidden``."""
        actor.require(self.permission)
        return self.base(actor)
