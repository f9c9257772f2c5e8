"""Everything people read is there in Romanian too, and compiled."""

import ast
import re
from pathlib import Path

import polib

SOURCE = Path(__file__).parents[2] / "src" / "runwright"
CATALOGUE = SOURCE / "locale" / "ro" / "LC_MESSAGES" / "django.po"
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
TRANSLATED = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
PLACES = re.compile(r"\{[a-z_]+\}|%\([a-z_]+\)s")


def _entries():
    return [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]


def test_no_sentence_is_untranslated():
    left = [entry.msgid for entry in _entries() if not entry.translated() or "fuzzy" in entry.flags]
    assert left == []


def test_every_place_of_a_sentence_is_kept():
    wrong = [
        entry.msgid
        for entry in _entries()
        if not entry.msgid_plural
        and sorted(PLACES.findall(entry.msgid)) != sorted(PLACES.findall(entry.msgstr))
    ]
    assert wrong == []


def test_the_compiled_catalogue_is_the_written_one():
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    said = {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in compiled}
    assert said == {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in _entries()}


def test_the_catalogue_has_every_sentence_of_the_source():
    known = {entry.msgid for entry in _entries()}
    marked = {words for path in SOURCE.rglob("*.py") for words in _in_python(path)}
    marked |= {words for path in SOURCE.rglob("*.html") for words in _in_template(path)}
    assert sorted(marked - known) == []


def _in_python(path: Path) -> set[str]:
    """The constant first arguments of the functions that mark or translate."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _marks(node))
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def _marks(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in MARKERS
        and bool(node.args)
    )


def _in_template(path: Path) -> set[str]:
    return {match[1] or match[2] for match in TRANSLATED.finditer(path.read_text("utf-8"))}
