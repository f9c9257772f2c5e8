"""The matrix of roles: the document says what the tables say, and the tables leave nobody out."""

import pytest

from runwright.people.roles import PERMISSIONS, ROLES, Reach, permissions_of, reach
from tools import role_matrix


def test_the_document_is_made_from_the_tables():
    assert role_matrix.PLACE.read_text("utf-8") == role_matrix.document() + "\n", (
        "run tools/role_matrix.py"
    )


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_something_and_reaches_what_it_may(role):
    held = permissions_of(frozenset({role}))
    assert held
    assert held == {name for name in PERMISSIONS if reach(role, name) is not Reach.NONE}


def test_nobody_but_administrators_gives_rights():
    assert PERMISSIONS["people.manage"] == {"administrator"}


def test_whoever_orders_does_not_approve_alone():
    buyer = permissions_of(frozenset({"purchasing"}))
    assert "purchasing.order_manage" in buyer
    assert "purchasing.request_approve" not in buyer
