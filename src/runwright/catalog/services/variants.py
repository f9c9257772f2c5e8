"""Variants of a family, made from attributes: a whole matrix of sizes and colours in one go."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from django.db import transaction
from django.db.models import Max

from runwright.catalog.errors import (
    AttributeNotFound,
    ItemNotFound,
    NoValues,
    PatternAmbiguous,
    PatternUnknown,
    TooManyVariants,
    ValueTaken,
    VariantCodesTaken,
)
from runwright.catalog.models import Attribute, AttributeValue, Item, VariantValue
from runwright.catalog.services.items import item_subject
from runwright.catalog.states import it_is_no_variant
from runwright.journal.services import Subject, entry_record, insert_unique
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken

MOST = 500
INHERITED = (
    "kind", "unit_id", "resolution", "tracking", "supply", "lead_time_days", "safety_stock",
    "lot_rule", "lot_size", "smallest_lot", "standard_cost", "sales_price", "seconds_go_on",
    "seconds_value_factor",
)  # fmt: skip
TOKEN = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class ValueDraft:
    """A value of an attribute to be made."""

    code: str
    name: str


@dataclass(frozen=True)
class VariantPlan:
    """A variant that would be made, or one that is there already (``exists``)."""

    code: str
    name: str
    values: tuple[AttributeValue, ...]
    exists: bool


@transaction.atomic
def attribute_create(
    *, code: str, name: str, actor: Actor, values: Sequence[ValueDraft] = ()
) -> Attribute:
    """Create an attribute with its values, in their order. Raises ``CodeTaken``."""
    actor.require("catalog.manage")
    attribute = Attribute(code=code, name=name)
    insert_unique(record=attribute, otherwise=CodeTaken(code=code))
    entry_record(actor=actor, verb="attribute.create", subject=_subject(attribute))
    attribute_values_add(attribute_id=attribute.id, values=values, actor=actor)
    return attribute


@transaction.atomic
def attribute_values_add(
    *, attribute_id: int, values: Sequence[ValueDraft], actor: Actor
) -> Attribute:
    """Add values behind those there are. Raises ``AttributeNotFound`` and ``ValueTaken``."""
    actor.require("catalog.manage")
    attribute = Attribute.objects.select_for_update().filter(id=attribute_id).first()
    if attribute is None:
        raise AttributeNotFound(key=attribute_id)
    last = attribute.values.aggregate(last=Max("position"))["last"] or 0
    for place, draft in enumerate(values, start=last + 1):
        value = AttributeValue(
            attribute=attribute, code=draft.code, name=draft.name, position=place
        )
        insert_unique(record=value, otherwise=ValueTaken(code=draft.code))
        entry_record(
            actor=actor, verb="attribute.add_value", subject=_subject(attribute), reason=draft.code
        )
    return attribute


def variants_plan(
    *, family_id: int, value_ids: Collection[int], actor: Actor, pattern: str = ""
) -> list[VariantPlan]:
    """The matrix of the chosen values, the variants there are already marked.

    ``pattern`` makes the codes: ``{family}-{size}-{colour}`` by default, with the codes of the
    attributes. Raises ``NoValues``, ``TooManyVariants``, ``PatternUnknown``,
    ``PatternAmbiguous``, ``VariantOfVariant`` and ``ItemNotFound``.
    """
    actor.require("catalog.view")
    family = _family(family_id)
    axes = _axes(value_ids)
    tokens = ["family", *(axis[0].attribute.code for axis in axes)]
    pattern = pattern.strip() or "-".join(map(_braced, tokens))
    _refuse_tokens(pattern, tokens)
    there = _there(family)
    plans = [_plan(family, values, pattern, there) for values in product(*axes)]
    codes = [plan.code for plan in plans]
    for code in codes:
        if codes.count(code) > 1:
            raise PatternAmbiguous(code=code)
    return plans


@transaction.atomic
def variants_create(
    *, family_id: int, value_ids: Collection[int], actor: Actor, pattern: str = ""
) -> list[Item]:
    """Make every variant of the matrix that is not there yet; each is an item of its own that
    begins as its family is. Raises what ``variants_plan`` raises, and ``VariantCodesTaken``."""
    actor.require("catalog.manage")
    list(Item.objects.select_for_update().filter(id=family_id))
    plans = variants_plan(family_id=family_id, value_ids=value_ids, pattern=pattern, actor=actor)
    wanted = [plan for plan in plans if not plan.exists]
    taken = Item.objects.filter(code__in=[plan.code for plan in wanted])
    if taken:
        raise VariantCodesTaken(codes=sorted(item.code for item in taken))
    family = _family(family_id)
    return [_create(family, plan, actor) for plan in wanted]


def _create(family: Item, plan: VariantPlan, actor: Actor) -> Item:
    inherited = {name: getattr(family, name) for name in INHERITED}
    item = Item(code=plan.code, name=plan.name, family=family, **inherited)
    insert_unique(record=item, otherwise=CodeTaken(code=plan.code))
    VariantValue.objects.bulk_create(
        VariantValue(item=item, attribute=value.attribute, value=value) for value in plan.values
    )
    entry_record(actor=actor, verb="item.create", subject=item_subject(item))
    return item


def _family(family_id: int) -> Item:
    family = Item.objects.select_related("family").filter(id=family_id).first()
    if family is None:
        raise ItemNotFound(key=family_id)
    it_is_no_variant(family)
    return family


def _axes(value_ids: Collection[int]) -> list[list[AttributeValue]]:
    """The chosen values, grouped by attribute."""
    chosen = AttributeValue.objects.select_related("attribute").filter(id__in=value_ids)
    axes: dict[int, list[AttributeValue]] = {}
    for value in chosen.order_by("attribute_id", "position", "id"):
        axes.setdefault(value.attribute_id, []).append(value)
    if not axes:
        raise NoValues()
    count = 1
    for axis in axes.values():
        count *= len(axis)
    if count > MOST:
        raise TooManyVariants(count=count, most=MOST)
    return list(axes.values())


def _braced(token: str) -> str:
    return f"{{{token}}}"


def _refuse_tokens(pattern: str, known: Sequence[str]) -> None:
    for token in TOKEN.findall(pattern):
        if token not in known:
            raise PatternUnknown(token=_braced(token), known=[_braced(one) for one in known])


def _there(family: Item) -> set[frozenset[int]]:
    """The sets of values for which the family has a variant."""
    found: dict[int, set[int]] = {}
    rows = VariantValue.objects.filter(item__family=family)
    for item, value in rows.values_list("item_id", "value_id"):
        found.setdefault(item, set()).add(value)
    return {frozenset(values) for values in found.values()}


def _plan(
    family: Item, values: Iterable[AttributeValue], pattern: str, there: set[frozenset[int]]
) -> VariantPlan:
    values = tuple(values)
    codes = {"family": family.code, **{value.attribute.code: value.code for value in values}}
    return VariantPlan(
        code=TOKEN.sub(lambda found: codes[found[1]], pattern)[:60],
        name=" ".join([f"{family.name},", *(value.name for value in values)])[:200],
        values=values,
        exists=frozenset(value.id for value in values) in there,
    )


def _subject(attribute: Attribute) -> Subject:
    return Subject("attribute", str(attribute.id), attribute.name)
