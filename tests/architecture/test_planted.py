"""Every rule fails when its violation is planted: a check that cannot fail checks nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.rules import (
    budgets,
    doors,
    names,
    order,
    registry,
    shipped,
    vendored,
    words,
)
from tests.architecture.test_house import PACKAGE

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package to plant something in."""
    ignored = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(PACKAGE, tmp_path / "runwright", ignore=ignored))


def plant(copy: Path, name: str, code: str) -> None:
    """Append ``code`` to a file of the copy."""
    place = copy / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("a", encoding="utf-8") as file:
        file.write("\n\n" + code)


SHORT = "def planted() -> None:\n    return None\n"
LONG = "def planted() -> None:\n" + "    print(1)\n" * 61

PLANTS: list[tuple[Callable[[Path], list[str]], str, str]] = [
    (order.upward_imports, "units/services.py", "import runwright.production\n"),
    (order.upward_imports, "people/services.py", "import runwright.stock.models\n"),
    (order.upward_imports, "attic/__init__.py", "\n"),
    (names.nameless, "stock/utils.py", SHORT),
    (names.nameless, "stock/helpers/moves.py", SHORT),
    (names.foreign_names, "stock/queries.py", SHORT),
    (budgets.long_functions, "units/services.py", LONG),
    (budgets.long_on_the_whole, "units/services.py", (LONG + "\n") * 2000),
    (budgets.long_files, "units/services.py", "\n" * 500),
    (budgets.untyped, "units/services.py", "def planted(number) -> None:\n    return None\n"),
    (budgets.untyped, "units/services.py", "def planted(number: int):\n    return None\n"),
    (doors.records_behind_the_door, "jobs/tasks.py", "from runwright.tasks.models import JobRun\n"),
    (shipped.imports_of_developers, "units/services.py", "import hypothesis\n"),
    (doors.impure_imports, "kernel/money.py", "from django.db import connection\n"),
]


@pytest.mark.parametrize(
    ("rule", "name", "code"),
    PLANTS,
    ids=[f"{rule.__name__}-{name}" for rule, name, _ in PLANTS],
)
def test_the_rule_finds_what_is_planted(copy, rule, name, code):
    plant(copy, name, code)
    assert rule(copy) != []


RECORD = """
class Planted(models.Model):
    planted = {field}

    def __str__(self) -> str:
        return ""
"""
FIELDS = {
    "models.FloatField()": "a float column",
    "models.JSONField()": "a JSON column",
    "ArrayField(models.FloatField())": "a float column",
    "models.ForeignKey('production.Order', on_delete=models.PROTECT)": "points up to",
}


@pytest.mark.parametrize(("field", "said"), FIELDS.items())
def test_the_registry_finds_a_planted_column(copy, field, said):
    imports = "from django.contrib.postgres.fields import ArrayField\n"
    plant(copy, "units/models.py", imports + RECORD.format(field=field))
    found = registry.violations(copy)
    assert len(found) == 1, found
    assert said in found[0]


def test_a_changed_or_undeclared_asset_is_found(tmp_path):
    folder = tmp_path / vendored.FOLDER
    folder.mkdir(parents=True)
    (folder / "a.js").write_text("changed")
    (folder / "b.js").write_text("undeclared")
    entry = (
        '[{"name": "a", "version": "1", "licence": "MIT", "sha256": {"a.js": "0", "c.js": "0"}}]'
    )
    (folder / "VENDOR.json").write_text(entry)
    assert vendored.vendored_wrong(tmp_path) == [
        "b.js is not in VENDOR.json",
        "c.js is missing",
        "a.js was changed",
    ]


@pytest.mark.parametrize("word", ["/work" + "/main", "/root" + "/x", "https://" + "pypi" + ".org"])
def test_a_forbidden_word_is_found(tmp_path, word):
    import subprocess

    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "notes.md").write_text(f"one\nsee {word} there\n")
    assert len(words.forbidden_words(tmp_path)) == 1
