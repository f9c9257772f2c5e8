"""Writing bills of materials: drafts that change, revisions that do not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError

from runwright.company.services import document_number
from runwright.engineering.comparison import differences, head_differences
from runwright.engineering.errors import (
    BomLineNotFound,
    BomNotFound,
    RecipeUsed,
    RoutingNotFound,
    RoutingOfAnotherItem,
)
from runwright.engineering.models import (
    Bom,
    BomLine,
    BomState,
    ByProduct,
    Operation,
    Routing,
    Substitute,
)
from runwright.engineering.selectors.boms import boms_whole, family_of
from runwright.engineering.services.checks import Ground, bom_check, ground_of
from runwright.engineering.services.cycles import cycle_refuse, recipes_lock
from runwright.engineering.services.drafts import BomDraft, LineDraft
from runwright.engineering.states import BOM_LIFE, nobody_has_used_it
from runwright.journal.clock import now
from runwright.journal.services import Edit, Subject, entry_record, fields_set
from runwright.people.actor import Actor

Lines = Sequence[LineDraft]


@transaction.atomic
def bom_create(*, draft: BomDraft, actor: Actor) -> Bom:
    """Create a bill of materials as a draft, or the next revision when its code exists.

    Raises ``BomCycle`` with the path, ``RoutingOfAnotherItem``, and every fault of the lines at
    once: ``UnitDoesNotFit``, ``StepNotFound`` and the like.
    """
    actor.require("engineering.manage")
    recipes_lock()
    routing = _routing_for(draft)
    ground = ground_of(draft, routing)
    cycle_refuse(item_id=draft.item_id, lines=draft.lines)
    bom_check(draft=draft, ground=ground)
    code = document_number(kind="bom", given=draft.code)
    bom = Bom.objects.create(
        code=code,
        revision=_last_revision(code) + 1,
        item_id=draft.item_id,
        quantity=draft.quantity,
        routing=routing,
        mode=draft.mode,
    )
    _lines_create(bom, draft, ground)
    entry_record(actor=actor, verb="bom.create", subject=_subject(bom))
    return bom


def _last_revision(code: str) -> int:
    return Bom.objects.filter(code=code).aggregate(last=Max("revision"))["last"] or 0


@transaction.atomic
def bom_update(*, bom_id: int, draft: BomDraft, actor: Actor) -> Bom:
    """Give a draft other lines; its code and item stay. What changed goes to the journal.

    Raises what ``bom_create`` raises, ``WrongState`` for what is no draft, and ``RecipeUsed``.
    """
    actor.require("engineering.manage")
    recipes_lock()
    bom = _editable(bom_id)
    before = _whole(bom_id)
    draft = replace(draft, item_id=bom.item_id, code=bom.code)
    routing = _routing_for(draft)
    ground = ground_of(draft, routing)
    cycle_refuse(item_id=bom.item_id, lines=draft.lines, replacing=bom_id)
    bom_check(draft=draft, ground=ground)
    fields_set(
        record=bom,
        fields={"quantity": draft.quantity, "routing": routing, "mode": draft.mode},
    )
    bom.lines.all().delete()
    bom.by_products.all().delete()
    _lines_create(bom, draft, ground)
    edits = _edits(before, _whole(bom_id))
    entry_record(actor=actor, verb="bom.update", subject=_subject(bom), edits=edits)
    return bom


@transaction.atomic
def bom_change(*, bom_id: int, actor: Actor, **fields: Any) -> Bom:
    """Give a draft other values of these fields of ``BomDraft``; the others stay as they are when
    it is this one's turn. Raises like ``bom_update``."""
    actor.require("engineering.manage")
    return _changed(bom_id, lambda draft: replace(draft, **fields), actor)


def _edits(before: Bom, after: Bom) -> list[Edit]:
    head = [Edit(d.field, d.old, d.new) for d in head_differences(old=before, new=after)]
    return head + [Edit(d.words, d.old, d.new) for d in differences(old=before, new=after)]


@transaction.atomic
def bom_revise(*, bom_id: int, actor: Actor) -> Bom:
    """A new draft revision with the lines of this one, to be changed and validated in its turn."""
    return bom_create(draft=BomDraft.of(_whole(bom_id)), actor=actor)


@transaction.atomic
def bom_copy(*, bom_id: int, actor: Actor, item_id: int | None = None, code: str = "") -> Bom:
    """A draft of its own with the same lines, for the same item or another.

    A copy for another item leaves the routing behind, and the steps with it.
    """
    draft = replace(BomDraft.of(_whole(bom_id)), code=code)
    if item_id is not None and item_id != draft.item_id:
        lines = [replace(line, step=None) for line in draft.lines]
        draft = replace(draft, item_id=item_id, routing_id=None, lines=lines)
    return bom_create(draft=draft, actor=actor)


@transaction.atomic
def bom_delete(*, bom_id: int, actor: Actor, reason: str = "") -> None:
    """Remove a draft that nothing has used. Raises ``WrongState`` and ``RecipeUsed``."""
    actor.require("engineering.manage")
    bom = _editable(bom_id)
    subject = _subject(bom)
    try:
        bom.delete()
    except ProtectedError as error:
        raise RecipeUsed(recipe=str(bom)) from error
    entry_record(actor=actor, verb="bom.delete", subject=subject, reason=reason)


