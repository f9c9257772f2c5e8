"""Papers: what is laid out can be read again, by people and by scanners."""

from runwright.labels.drawing import paper_pdf
from runwright.labels.papers import Code, Column, Paper, Table, Text
from tests.labels.pages import codes, pictures, words


def paper(**more):
    return Paper("Ciorăparia SRL", "Fișă", "MO-2026-00017", code="MO-2026-00017", **more)


def test_a_scanner_reads_the_code_of_the_paper_and_of_each_row():
    rows = [[10, Code("MO-2026-00017/10")], [20, Code("MO-2026-00017/20")]]
    table = Table([Column("Step"), Column("Code")], rows)
    read = codes(paper_pdf(paper(parts=[table])))
    assert sorted(read) == ["MO-2026-00017", "MO-2026-00017/10", "MO-2026-00017/20"]


def test_romanian_letters_are_words_and_not_boxes():
    read = words(paper_pdf(paper(facts=[("Responsabil", "Ștefan Țurcanu, Brăila, în câmp")])))
    assert "Ștefan Țurcanu, Brăila, în câmp" in read
    assert "Ciorăparia SRL" in read


def test_a_long_table_goes_on_under_its_head_and_pages_are_numbered():
    rows = [[f"row {number}", number] for number in range(120)]
    pdf = paper_pdf(paper(parts=[Table([Column("Name"), Column("Count", is_number=True)], rows)]))
    pages = len(pictures(pdf))
    assert pages > 2
    read = words(pdf)
    assert read.count("Name") == pages
    assert f"Page 1 of {pages}" in read
    assert f"Page {pages} of {pages}" in read


def test_what_people_typed_is_never_markup():
    text = "<b>5 < 6</b> & <img src='file:///etc/passwd'/>\nsecond line"
    assert "<b>5 < 6</b> & <img" in words(paper_pdf(paper(parts=[Text(text, "Notes")])))


def test_the_same_paper_gives_the_same_bytes():
    assert paper_pdf(paper(parts=[Text("x")])) == paper_pdf(paper(parts=[Text("x")]))


def test_an_empty_table_says_so():
    table = Table([Column("Name")], [], title="Material", empty="Nothing to pick.")
    assert "Nothing to pick." in words(paper_pdf(paper(parts=[table])))
