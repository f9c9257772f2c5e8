"""Comparing a file with what there is, and writing what differs, record by record."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.db import DataError, IntegrityError, transaction

from runwright.imports.errors import RowImpossible
from runwright.imports.sheets.definition import Group, Sheet, Values
from runwright.imports.sheets.table import Content
from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor


class Fate(StrEnum):
    """What becomes of a record of the file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Difference:
    """One field of one row: what it says now and what it shall say."""

    row: int
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Result:
    """What became of a record: its fate, what differs, and why it was refused."""

    group: Group
    name: str
    fate: Fate
    differences: tuple[Difference, ...] = ()
    refusals: tuple[Refusal, ...] = field(default=())


def compared(sheet: Sheet, content: Content, actor: Actor) -> list[Result]:
    """Every record of the file beside what there is now."""
    held: dict[tuple[Any, ...], list[Values]] = {}
    for row in sheet.read(actor):
        held.setdefault(sheet.identity_of(row), []).append(row)
    return [_compared(sheet, group, held) for group in content.groups]


def _compared(sheet: Sheet, group: Group, held: dict[tuple[Any, ...], list[Values]]) -> Result:
    identity = sheet.identity_of(group.rows[0])
    group = replace(group, old=tuple(held.get(identity, ())))
    told = (sheet.column(key).told(group.rows[0][key]) for key in sheet.identity)
    name = " · ".join(part for part in told if part)
    if group.is_new:
        return Result(group, name, Fate.NEW)
    found = tuple(_differences(sheet, group))
    return Result(group, name, Fate.CHANGED if found else Fate.UNCHANGED, found)


def _differences(sheet: Sheet, group: Group) -> Iterator[Difference]:
    for place in range(max(len(group.rows), len(group.old))):
        old = group.old[place] if place < len(group.old) else {}
        new = group.rows[place] if place < len(group.rows) else {}
        row = group.numbers[min(place, len(group.numbers) - 1)]
        for key in new or group.rows[0]:
            column = sheet.column(key)
            if column.only_new:
                continue
            before, after = (column.told(one[key]) if key in one else "" for one in (old, new))
            if before != after:
                yield Difference(row, key, before, after)


def written(sheet: Sheet, results: list[Result], actor: Actor) -> list[Result]:
    """Write every record that is new or changed, each to its end or not at all."""
    actor.require("imports.run")
    done = [_written(sheet.write, result, actor) for result in results]
    if sheet.link is None:
        return done
    return [_written(sheet.link, result, actor) for result in done]


def _written(write: Any, result: Result, actor: Actor) -> Result:
    if result.fate not in {Fate.NEW, Fate.CHANGED}:
        return result
    try:
        with transaction.atomic():
            write(result.group, actor)
    except Refusal as refusal:
        return replace(result, fate=Fate.REFUSED, refusals=(refusal,))
    except (IntegrityError, DataError):
        return replace(result, fate=Fate.REFUSED, refusals=(RowImpossible(name=result.name),))
    return result
