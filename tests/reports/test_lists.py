"""Every list with every column, order and filter; what filters mean; pages; bad questions."""

import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runwright.company.holding import company_held
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor
from runwright.reports.errors import BadQuery, ListNotFound
from runwright.reports.lists.catalogue import list_add, list_of, lists_all
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Choice, Days, Exactly, Search, YesNo
from runwright.reports.lists.page import Page
from runwright.reports.lists.production import ORDERS
from runwright.reports.selectors import list_page
from tests.reports.conftest import Shop, actor_enrol, shop_lay_down

pytestmark = pytest.mark.django_db

COUNTS = json.loads((Path(__file__).parent / "query_counts.json").read_text())["lists"]


@pytest.fixture(scope="module")
def shop(once: None) -> Shop:
    return shop_lay_down(actor_enrol())


@pytest.fixture
def actor(shop: Shop) -> Actor:
    return shop.actor


def ask(name: str, query: str, actor: Actor) -> Page:
    return list_page(name=name, given=parse_qs(query), actor=actor)


def column(page: Page, key: str) -> list[object]:
    place = [c.key for c in page.columns].index(key)
    return [row[place].value for _, row in page.records]


def plausible(definition: ListDefinition) -> list[str]:
    """A query for every filter with every kind of value it takes."""
    queries = []
    for one in definition.filters:
        if isinstance(one, Choice):
            queries += [f"{one.key}={word}" for word in one.words]
        elif isinstance(one, YesNo):
            queries += [f"{one.key}=yes", f"{one.key}=no"]
        elif isinstance(one, Days):
            queries += [f"{one.key}_from=2026-11-01&{one.key}_to=2026-11-30"]
        elif isinstance(one, Search | Exactly):
            queries += [f"{one.key}=M1"]
    return queries


@pytest.mark.parametrize("name", sorted(COUNTS))
class TestEveryList:
    def test_every_column_can_be_shown_and_sorted_both_ways(self, name: str, shop: Shop) -> None:
        definition = list_of(name)
        everything = ",".join(definition.by_key)
        shown = ask(name, f"columns={everything}", shop.actor)
        assert [c.key for c in shown.columns] == list(definition.by_key)
        for key, one in definition.by_key.items():
            if one.sortable:
                up = [i for i, _ in ask(name, f"sort={key}", shop.actor).records]
                down = [i for i, _ in ask(name, f"sort=-{key}", shop.actor).records]
                assert sorted(map(str, up)) == sorted(map(str, down))
                assert len(up) == shown.total > 0

    def test_every_filter_divides_the_rows(self, name: str, shop: Shop) -> None:
        everything = ask(name, "size=500", shop.actor).total
        for query in plausible(list_of(name)):
            assert 0 <= ask(name, query, shop.actor).total <= everything
        for one in list_of(name).filters:
            if isinstance(one, YesNo):
                parts = [ask(name, f"{one.key}={a}", shop.actor).total for a in ("yes", "no")]
                assert sum(parts) == everything, one.key

    def test_the_number_of_queries_is_the_pinned_one(self, name: str, shop: Shop) -> None:
        definition = list_of(name)
        everything = f"columns={','.join(definition.by_key)}"
        for query in (everything, f"{everything}&size=1", *plausible(definition)):
            with company_held(), CaptureQueriesContext(connection) as captured:
                found = ask(name, query, shop.actor)
            assert len(captured) == (COUNTS[name] if found.total else 2), query

    def test_it_is_refused_without_its_permission(self, name: str, shop: Shop) -> None:
        with pytest.raises(Forbidden):
            ask(name, "", Actor(user_id=1, label="nobody"))

    def test_ready_filters_are_understood(self, name: str, shop: Shop) -> None:
        for ready in list_of(name).ready:
            ask(name, ready.query, shop.actor)


def test_every_list_has_a_pinned_number_of_queries(shop: Shop) -> None:
    assert {one.name for one in lists_all(actor=shop.actor)} == set(COUNTS)


class TestOrders:
    @pytest.mark.parametrize(
        ("query", "numbers"),
        [
            ("state=done", {"MO-01", "MO-03", "MO-05"}),
            ("state=done&state=draft", {"MO-00", "MO-01", "MO-03", "MO-05"}),
            ("q=cable", {"MO-00", "MO-02", "MO-04"}),
            ("q=cable+mo-02", {"MO-02"}),
            ("q=%25", set()),
            ("item=%3D1%2B1&state=done", {"MO-01", "MO-03", "MO-05"}),
            ("late=yes", {"MO-00", "MO-02"}),
            ("open=yes", {"MO-00", "MO-02"}),
            ("rework=yes", {"MO-05"}),
            ("started_from=2026-11-04&started_to=2026-11-05", {"MO-02", "MO-03"}),
            ("started_to=2026-11-02", set()),
        ],
    )
    def test_filters_mean_what_they_say(self, query: str, numbers: set[str], shop: Shop) -> None:
        assert set(column(ask("orders", query, shop.actor), "number")) == numbers

    def test_a_day_is_a_day_of_the_plant(self, shop: Shop) -> None:
        """23:30 UTC of the 4th is 01:30 of the 5th in Bucharest."""
        order = shop.orders[1]
        type(order).objects.filter(id=order.id).update(first_activity_at="2026-11-04T23:30:00Z")
        found = ask("orders", "started_from=2026-11-05&started_to=2026-11-05", shop.actor)
        assert "MO-01" in column(found, "number")

    def test_nothing_sorts_behind_everything_both_ways(self, shop: Shop) -> None:
        for sort in ("deadline", "-deadline"):
            values = column(ask("orders", f"sort={sort}", shop.actor), "deadline")
            assert [value is None for value in values] == [False] * 3 + [True] * 3

    def test_several_columns_order_together(self, shop: Shop) -> None:
        found = ask("orders", "sort=state,-number", shop.actor)
        numbers = ["MO-04", "MO-05", "MO-03", "MO-01", "MO-00", "MO-02"]
        assert column(found, "number") == numbers

    def test_cells_carry_unit_and_link(self, shop: Shop) -> None:
        page = ask("orders", "columns=number,quantity,state&q=mo-03", shop.actor)
        number, quantity, state = page.records[0][1]
        assert (number.link_kind, number.link_id) == ("order", shop.orders[3].id)
        assert (quantity.value, quantity.unit) == (13, "pcs")
        assert str(state.word) == "Done"

    def test_a_journal_row_leads_to_the_record_it_is_about(self, shop: Shop) -> None:
        page = ask("journal", "verb=work.report&columns=record,changes&q=mo-01", shop.actor)
        record, changes = page.records[0][1]
        assert (record.link_kind, record.link_id) == ("order", str(shop.orders[1].id))
        assert changes.value == "firsts: 0 → 1; waste: 0 → 0.5"

    def test_stock_tells_what_is_reserved_and_available(self, shop: Shop) -> None:
        page = ask("balances", "columns=quantity,reserved,available", shop.actor)
        assert [str(cell.value.normalize()) for cell in page.records[0][1]] == ["7.5", "3", "4.5"]


