"""Document numbers and the plant's own day."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from runwright.company.selectors import plant_today
from runwright.company.services import company_set, document_number
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
