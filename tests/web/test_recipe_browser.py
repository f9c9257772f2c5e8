"""A bill of materials filled in with keyboard and clipboard, and its explosion unfolded."""

import pytest

from runwright.catalog.services import item_create
from runwright.engineering.models import Bom
from runwright.units.selectors import unit_by_code
from tests.web.shop import OURSELVES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASTE = """([element, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
}"""


def test_a_range_is_pasted_checked_while_typing_and_saved(shop, sign_in, complaints):
    unit = unit_by_code(code="pcs").id
    for code in ("SET", "CARD", "RIBBON"):
        item_create(
            code=code, name=code.title(), kind="part", unit_id=unit, supply="make",
            standard_cost=2, actor=OURSELVES,
        )  # fmt: skip
    page = sign_in(shop.manager, "/boms/new")
    page.get_by_label("Item", exact=True).first.fill("SET")
    lines = page.locator("[data-sheet=lines]")
    first = lines.get_by_label("Item").first
    first.focus()
    text = f"{shop.sock.code}\t2\tpcs\nCARD\t1\tpcs\nRIBBON\tlots\tpcs\n"
    page.evaluate(PASTE, [first.element_handle(), text])
    assert lines.locator("tbody tr").count() == 3
    page.get_by_text("lots is not a number").first.wait_for()
    lines.get_by_label("Quantity").nth(2).fill("0.5")
    page.locator("#preview", has_text="Cost of one").wait_for()
    lines.get_by_label("Item").nth(2).press("Alt+ArrowUp")
    lines.get_by_label("Remove the row").nth(2).click()
    page.keyboard.press("Control+Enter")
    page.get_by_text("is made").wait_for()
    record = Bom.objects.get(item__code="SET")
    told = list(record.lines.values_list("item__code", "quantity"))
    assert [(code, str(q.normalize())) for code, q in told] == [
        (shop.sock.code, "2"),
        ("RIBBON", "0.5"),
    ]
    page.get_by_role("link", name="Explosion").click()
    page.get_by_label("Show what it is made of").first.click()
    page.locator("tr[data-level='2']").first.wait_for()
    page.get_by_label("Show what it is made of").first.click()
    page.locator("tr[data-level='2']").first.wait_for(state="detached")
    assert complaints == []
