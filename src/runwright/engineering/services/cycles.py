"""No item may be made from itself: asked of every recipe that is about to change."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db import connection
from django.db.models import Q

from runwright.catalog.models import AttributeValue, Item
from runwright.catalog.selectors import values_of
from runwright.engineering.errors import BomCycle
from runwright.engineering.models import BomLine, BomState, Substitute
from runwright.engineering.rules import Conditions, conditions_hold, find_cycle
from runwright.engineering.services.drafts import LineDraft

RECIPE_LOCK = 7_041_001
"""Advisory lock held while recipes change: two edits could close a cycle together."""

Parts = dict[int, set[int]]


def recipes_lock() -> None:
    """Let one change of recipes after the other happen, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECIPE_LOCK])


def cycle_refuse(*, item_id: int, lines: Sequence[LineDraft], replacing: int | None = None) -> None:
    """Refuse lines by which an item, or a variant of it, would be made from itself.

    Substitutes and phantoms count like components. ``replacing`` is the bill of materials whose
    place the lines take. Raises ``BomCycle`` with the path.
    """
    planned = _planned(item_id, lines)

    def made_of(items: Iterable[int]) -> Parts:
        asked = set(items)
        found = components_of(asked, without=replacing)
        for item in asked & planned.keys():
            found.setdefault(item, set()).update(planned[item])
        return found

    components = set().union(
        *planned.values(), components_of({item_id}, replacing).get(item_id, ())
    )
    path = find_cycle(start=item_id, components=components, made_of=made_of)
    if path:
        codes = dict(Item.objects.filter(id__in=path).values_list("id", "code"))
        raise BomCycle(path=" → ".join(codes[item] for item in path))


def _planned(item_id: int, lines: Sequence[LineDraft]) -> Parts:
    """What the item and each of its variants would be made of."""
    attributes = dict(
        AttributeValue.objects.filter(
            id__in={value for line in lines for value in line.only_for}
        ).values_list("id", "attribute_id")
    )
    variants = list(Item.objects.filter(family=item_id).values_list("id", flat=True))
    values = values_of([item_id, *variants])
    return {
        item: {
            child
            for line in lines
            if conditions_hold(_grouped(line.only_for, attributes), values[item])
            for child in (line.item_id, *(one.item_id for one in line.substitutes))
        }
        for item in (item_id, *variants)
    }


def _grouped(values: Iterable[int], attributes: Mapping[int, int]) -> Conditions:
    grouped: dict[int, set[int]] = {}
    for value in values:
        grouped.setdefault(attributes[value], set()).add(value)
    return grouped


def components_of(items: Collection[int], without: int | None = None) -> Parts:
    """By item: what live recipes make it of, those of its family included; substitutes count."""
    families = dict(
        Item.objects.filter(id__in=items).exclude(family=None).values_list("id", "family_id")
    )
    makers: defaultdict[int, set[int]] = defaultdict(set)
    for item in items:
        makers[item].add(item)
        if item in families:
            makers[families[item]].add(item)
    values = values_of(items) if families else defaultdict(dict)
    found: Parts = {}
    for maker, children, conditions in _live_lines(makers.keys(), without):
        for item in makers[maker]:
            if conditions_hold(conditions, values[item]):
                found.setdefault(item, set()).update(children)
    return found


def _live_lines(
    makers: Collection[int], without: int | None
) -> Iterator[tuple[int, set[int], Conditions]]:
    """Lines of live recipes: the item made, what the line may take, for which variants."""
    lines = BomLine.objects.exclude(Q(bom__state=BomState.ARCHIVED) | Q(bom_id=without))
    rows = list(lines.filter(bom__item__in=list(makers)).values_list("id", "bom__item", "item"))
    ids = [row[0] for row in rows]
    children: defaultdict[int, set[int]] = defaultdict(set)
    for line, item in Substitute.objects.filter(line__in=ids).values_list("line", "item"):
        children[line].add(item)
    conditions: defaultdict[int, dict[int, set[int]]] = defaultdict(dict)
    links = BomLine.only_for.through.objects.filter(bomline__in=ids)
    for line, attribute, value in links.values_list(
        "bomline", "attributevalue__attribute", "attributevalue"
    ):
        conditions[line].setdefault(attribute, set()).add(value)
    for line, maker, item in rows:
        yield maker, {item, *children[line]}, conditions[line]
