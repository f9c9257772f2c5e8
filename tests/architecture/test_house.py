"""The rules of the house hold for the package as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from runwright.config.rooms import LAYERS
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

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "runwright"

RULES: list[Callable[[Path], list[str]]] = [
    order.upward_imports,
    doors.records_behind_the_door,
    doors.impure_imports,
    shipped.imports_of_developers,
    names.nameless,
    names.foreign_names,
    budgets.long_functions,
    budgets.long_on_the_whole,
    budgets.long_files,
    budgets.untyped,
    vendored.vendored_wrong,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_holds(rule):
    assert "\n".join(rule(PACKAGE)) == ""


def test_no_float_json_or_generic_column():
    assert registry.forbidden_columns() == []


def test_keys_point_down():
    assert registry.upward_relations() == []


def test_the_import_contract_lists_the_rooms_of_the_settings():
    assert order.layers_of_contract() == [set(layer.split()) for layer in LAYERS]


def test_no_forbidden_words():
    assert "\n".join(words.forbidden_words(ROOT)) == ""


def test_the_migrations_have_one_end_in_each_room():
    assert MigrationLoader(None).detect_conflicts() == {}