class TestPages:
    def test_pages_are_the_whole_without_gaps_or_twins(self, shop: Shop) -> None:
        whole = column(ask("orders", "sort=item", shop.actor), "number")
        pages = [ask("orders", f"sort=item&size=1&page={n}", shop.actor) for n in range(1, 7)]
        assert [number for page in pages for number in column(page, "number")] == whole

    def test_the_page_knows_its_place(self, shop: Shop) -> None:
        page = ask("orders", "size=4&page=2", shop.actor)
        assert (page.first, page.last, page.total, page.pages) == (5, 6, 6, 2)
        assert page.previous == "size=4"
        assert page.next is None

    def test_behind_the_last_page_is_the_last_page(self, shop: Shop) -> None:
        assert ask("orders", "size=4&page=99", shop.actor).query.page == 2

    def test_no_rows_are_one_empty_page(self, shop: Shop) -> None:
        page = ask("orders", "q=nothing", shop.actor)
        assert (page.first, page.last, page.total, page.pages) == (0, 0, 0, 1)

    def test_headings_turn_the_order(self, shop: Shop) -> None:
        page = ask("orders", "q=mo&sort=number&page=1", shop.actor)
        number = next(h for h in page.headings if h.column.key == "number")
        assert (number.direction, number.query) == ("ascending", "q=mo&sort=-number")

    def test_the_query_string_reads_back_the_same(self, shop: Shop) -> None:
        text = "q=a+%C8%99&state=done&state=draft&started_from=2026-11-02&sort=-number&size=2"
        assert ask("orders", text, shop.actor).query.text() == text


class TestBadQuestions:
    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"state": ["lost"]}, "state"),
            ({"late": ["maybe"]}, "late"),
            ({"late": ["yes", "no"]}, "late"),
            ({"q": ["\0"]}, "q"),
            ({"q": ["\ud800"]}, "q"),
            ({"q": ["x" * 10_000]}, "q"),
            ({"started_from": ["2026-02-30"]}, "started_from"),
            ({"started_to": ["9999-12-31"]}, "started_to"),
            ({"started_to": ["0001-01-01"]}, "started_to"),
            ({"started_to": ["２０２６-01-01"]}, "started_to"),
            ({"sort": ["password"]}, "sort"),
            ({"sort": ["--number"]}, "sort"),
            ({"columns": ["number,item__unit__code"]}, "columns"),
            ({"page": ["0"]}, "page"),
            ({"page": ["-1"]}, "page"),
            ({"page": ["1e3"]}, "page"),
            ({"page": ["9" * 5000]}, "page"),
            ({"page": ["²"]}, "page"),
            ({"size": ["100000"]}, "size"),
            ({"colour": ["red"]}, "colour"),
            ({"item__unit": ["1"]}, "item__unit"),
        ],
    )
    def test_they_are_refused_with_the_fields_name(
        self, given: dict[str, list[str]], field: str, shop: Shop
    ) -> None:
        with pytest.raises(BadQuery) as refused:
            list_page(name="orders", given=given, actor=shop.actor)
        assert refused.value.reasons[0].field == field
        assert refused.value.message().encode()

    def test_an_unknown_list_is_missing(self, actor: Actor) -> None:
        with pytest.raises(ListNotFound):
            ask("passwords", "", actor)


class TestDefinitions:
    def test_two_lists_of_one_name_are_a_mistake(self) -> None:
        list_add(ORDERS)
        twin = ListDefinition(
            "orders", "Twin", "production.view", ORDERS.base, ORDERS.columns, (), ("number",)
        )
        with pytest.raises(ValueError, match="two lists"):
            list_add(twin)

    def test_a_parameter_that_is_there_twice_is_a_mistake(self) -> None:
        page = Exactly("page", "Page")
        with pytest.raises(ValueError, match="twice"):
            ListDefinition("x", "X", "p", ORDERS.base, ORDERS.columns, (page,), ("number",))

    def test_an_order_by_no_column_is_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="names no column"):
            ListDefinition("x", "X", "p", ORDERS.base, ORDERS.columns, (), ("-y",))
