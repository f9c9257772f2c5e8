"""Exports show exactly what the list shows, lose no digit and start no formula."""

import csv
import io
from datetime import datetime
from decimal import Decimal
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor
from runwright.reports.errors import BadQuery
from runwright.reports.exports.comma import MARK
from runwright.reports.exports.tables import as_json, written
from runwright.reports.selectors import list_export, list_page
from tests.reports.conftest import Shop

EIGHT = datetime.fromisoformat("2026-11-03T08:00")
QUERY = "columns=number,state,name,quantity,waste,started,through,history&sort=-number"


def as_csv(name: str, query: str, actor: Actor) -> list[list[str]]:
    file = list_export(name=name, given=parse_qs(query), format="csv", actor=actor)
    data = b"".join(file.chunks)
    assert data.startswith(MARK)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def as_xlsx(name: str, query: str, actor: Actor) -> list[list[object]]:
    file = list_export(name=name, given=parse_qs(query), format="xlsx", actor=actor)
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(file.chunks)))
    return book.get_sheet_by_index(0).to_python()


def test_csv_is_what_is_seen(shop: Shop) -> None:
    rows = as_csv("orders", f"{QUERY}&state=done", shop.actor)
    assert rows == [
        ["Order", "State", "Name", "Ordered", "Unit", "Waste", "Started",
         "Time through the shop", "Imported"],
        ["MO-05", "Done", "'+Spring", "15", "pcs", "0", "2026-11-07 08:00:00", "360", "yes"],
        ["MO-03", "Done", "'+Spring", "13", "pcs", "0", "2026-11-05 08:00:00", "240", "yes"],
        ["MO-01", "Done", "'+Spring", "11", "pcs", "0.5", "2026-11-03 08:00:00", "120", "yes"],
    ]  # fmt: skip


def test_an_export_has_every_page(shop: Shop) -> None:
    assert len(as_csv("orders", "size=2&page=2", shop.actor)) == 1 + 6


def test_the_sheet_has_real_numbers_and_dates(shop: Shop) -> None:
    rows = as_xlsx("orders", f"{QUERY}&q=mo-01", shop.actor)
    assert rows[1] == [
        "MO-01", "Done", "+Spring", 11.0, "pcs", 0.5, EIGHT, 120.0, "yes",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["orders", "journal", "balances", "items", "downtimes"])
def test_sheet_csv_and_page_agree(name: str, shop: Shop) -> None:
    zone = ZoneInfo("Europe/Bucharest")
    page = list_page(name=name, given={}, actor=shop.actor)
    sheet, lines = as_xlsx(name, "", shop.actor), as_csv(name, "", shop.actor)
    assert len(sheet) == len(lines) == page.total + 1
    for (_, row), line in zip(page.records, lines[1:], strict=True):
        told = [value for cell in row if (value := written(cell, zone)) is not None]
        texts = {text.lstrip("'") for text in line}
        assert {str(v) for v in told if isinstance(v, str)} <= texts


def test_no_text_starts_a_formula(shop: Shop) -> None:
    item = shop.orders[0].item
    type(item).objects.filter(id=item.id).update(name="@SUM(A1)", barcode="\t=1")
    line = next(
        row for row in as_csv("items", "columns=name,code,barcode", shop.actor) if "@" in row[0]
    )
    assert line == ["'@SUM(A1)", "CABLE", "'\t=1"]
    (row,) = [r for r in as_csv("items", "columns=code", shop.actor) if "1+1" in r[0]]
    assert row == ["'=1+1"]


def test_digits_that_a_sheet_would_lose_stay_as_text(shop: Shop) -> None:
    long = Decimal("123456789012345.123456789")
    order = shop.orders[0]
    type(order).objects.filter(id=order.id).update(quantity=long)
    assert as_xlsx("orders", "columns=quantity&q=mo-00", shop.actor)[1][0] == str(long)
    assert as_csv("orders", "columns=quantity&q=mo-00", shop.actor)[1][0] == str(long)


def test_json_has_decimal_strings_and_utc(shop: Shop) -> None:
    page = list_page(name="orders", given=parse_qs(f"{QUERY}&q=mo-01"), actor=shop.actor)
    assert as_json(page.records[0][1]) == {
        "number": "MO-01",
        "state": "done",
        "name": "+Spring",
        "quantity": "11",
        "quantity_unit": "pcs",
        "waste": "0.5",
        "waste_unit": "pcs",
        "started": "2026-11-03T06:00:00Z",
        "through": "120",
        "history": True,
    }


def test_the_file_is_named_after_list_and_day(shop: Shop) -> None:
    file = list_export(name="orders", given={}, format="csv", actor=shop.actor)
    assert file.name.startswith("orders-20")
    assert file.name.endswith(".csv")


def test_an_unknown_format_is_refused(shop: Shop) -> None:
    with pytest.raises(BadQuery):
        list_export(name="orders", given={}, format="exe", actor=shop.actor)


def test_without_permission_nothing_is_written(shop: Shop) -> None:
    with pytest.raises(Forbidden):
        list_export(name="orders", given={}, format="csv", actor=Actor(1, "nobody"))