@transaction.atomic
def bom_line_add(*, bom_id: int, line: LineDraft, actor: Actor) -> Bom:
    """Add a line at the end of a draft. Raises what ``bom_update`` raises."""
    return _lines_changed(bom_id, lambda lines: [*lines, line], actor)


@transaction.atomic
def bom_line_change(*, bom_id: int, position: int, actor: Actor, **fields: object) -> Bom:
    """Change fields of the line at a position of a draft. Raises ``BomLineNotFound``."""

    def changed(lines: Lines) -> Lines:
        place = _place(lines, position)
        return [*lines[:place], replace(lines[place], **fields), *lines[place + 1 :]]  # type: ignore[arg-type]

    return _lines_changed(bom_id, changed, actor)


@transaction.atomic
def bom_line_remove(*, bom_id: int, position: int, actor: Actor) -> Bom:
    """Take the line at a position out of a draft. Raises ``BomLineNotFound``."""

    def without(lines: Lines) -> Lines:
        place = _place(lines, position)
        return [*lines[:place], *lines[place + 1 :]]

    return _lines_changed(bom_id, without, actor)


def _place(lines: Lines, position: int) -> int:
    place, rest = divmod(position, 10)
    if rest or not 1 <= place <= len(lines):
        raise BomLineNotFound(key=position)
    return place - 1


def _lines_changed(bom_id: int, change: Callable[[Lines], Lines], actor: Actor) -> Bom:
    return _changed(bom_id, lambda draft: replace(draft, lines=change(draft.lines)), actor)


def _changed(bom_id: int, change: Callable[[BomDraft], BomDraft], actor: Actor) -> Bom:
    recipes_lock()
    draft = change(BomDraft.of(_whole(bom_id)))
    return bom_update(bom_id=bom_id, draft=draft, actor=actor)


@transaction.atomic
def bom_validate(*, bom_id: int, actor: Actor) -> Bom:
    """A process engineer vouches for a bill of materials, which then stays as it is."""
    return _step(bom_id, "validate", actor, validated_by=actor.label, validated_at=now())


@transaction.atomic
def bom_archive(*, bom_id: int, actor: Actor) -> Bom:
    """Take a bill of materials out of use."""
    return _step(bom_id, "archive", actor)


def _step(bom_id: int, verb: str, actor: Actor, **fields: object) -> Bom:
    bom = _locked(bom_id)
    step = BOM_LIFE.step(bom, state=bom.state, verb=verb, label=str(bom))
    actor.require(step.permission)
    edits = fields_set(record=bom, fields={"state": BomState(step.target), **fields})
    entry_record(actor=actor, verb=f"bom.{verb}", subject=_subject(bom), edits=edits)
    return bom


def recipe_use(*, bom_id: int | None, routing_id: int | None) -> None:
    """An order follows these from now on: they stay as they are.

    Called in the transaction of the order before it reads them; a row is written only the first
    time.
    """
    boms = Bom.objects.filter(id=bom_id or 0, used_at=None)
    routings = Routing.objects.filter(id=routing_id or 0, used_at=None)
    if boms.exists():
        boms.update(used_at=now())
    if routings.exists():
        routings.update(used_at=now())


def _editable(bom_id: int) -> Bom:
    bom = _locked(bom_id)
    if BOM_LIFE.find(bom.state, "edit"):
        nobody_has_used_it(bom)
    BOM_LIFE.step(bom, state=bom.state, verb="edit", label=str(bom))
    return bom


def _locked(bom_id: int) -> Bom:
    bom = Bom.objects.select_for_update().filter(id=bom_id).first()
    if bom is None:
        raise BomNotFound(key=bom_id)
    return bom


def _whole(bom_id: int) -> Bom:
    bom = boms_whole().filter(id=bom_id).first()
    if bom is None:
        raise BomNotFound(key=bom_id)
    return bom


def _routing_for(draft: BomDraft) -> Routing | None:
    if draft.routing_id is None:
        return None
    routing = Routing.objects.select_related("item").filter(id=draft.routing_id).first()
    if routing is None:
        raise RoutingNotFound(key=draft.routing_id)
    if routing.item_id not in family_of(draft.item_id):
        raise RoutingOfAnotherItem(routing=routing.code, item=routing.item.code)
    return routing


def _lines_create(bom: Bom, draft: BomDraft, ground: Ground) -> None:
    lines = BomLine.objects.bulk_create(
        BomLine(bom=bom, position=10 * n, operation=_operation(ground, line.step), **line.columns)
        for n, line in enumerate(draft.lines, start=1)
    )
    pairs = list(zip(lines, draft.lines, strict=True))
    Substitute.objects.bulk_create(
        Substitute(line=line, **one.__dict__)
        for line, wanted in pairs
        for one in wanted.substitutes
    )
    link = BomLine.only_for.through
    link.objects.bulk_create(
        link(bomline_id=line.id, attributevalue_id=value)
        for line, wanted in pairs
        for value in set(wanted.only_for)
    )
    ByProduct.objects.bulk_create(
        ByProduct(bom=bom, position=10 * n, **one.__dict__)
        for n, one in enumerate(draft.by_products, start=1)
    )


def _operation(ground: Ground, step: int | None) -> Operation | None:
    return ground.steps[step] if step else None


def _subject(bom: Bom) -> Subject:
    return Subject("bom", str(bom.id), str(bom))
