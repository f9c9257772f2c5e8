"""Every operation that somebody limited may use, with a record of their own and one of another's:
every ◐ of the matrix of roles, over the API."""

import json

import pytest
from django.db import transaction

from runwright.api.v1 import api
from runwright.people.roles import BY_DEPARTMENT, BY_WAREHOUSE, LIMITED, PERMISSIONS
from tests.limits.ground import Ground, Side, ground
from tests.limits.operations import AT_A_STATION, ELSEWISE, FREE, LISTED, TRIED, Try, address
from tests.limits.people import ROLES, Person, held

pytestmark = pytest.mark.django_db
WAYS = [(role, by) for role in ROLES for by in ("department", "warehouse")]


@pytest.fixture(scope="module")
def laid(once: None) -> Ground:
    return ground()


@pytest.fixture(params=WAYS, ids=" by ".join)
def somebody(request, laid: Ground) -> tuple[str, str, Person]:
    role, by = request.param
    return role, by, held(laid, role, by, laid.own)


def bound() -> dict[str, str]:
    """The operations that somebody limited may use, with their permissions."""
    found = {}
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for one in view.operations:
                endpoint = one.view_func.endpoint
                is_bound = endpoint.permission in BY_DEPARTMENT | BY_WAREHOUSE
                if is_bound and PERMISSIONS[endpoint.permission] & LIMITED:
                    found[f"{endpoint.method} {endpoint.path}"] = endpoint.permission
    return found


def test_no_operation_is_left_out():
    told = [*TRIED, *(f"GET {path}" for path in LISTED), *ELSEWISE, *FREE, *AT_A_STATION]
    assert sorted(told) == sorted(bound())


def asked(person: Person, operation: str, one: Try, side: Side):
    method, path = operation.split()
    there = address(path, side)
    with transaction.atomic():  # what is tried leaves no trace
        if method == "GET":
            answer = person.caller.get(there, **one.query(side))
        elif method == "PATCH":
            answer = person.caller.patch(there, one.body(side))
        else:
            answer = person.caller.post(there, one.body(side))
        transaction.set_rollback(True)
    return answer


def test_each_is_let_to_ones_own_and_not_to_anothers(laid, somebody):
    role, by, person = somebody
    wrong = []
    for operation, one in TRIED.items():
        if by not in one.by or role not in PERMISSIONS[bound()[operation]]:
            continue
        own, other = (asked(person, operation, one, side) for side in (laid.own, laid.other))
        refused = 404 if operation.startswith("GET") else one.other
        good = {one.own} if one.own else {200, 201}
        if own.status_code not in good:
            wrong.append((operation, "own", own.status_code, own.content.decode()[:300]))
        if other.status_code != refused:
            wrong.append((operation, "other", other.status_code, other.content.decode()[:300]))
    assert wrong == []


def test_the_other_limit_is_no_matter(laid, somebody):
    """Whoever is limited to warehouses works in every department, and the other way round."""
    role, by, person = somebody
    wrong = []
    for operation, one in TRIED.items():
        if by not in one.by and role in PERMISSIONS[bound()[operation]]:
            answer = asked(person, operation, one, laid.other)
            if answer.status_code not in ({one.own} if one.own else {200, 201}):
                wrong.append((operation, answer.status_code, answer.content.decode()[:300]))
    assert wrong == []


def test_lists_tell_ones_own_only(laid, somebody):
    role, by, person = somebody
    wrong = []
    for path, (limit, name) in LISTED.items():
        if role not in PERMISSIONS[bound()[f"GET {path}"]]:
            continue
        query = {"operator": laid.own["operator"]} if path == "/my-work" else {}
        answer = person.caller.got(path, **query)
        keys = {str(row.get("id")) for row in answer.get("items", ())}
        seen = {side.name: str(side.ids.get(name)) in keys for side in (laid.own, laid.other)}
        is_cut = by in limit
        if name and seen != {laid.own.name: True, laid.other.name: not is_cut}:
            wrong.append((path, seen))
        if is_cut and laid.other.name in json.dumps(answer):
            wrong.append((path, json.dumps(answer)[:300]))
    assert wrong == []
