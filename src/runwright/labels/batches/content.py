"""Batches as what stands on their labels, in the language of the plant."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from runwright.company.selectors import plant_zone
from runwright.kernel.quantity import plain
from runwright.labels.batches.label import BatchLabel, Step
from runwright.people.actor import Actor
from runwright.production.selectors.labelled import (
    batches_labelled,
    lots_in_batches,
    steps_of_orders,
)

QR_PREFIX = "RW-"
"""What the code of every batch begins with, so that a scan of something else is told apart."""
AT_ONCE = 500
"""Batches read together: a run of thousands is never held whole."""


def batch_labels(*, numbers: Mapping[int, int], actor: Actor) -> Iterator[BatchLabel]:
    """The labels of batches, each with how many-th of its batch it is (1 is the first print)."""
    ids, zone = iter(sorted(numbers)), plant_zone()
    steps: dict[int, list[Any]] = {}
    while part := list(islice(ids, AT_ONCE)):
        batches = batches_labelled(batch_ids=part, actor=actor)
        lots = lots_in_batches(batch_ids=part, actor=actor)
        orders = {batch.order_id for batch in batches} - steps.keys()
        steps |= steps_of_orders(order_ids=orders, actor=actor)
        for batch in batches:
            used = lots.get(batch.id, [])
            made_on = batch.created_at.astimezone(zone).date()
            label = _label(batch, steps.get(batch.order_id, []), used, made_on)
            yield replace(label, reprint=numbers[batch.id] - 1)


def _label(batch: Any, steps: Sequence[Any], lots: Sequence[Any], day: date) -> BatchLabel:
    item, coming = batch.order.item, _next(batch, steps)
    return BatchLabel(
        code=batch.code,
        qr=f"{QR_PREFIX}{batch.code}",
        item_code=item.code,
        item_name=item.name,
        quantity=_quantity(batch.firsts + batch.gained, batch.seconds, item.unit.symbol),
        order=batch.order.number,
        run=batch.run.number,
        stands_at=batch.stands_at.name if batch.stands_at else "",
        next_step=coming.name if coming else "",
        lots=tuple(_lot(lot) for lot in [*([batch.lot] if batch.lot else []), *lots]),
        date=_day(day),
        machines=tuple(sorted(machine.code for machine in batch.machines.all())),
        steps=tuple(Step(s.sequence, s.name, s.sequence in batch.confirmed) for s in steps),
        instructions=_instructions(coming),
    )


def _next(batch: Any, steps: Sequence[Any]) -> Any:
    """The first operation that is not confirmed yet."""
    return next((step for step in steps if step.sequence not in batch.confirmed), None)


def _quantity(firsts: Decimal, seconds: Decimal, unit: str) -> str:
    """55 pair; of mixed or second quality the grades are told."""
    if not seconds:
        return f"{plain(firsts)} {unit}"
    told = _("{quantity} {unit} seconds").format(quantity=plain(seconds), unit=unit)
    return f"{plain(firsts)} {unit} + {told}" if firsts else told


def _lot(lot: Any) -> str:
    return f"{lot.number} ({_day(lot.expires_on)})" if lot.expires_on else str(lot.number)


def _day(day: date) -> str:
    """With the month as a word: which number is the day differs from country to country."""
    return date_format(day, "j M Y")


def _instructions(step: Any) -> str:
    """What is to be done next."""
    return step.operation.instructions.strip() if step and step.operation else ""
