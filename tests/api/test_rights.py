"""Every operation of the API for every role: allowed or refused exactly as it declares."""

from types import SimpleNamespace

import pytest

from runwright.api.v1 import api
from runwright.kernel.errors import Forbidden
from runwright.people.actor import Actor
from runwright.people.roles import ROLES, permissions_of
from tests.api.calls import PREFIX
from tests.api.conftest import caller

UUID = "0190f3a0-0000-7000-8000-000000000001"


def operations():
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            yield from view.operations


def is_refused(operation, actor) -> bool:
    """Whether the operation turns the actor away before it looks at anything else."""
    try:
        operation.view_func(SimpleNamespace(auth=actor))
    except Forbidden:
        return True
    except Exception:  # let in: what it was given makes no sense
        return False
    return False


@pytest.mark.parametrize("role", ROLES)
def test_every_operation_asks_for_the_permission_it_declares(role):
    held = permissions_of(frozenset({role}))
    actor = Actor(user_id=1, label=role, roles=frozenset({role}), permissions=held)
    wrong = [
        one.path
        for one in operations()
        if is_refused(one, actor) is (one.view_func.endpoint.permission in held)
    ]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", ["viewer", "sales"])
def test_every_read_answers_over_http_as_it_declares(role, units):
    program = caller(role)
    held = permissions_of(frozenset({role}))
    wrong = []
    for one in operations():
        endpoint = one.view_func.endpoint
        if endpoint.method == "GET":
            path = endpoint.path
            while "{" in path:
                name = path[path.index("{") + 1 : path.index("}")]
                path = path.replace(f"{{{name}}}", UUID if "id" not in name else "987654")
            status = program.client.get(PREFIX + path, headers=program.headers).status_code
            refused = status in {403, 404, 422}  # an address that makes no sense is told first
            if not refused if endpoint.permission not in held else status == 403:
                wrong.append((path, endpoint.permission, status))
    assert wrong == []
