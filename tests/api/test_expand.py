"""``expand``: whole records beside an answer that only names them."""

import pytest

from tests.api.calls import problem_of
from tests.api.conftest import caller
from tests.api.mill import planned_order, sock_mill


@pytest.fixture
def mill(admin):
    found = sock_mill(admin)
    planned_order(found)
    return found


def test_the_records_that_an_answer_names_are_given_once_each(mill, admin):
    order = admin.got(f"/orders/{mill['order']}", expand="item,bom")
    items = order["expanded"]["item"]
    assert set(items) == {str(mill[code]) for code in ("SOCK", "YARN", "BOX")}
    assert items[str(mill["SOCK"])] == admin.got(f"/items/{mill['SOCK']}")
    assert set(order["expanded"]["bom"]) == {str(mill["bom"])}


def test_rows_of_a_list_are_expanded_by_their_keys(mill, admin):
    page = admin.got("/orders", expand="item")
    assert page["items"][0]["item_id"] == mill["SOCK"]
    assert page["expanded"] == {"item": {str(mill["SOCK"]): admin.got(f"/items/{mill['SOCK']}")}}


def test_without_it_nothing_is_added(mill, admin):
    assert "expanded" not in admin.got(f"/orders/{mill['order']}")


def test_a_name_that_leads_nowhere_is_refused(mill, admin):
    for path in (f"/orders/{mill['order']}", "/orders"):
        for names in ("item,nothing", "", "item,"):
            problem_of(admin.get(path, expand=names), 422)


def test_nobody_sees_more_by_it(mill, admin):
    stranger = caller("viewer", frozenset({"production.view"}))
    assert stranger.got(f"/orders/{mill['order']}")
    problem_of(stranger.get(f"/orders/{mill['order']}", expand="item"), 403)
