"""Bills of materials: drafts change, revisions stay, and every fault is told at its field."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from runwright.engineering.errors import (
    BomCycle,
    BomLineNotFound,
    MultipleOffStep,
    RecipeRefused,
    RecipeUsed,
    SharesTooLarge,
    SubstituteOfItself,
    WholeNumbersOnly,
)
from runwright.engineering.models import Bom, Routing
from runwright.engineering.selectors import (
    bom_get,
    bom_of,
    boms_compare,
    parts_of,
    where_used,
)
from runwright.engineering.services import (
    BomDraft,
    ByProductDraft,
    LineDraft,
    OperationDraft,
    SubstituteDraft,
    bom_archive,
    bom_copy,
    bom_create,
    bom_delete,
    bom_line_add,
    bom_line_change,
    bom_line_remove,
    bom_revise,
    bom_update,
    bom_validate,
)
from runwright.engineering.states import BOM_LIFE
from runwright.journal.models import Change, Entry
from runwright.kernel.errors import GuardFailed
from runwright.kernel.transitions import WrongState
from tests.engineering.recipes import again, bom, draft, line, value_of, variant
from tests.stories.plant import D, Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ground(once: None) -> Plant:
    return empty_plant()


@pytest.fixture
def plant(ground: Plant) -> Plant:
    return replace(ground, items={}, centres={})


def shown(plant: Plant, record: Bom) -> dict[str, Any]:
    found = bom_get(bom_id=record.id, actor=plant.actor)
    return {one.item.code: one.quantity for one in found.lines.all()}


def test_a_draft_is_edited_line_by_line_and_as_a_whole(plant: Plant) -> None:
    record = bom(plant, "TABLE", line(plant, "LEG", "4"), line(plant, "TOP"))
    bom_line_add(bom_id=record.id, line=line(plant, "SCREW", "8"), actor=plant.actor)
    bom_line_change(bom_id=record.id, position=10, quantity=D(3), actor=plant.actor)
    bom_line_remove(bom_id=record.id, position=20, actor=plant.actor)
    assert shown(plant, record) == {"LEG": 3, "SCREW": 8}
    wanted = again(plant, record, line(plant, "TOP", "2"), line(plant, "LEG", "4"))
    bom_update(bom_id=record.id, draft=wanted, actor=plant.actor)
    assert shown(plant, record) == {"TOP": 2, "LEG": 4}
    with pytest.raises(BomLineNotFound):
        bom_line_remove(bom_id=record.id, position=30, actor=plant.actor)
    last = Entry.objects.filter(verb="bom.update").latest("id")
    told = Change.objects.filter(entry=last).values_list("field", "old", "new")
    assert set(told) == {
        ("line TOP", "", "quantity 2 pcs"),
        ("line LEG", "quantity 3 pcs", "quantity 4 pcs"),
        ("line SCREW", "quantity 8 pcs", ""),
    }


def used(plant: Plant) -> Bom:
    """A recipe that a confirmed order follows."""
    plant.item("DESK", kind="part", supply="make")
    routing = plant.routing("DESK", OperationDraft("Saw", plant.centre(f"S{id(plant)}").id))
    record = bom(plant, "DESK", line(plant, "BOARD"), routing_id=routing.id)
    plant.confirmed("DESK", D(2))
    return record


def test_what_an_order_follows_is_changed_only_by_a_revision(plant: Plant) -> None:
    record = used(plant)
    record.refresh_from_db()
    assert (record.state, record.used_at is None) == ("draft", False)
    assert Routing.objects.get(id=record.routing_id).used_at is not None
    for change in (
        lambda: bom_line_remove(bom_id=record.id, position=10, actor=plant.actor),
        lambda: bom_delete(bom_id=record.id, actor=plant.actor),
    ):
        with pytest.raises(RecipeUsed, match="new revision"):
            change()
    following = bom_revise(bom_id=record.id, actor=plant.actor)
    assert (following.code, following.revision, following.state) == (record.code, 2, "draft")
    bom_line_change(bom_id=following.id, position=10, quantity=D(5), actor=plant.actor)
    assert (shown(plant, record), shown(plant, following)) == ({"BOARD": 1}, {"BOARD": 5})


def test_an_unused_draft_goes_and_one_that_a_draft_order_names_stays(plant: Plant) -> None:
    record = bom(plant, "LAMP", line(plant, "BULB"))
    named = bom_copy(bom_id=record.id, actor=plant.actor)
    plant.order("LAMP", D(1), bom_id=named.id)
    bom_delete(bom_id=record.id, actor=plant.actor, reason="not wanted")
    assert not Bom.objects.filter(id=record.id).exists()
    with pytest.raises(RecipeUsed):
        bom_delete(bom_id=named.id, actor=plant.actor)


VERBS: dict[str, Callable[[Plant, Bom], object]] = {
    "edit": lambda p, b: bom_line_add(bom_id=b.id, line=line(p, "EXTRA"), actor=p.actor),
    "validate": lambda p, b: bom_validate(bom_id=b.id, actor=p.actor),
    "archive": lambda p, b: bom_archive(bom_id=b.id, actor=p.actor),
    "revise": lambda p, b: bom_revise(bom_id=b.id, actor=p.actor),
    "copy": lambda p, b: bom_copy(bom_id=b.id, code="COPY", actor=p.actor),
    "remove": lambda p, b: bom_delete(bom_id=b.id, actor=p.actor),
}


@pytest.mark.parametrize("state", BOM_LIFE.states)
@pytest.mark.parametrize("verb", sorted({step.verb for step in BOM_LIFE.transitions}))
def test_every_verb_in_every_state(plant: Plant, state: str, verb: str) -> None:
    record = bom(plant, "ANY", line(plant, "PART"))
    Bom.objects.filter(id=record.id).update(state=state)
    record.refresh_from_db()
    step = BOM_LIFE.find(state, verb)
    if step is None:
        with pytest.raises(WrongState):
            VERBS[verb](plant, record)
    else:
        VERBS[verb](plant, record)
    left = Bom.objects.filter(id=record.id).first()
    if step and verb == "remove":
        assert left is None
    else:
        assert left and left.state == ((step and step.target) or state)


def test_every_fault_is_told_at_once_and_at_its_field(plant: Plant) -> None:
    plant.item("GLUE", "kg")
    plant.item("CHIP", tracking="serial")
    plant.item("NUT")
    faults = [
        line(plant, "GLUE", "1", "m"),
        line(plant, "CHIP", "1.5"),
        line(plant, "BOLT", rounding_multiple=D("2.5")),
        line(plant, "NUT", substitutes=[SubstituteDraft(plant.items["NUT"].id)]),
        line(plant, "PIN", step=10),
    ]
    with pytest.raises(RecipeRefused) as refused:
        bom(plant, "BOX", *faults)
    assert [reason.field for reason in refused.value.reasons] == [
        "lines.0.unit_id",
        "lines.1.quantity",
        "lines.2.rounding_multiple",
        "lines.3.substitutes",
        "lines.4.step",
    ]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (WholeNumbersOnly, {"quantity": D("0.5")}),
        (WholeNumbersOnly, {"fixed_quantity": D("0.1")}),
        (MultipleOffStep, {"rounding_multiple": D("0.5")}),
    ],
)
def test_serial_numbers_are_whole(plant: Plant, kind: type, wrong: dict[str, Any]) -> None:
    plant.item("MOTOR", tracking="serial")
    with pytest.raises(kind):
        bom(plant, "FAN", replace(line(plant, "MOTOR"), **wrong))


def test_nothing_stands_in_for_itself(plant: Plant) -> None:
    plant.item("NAIL")
    alone = line(plant, "NAIL", substitutes=[SubstituteDraft(plant.items["NAIL"].id)])
    with pytest.raises(SubstituteOfItself):
        bom(plant, "CRATE", alone)


def by_product(plant: Plant, code: str, share: str) -> ByProductDraft:
    made = line(plant, code)
    return ByProductDraft(made.item_id, made.unit_id, D(1), D(share))


def test_by_products_leave_something_to_pay_for(plant: Plant) -> None:
    offal = [by_product(plant, "DUST", "0.4"), by_product(plant, "CHIPS", "0.6")]
    with pytest.raises(SharesTooLarge):
        bom(plant, "BEAM", line(plant, "LOG"), by_products=offal)
    kept = bom(plant, "BEAM", line(plant, "LOG"), by_products=offal[:1])
    assert [one.item.code for one in kept.by_products.all()] == ["DUST"]


class TestCycles:
    """Every way by which something could be made of itself."""

    def test_through_a_substitute(self, plant: Plant) -> None:
        bom(plant, "B", line(plant, "A"))
        stand_in = SubstituteDraft(plant.items["B"].id)
        with pytest.raises(BomCycle, match="A → B → A"):
            bom(plant, "A", line(plant, "C", substitutes=[stand_in]))

    def test_through_a_phantom(self, plant: Plant) -> None:
        bom(plant, "KIT", line(plant, "TOP"))
        with pytest.raises(BomCycle, match="TOP → KIT → TOP"):
            bom(plant, "TOP", line(plant, "KIT", is_phantom=True))

    def test_through_a_variant(self, plant: Plant) -> None:
        plant.item("SHIRT", kind="part", supply="make")
        variant(plant, "SHIRT", "SHIRT-RED", colour="red")
        bom(plant, "DYED", line(plant, "SHIRT-RED"))
        with pytest.raises(BomCycle, match="DYED → SHIRT-RED → DYED"):
            bom(plant, "SHIRT", line(plant, "DYED"))

    def test_a_line_for_other_variants_closes_no_circle(self, plant: Plant) -> None:
        """The big one is made from the small one, which is made from cloth."""
        plant.item("COAT", kind="part", supply="make")
        variant(plant, "COAT", "COAT-S", size="small")
        variant(plant, "COAT", "COAT-L", size="big")
        big, small = value_of("size", "big").id, value_of("size", "small").id
        lines = [line(plant, "COAT-S", only_for=[big]), line(plant, "CLOTH", only_for=[small])]
        record = bom(plant, "COAT", *lines)
        with pytest.raises(BomCycle, match="COAT-S → COAT-S"):
            bom_line_change(bom_id=record.id, position=10, only_for=[], actor=plant.actor)

    def test_an_edit_is_not_refused_for_what_it_takes_out(self, plant: Plant) -> None:
        record = bom(plant, "U", line(plant, "V"))
        bom_update(
            bom_id=record.id, draft=again(plant, record, line(plant, "W")), actor=plant.actor
        )
        bom(plant, "V", line(plant, "U"))
        with pytest.raises(BomCycle):
            bom_line_add(bom_id=record.id, line=line(plant, "V"), actor=plant.actor)


def taken(plant: Plant, record: Bom, item: str) -> dict[str, D]:
    parts = parts_of(bom_id=record.id, item_id=plant.items[item].id, actor=plant.actor)
    return {part.item.code: part.per_unit for part in parts}


def test_a_line_counts_for_the_variants_it_is_for(plant: Plant) -> None:
    """Red and big only: a value of each attribute that is named."""
    plant.item("HAT", kind="part", supply="make")
    for colour in ("red", "blue"):
        for size in ("big", "small"):
            variant(plant, "HAT", f"{colour}-{size}", colour=colour, size=size)
    red, big, small = (
        value_of(*of).id for of in (("colour", "red"), ("size", "big"), ("size", "small"))
    )
    record = bom(
        plant,
        "HAT",
        line(plant, "FELT"),
        line(plant, "BOW", only_for=[red, big]),
        line(plant, "TAG", only_for=[big, small]),
    )
    assert taken(plant, record, "red-big") == {"FELT": 1, "BOW": 1, "TAG": 1}
    assert taken(plant, record, "red-small") == {"FELT": 1, "TAG": 1}
    assert taken(plant, record, "HAT") == {"FELT": 1}
    assert bom_of(item_id=plant.items["blue-big"].id, actor=plant.actor) == record
    own = bom(plant, "blue-big", line(plant, "SILK"))
    assert bom_of(item_id=plant.items["blue-big"].id, actor=plant.actor) == own


def test_phantoms_give_way_to_their_lines(plant: Plant) -> None:
    """A kit in a kit: 3 chairs x 2 kits x (4 screws + 1 bag x 10 nuts), glue once per order."""
    bom(plant, "BAG", line(plant, "NUT", "10"))
    glue = line(plant, "PASTE", "0", fixed_quantity=D(2))
    bom(plant, "KIT", line(plant, "SCREW", "4"), line(plant, "BAG", is_phantom=True), glue)
    record = bom(
        plant,
        "CHAIR",
        line(plant, "KIT", "2", is_phantom=True, mode="manual"),
        line(plant, "SCREW"),
    )
    parts = parts_of(bom_id=record.id, item_id=plant.items["CHAIR"].id, actor=plant.actor)
    told = [(p.item.code, p.per_unit, p.fixed, p.mode) for p in parts]
    assert told == [
        ("SCREW", 1, 0, "automatic"),
        ("SCREW", 8, 0, "manual"),
        ("PASTE", 0, 2, "manual"),
        ("NUT", 20, 0, "manual"),
    ]


def test_phantoms_in_a_diamond_are_summed_over_the_graph(plant: Plant) -> None:
    """Thirty levels of two kits, each of both below: 2^30 ways, one line of nails."""
    codes = [(f"K{n}A", f"K{n}B") for n in range(31)]
    bottom = line(plant, "NAILS")
    for code in codes[30]:
        bom(plant, code, bottom)
    for upper, lower in zip(codes[29::-1], codes[:0:-1], strict=True):
        for code in upper:
            bom(plant, code, *(line(plant, below, is_phantom=True) for below in lower))
    found = parts_of(
        bom_id=Bom.objects.get(item__code="K0A").id,
        item_id=plant.items["K0A"].id,
        actor=plant.actor,
    )
    assert [(p.item.code, p.per_unit) for p in found] == [("NAILS", 2**30)]


def test_a_phantom_needs_a_bill_to_be_validated(plant: Plant) -> None:
    record = bom(plant, "TRUCK", line(plant, "AXLE", is_phantom=True))
    with pytest.raises(GuardFailed, match="AXLE is a phantom"):
        bom_validate(bom_id=record.id, actor=plant.actor)
    bom(plant, "AXLE", line(plant, "ROD"))
    bom_validate(bom_id=record.id, actor=plant.actor)


def test_two_revisions_are_compared(plant: Plant) -> None:
    old = bom(plant, "PUMP", line(plant, "SEAL", "2"), line(plant, "HOSE", "1.5", "m"), code="PU")
    new = bom_revise(bom_id=old.id, actor=plant.actor)
    lines: list[LineDraft] = [line(plant, "SEAL", "3"), line(plant, "VALVE")]
    bom_update(bom_id=new.id, draft=again(plant, new, *lines, quantity=D(2)), actor=plant.actor)
    found = boms_compare(old_id=old.id, new_id=new.id, actor=plant.actor)
    assert [(d.kind, d.item.code, d.old, d.new) for d in found.lines] == [
        ("changed", "SEAL", "quantity 2 pcs", "quantity 3 pcs"),
        ("added", "VALVE", "", "quantity 1 pcs"),
        ("removed", "HOSE", "quantity 1.5 m", ""),
    ]
    assert [(d.field, d.old, d.new) for d in found.head] == [("quantity", "1 pcs", "2 pcs")]


def test_where_an_item_is_used_over_all_levels(plant: Plant) -> None:
    bom(plant, "SPOKES", line(plant, "WIRE", "2"), quantity=4)
    bom(plant, "WHEEL", line(plant, "SPOKES", "36"))
    bom(plant, "BIKE", line(plant, "WHEEL", "2"), line(plant, "WIRE"))
    instead = SubstituteDraft(plant.items["WHEEL"].id)
    bom(plant, "CART", line(plant, "DISC", substitutes=[instead]))
    found = where_used(item_id=plant.items["WIRE"].id, actor=plant.actor)
    assert [(use.level, use.bom.item.code, use.per_unit) for use in found] == [
        (1, "BIKE", 1),
        (1, "SPOKES", D("0.5")),
        (2, "WHEEL", 18),
        (3, "CART", None),
    ]


def test_a_draft_read_back_is_the_draft_that_was_made(plant: Plant) -> None:
    full = draft(
        plant,
        "FULL",
        line(
            plant,
            "P1",
            "2.5",
            waste_quantity=D("0.5"),
            waste_share=D("0.02"),
            fixed_quantity=D(3),
            mode="manual",
            rounding_multiple=D(5),
            only_for=(value_of("colour", "green").id,),
            substitutes=(SubstituteDraft(line(plant, "P2").item_id, D("1.1"), 2),),
        ),
        code="FULL-1",
        by_products=[by_product(plant, "REST", "0.1")],
    )
    record = bom_create(draft=full, actor=plant.actor)
    assert BomDraft.of(bom_get(bom_id=record.id, actor=plant.actor)) == full
