"""Document numbers and the plant's own day."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from runwright.company.errors import CounterGoesBack, PrefixNotPossible, PrefixTaken
from runwright.company.models import DOCUMENTS
from runwright.company.rules import pattern_check, shape_of
from runwright.company.selectors import numbering_get, numberings_all, plant_today
from runwright.company.services import (
    company_set,
    document_number,
    document_numbers_pass,
    prefix_set,
)
from runwright.journal import clock
from runwright.kernel.errors import Invalid
from tests.stories.plant import empty_plant

pytestmark = pytest.mark.django_db


def test_numbers_count_up_per_kind() -> None:
    empty_plant()
    with clock.at(datetime(2026, 3, 2, tzinfo=UTC)):
        drawn = [document_number(kind=kind) for kind in ("order", "bom", "order")]
    assert drawn == ["MO-2026-00001", "BOM-00001", "MO-2026-00002"]


def test_a_number_given_up_with_its_transaction_comes_again() -> None:
    empty_plant()
    with transaction.atomic():
        lost = document_number(kind="order")
        transaction.set_rollback(True)
    assert document_number(kind="order") == lost


def test_the_year_of_a_number_is_the_plants_year() -> None:
    """An hour after midnight in Bucharest it is still last year in Greenwich."""
    empty_plant()
    with clock.at(datetime(2026, 12, 31, 23, 0, tzinfo=UTC)):
        assert plant_today() == date(2027, 1, 1)
        assert document_number(kind="order") == "MO-2027-00001"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "Europe"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    plant = empty_plant()
    with pytest.raises(Invalid, match="is not a time zone"):
        company_set(actor=plant.actor, time_zone=zone)


def test_the_usual_prefixes_are_possible_and_never_meet() -> None:
    for _, pattern in DOCUMENTS.values():
        pattern_check(pattern, field="pattern")
    assert len({shape_of(pattern) for _, pattern in DOCUMENTS.values()}) == len(DOCUMENTS)


def test_a_kind_of_document_gets_a_prefix_of_ones_own() -> None:
    actor = empty_plant().actor
    prefix_set(kind="order", pattern="JOB-{year}-{month}-", actor=actor)
    with clock.at(datetime(2026, 3, 2, tzinfo=UTC)):
        assert numbering_get(kind="order", actor=actor).preview == "JOB-2026-03-00001"
        assert document_number(kind="order") == "JOB-2026-03-00001"
        assert numbering_get(kind="order", actor=actor).next_number == 2


def test_a_prefix_taken_up_again_goes_on_where_it_ended() -> None:
    actor = empty_plant().actor
    first = document_number(kind="bom")
    prefix_set(kind="bom", pattern="RECIPE-", actor=actor)
    document_number(kind="bom")
    prefix_set(kind="bom", pattern="BOM-", actor=actor)
    assert (first, document_number(kind="bom")) == ("BOM-00001", "BOM-00002")


def test_a_counter_goes_up_and_never_back() -> None:
    actor = empty_plant().actor
    prefix_set(kind="bom", next_number=500, actor=actor)
    assert document_number(kind="bom") == "BOM-00500"
    with pytest.raises(CounterGoesBack, match="is 501; it can only go up"):
        prefix_set(kind="bom", next_number=500, actor=actor)


@pytest.mark.parametrize("pattern", ["RT-", "rt-"])
def test_two_kinds_cannot_share_a_prefix(pattern: str) -> None:
    actor = empty_plant().actor
    with pytest.raises(PrefixTaken, match="same numbers as Routing"):
        prefix_set(kind="bom", pattern=pattern, actor=actor)


def test_a_prefix_that_meets_another_only_in_some_year_is_taken_too() -> None:
    actor = empty_plant().actor
    with pytest.raises(PrefixTaken):
        prefix_set(kind="bom", pattern="MO-2031-", actor=actor)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "MO1",
        "MO-{year}",
        "MO {year}-",
        "MO-{day}-",
        "M\u00d6-",
        "A" * 15,
        "{year}{month}ABCDEFGHI-",
    ],
)
def test_what_cannot_be_a_prefix_is_refused(pattern: str) -> None:
    actor = empty_plant().actor
    with pytest.raises(PrefixNotPossible):
        prefix_set(kind="bom", pattern=pattern, actor=actor)


def test_a_number_given_by_hand_is_never_drawn() -> None:
    """Else the counter would run into it, roll back, and run into it for ever."""
    empty_plant()
    assert document_number(kind="bom", given="BOM-00001") == "BOM-00001"
    document_numbers_pass(kind="bom", numbers=["BOM-00007", "BOM-00003", "other", "BOM-x1"])
    assert document_number(kind="bom") == "BOM-00008"


def test_every_kind_has_its_line() -> None:
    actor = empty_plant().actor
    assert [one.kind for one in numberings_all(actor=actor)] == list(DOCUMENTS)
