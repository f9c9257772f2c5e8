"""Labels of batches: read back from the printed page, and from what a printer is sent."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwright.labels.batches.label import Step, printable
from runwright.labels.batches.layout import label_drawing
from runwright.labels.batches.media import RESOLUTIONS, Media
from runwright.labels.batches.paper import labels_pdf
from runwright.labels.batches.shapes import SMALLEST
from runwright.labels.batches.stocks import A4, KINDS, SIZES, STOCKS, grid_of
from runwright.labels.batches.zpl import labels_zpl
from runwright.resources.models import LabelKind, LabelSize
from tests.labels.batches import STEPS, fields_of, label, pages_of
from tests.labels.pages import codes, pictures, words

every_size = pytest.mark.parametrize("size", STOCKS)
every_kind = pytest.mark.parametrize("kind", KINDS)
TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)


def pdf(*labels, kind="tag", size="2x4", is_sheet=False):
    return labels_pdf(labels, kind=kind, size=size, is_sheet=is_sheet)


def zpl(*labels, kind="tag", size="2x4", copies=1, **media):
    given = Media(**{"dpi": 203, **media})
    return labels_zpl(labels, kind=kind, size=size, media=given, copies=copies)


def test_every_stock_has_its_words_and_a_station_may_have_it():
    assert set(STOCKS) == set(SIZES) == set(LabelSize.values)
    assert set(KINDS) == set(LabelKind.values)


@every_kind
@every_size
@pytest.mark.parametrize("reprint", [0, 12])
def test_a_scanner_reads_the_code_of_every_label(kind, size, reprint):
    printed = pdf(label(reprint=reprint), kind=kind, size=size)
    assert codes(printed) == ["RW-B0012K"]
    (page,) = pictures(printed)
    stock = STOCKS[size]
    assert page.size == (round(stock.width * 200 / 72), round(stock.height * 200 / 72))


@pytest.mark.parametrize("size", [size for size in STOCKS if size != "1x1"])
def test_a_tag_says_what_it_is_where_it_is_and_where_it_goes(size):
    read = words(pdf(label(), size=size))
    for told in ("B0012K", "SOCK Șosetă de lână", "55 pair", "Knit → Inspect", "MO-2026-00017",
                 "R-2026-0004", "Y-771 (2027-02-01)", "K1, K2", "2026-11-22"):  # fmt: skip
        assert told in read
    assert "Count the pairs" not in read


def test_a_square_label_is_its_code_and_nothing_else():
    assert words(pdf(label(), size="1x1")).strip() == "B0012K"
    assert words(pdf(label(reprint=3), size="1x1")).strip() == "B0012K R3"


@pytest.mark.parametrize("size", [size for size in STOCKS if size != "1x1"])
def test_a_traveller_has_the_operations_and_the_instructions(size):
    four = label(steps=STEPS[:4])
    drawn = label_drawing(four, "traveller", STOCKS[size])
    assert [box.is_done for box in drawn.rest.boxes] == [True, False, False, False]
    read = words(pdf(four, kind="traveller", size=size))
    for told in ("10 Knit", "40 Press", "Count the pairs twice.", "B0012K", "55 pair"):
        assert told in read


@every_size
def test_operations_without_room_are_counted(size):
    many = tuple(Step(number, f"Step {number}") for number in range(1, 81))
    drawn = label_drawing(label(steps=many), "traveller", STOCKS[size])
    said = [line.text for line in drawn.lines]
    if size == "1x1":
        assert not drawn.rest.boxes
        return
    assert f"+ {80 - len(drawn.rest.boxes)}" in said
    assert f"{len(drawn.rest.boxes)} Step {len(drawn.rest.boxes)}" in said


@every_kind
@pytest.mark.parametrize("size", [size for size in STOCKS if size != "1x1"])
def test_a_reprint_says_so(kind, size):
    assert "REPRINT 4" in words(pdf(label(reprint=4), kind=kind, size=size))
    assert "REPRINT" not in words(pdf(label(), kind=kind, size=size))


def test_long_words_end_in_an_ellipsis_and_stay_on_the_label():
    drawn = label_drawing(label(item_name="Șosetă " * 40), "tag", STOCKS["1x3"])
    (name,) = (line for line in drawn.lines if line.text.startswith("SOCK"))
    assert name.text.endswith("…")


def test_a_name_too_long_for_a_line_has_two_where_the_label_is_high():
    named = label(item_name="sock of merino wool, size 42, dark blue")
    lines = [line.text for line in label_drawing(named, "tag", STOCKS["2x4"]).lines]
    assert " ".join(lines[1:3]) == f"SOCK {named.item_name}"


def test_sheets_of_a4_are_filled_place_by_place():
    labels = [label(code=f"B{number:03}", qr=f"RW-B{number:03}") for number in range(25)]
    printed = pdf(*labels, size="1x4", is_sheet=True)
    assert [page.size for page in pictures(printed)] == [(1654, 2339)] * 2
    assert sorted(codes(printed)) == [one.qr for one in labels]


@every_size
def test_every_place_of_a_sheet_is_on_it_and_on_no_other(size):
    grid = grid_of(STOCKS[size])
    corners = [grid.corner(place) for place in range(grid.places)]
    assert len(set(corners)) == grid.places
    for left, top in corners:
        assert 0 <= left <= A4[0] - grid.stock.width
        assert 0 <= top <= A4[1] - grid.stock.height


def test_the_same_labels_give_the_same_bytes():
    assert pdf(label(), label()) == pdf(label(), label())


EVIL = "<script>alert(1)</script>^FS^XZ^XA~JR_5E\\&\n\r\x00\u2028șț"


@every_kind
def test_what_people_typed_is_words(kind):
    evil = label(item_name=EVIL, instructions=EVIL, steps=(Step(10, EVIL),), lots=(EVIL,))
    assert "<script>alert(1)</script>^FS^XZ" in words(pdf(evil, kind=kind))
    (page,) = pages_of(zpl(evil, kind=kind, size="2x4"))
    said = " ".join(field.data for field in fields_of(page))
    assert "<script>alert(1)</script>^FS^XZ^XA~JR_5E\\&" in said.replace("…", "")
    assert not set("~\x00\r\u2028") & set(page)


def test_what_steers_a_device_is_not_printed():
    assert printable("a\tb\x1b[2Jc\ud800") == "a b [2Jc�"
    assert printable("Șosetă 5 µm") == "Șosetă 5 µm"


@every_kind
@every_size
@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_a_printer_is_sent_the_code_and_the_words_within_its_label(kind, size, dpi):
    (page,) = pages_of(zpl(label(), kind=kind, size=size, dpi=dpi, copies=2))
    stock = STOCKS[size]
    wide, high = round(stock.width * dpi / 72), round(stock.height * dpi / 72)
    assert page.startswith(f"^CI28^PW{wide}^LL{high}")
    assert page.endswith("^PQ2")
    fields = fields_of(page)
    assert all(0 <= one.left < wide and 0 <= one.top < high for one in fields)
    (code,) = (one for one in fields if one.command.startswith("BQ"))
    assert code.data == "MA,RW-B0012K"
    module = int(code.command.rpartition(",")[2])
    assert module * (21 + 4) <= high
    assert "B0012K" in [one.data for one in fields]


def test_a_font_of_the_printer_is_asked_for_by_its_file():
    (page,) = pages_of(zpl(label(), font="E:TT0003M_.FNT"))
    assert all(one.command.endswith("E:TT0003M_.FNT") for one in fields_of(page)[1:])


def test_a_label_for_a_narrow_stock_is_turned():
    plain, turned = (
        pages_of(zpl(label(), kind="traveller", is_turned=is_turned))[0]
        for is_turned in (False, True)
    )
    assert turned.startswith("^CI28^PW406^LL812")
    assert [one.data for one in fields_of(plain)] == [one.data for one in fields_of(turned)]
    for before, after in zip(fields_of(plain), fields_of(turned), strict=True):
        assert 0 <= after.left < 406
        assert abs(after.top - before.left) <= 1
        assert after.command[:3] in {"A0R", "BQN", "GB1"}


def test_many_labels_are_one_message():
    assert len(pages_of(zpl(*(label() for _each in range(7))))) == 7


@settings(max_examples=60)
@given(name=TEXT, quantity=TEXT, told=TEXT, step=TEXT, code=TEXT)
@every_kind
def test_whatever_is_written_the_label_is_one_label(kind, name, quantity, told, step, code):
    """Any text at all: one label whose words stay on it, and whose data a printer reads back."""
    any_label = replace(
        label(steps=(Step(10, step),)),
        code=code, item_name=name, quantity=quantity, instructions=told, machines=(step,),
    )  # fmt: skip
    for size, stock in STOCKS.items():
        drawn = label_drawing(any_label, kind, stock)
        assert all(line.size >= SMALLEST * 0.5 for line in drawn.lines)
        assert all(0 <= line.top <= stock.height - line.size * 0.8 for line in drawn.lines)
        (page,) = pages_of(zpl(any_label, kind=kind, size=size))
        said = [field.data for field in fields_of(page) if field.command.startswith("A")]
        assert said == [line.text for line in drawn.lines]
    assert codes(pdf(any_label, kind=kind, size="1x3")) == ["RW-B0012K"]
