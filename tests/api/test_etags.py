"""Etags: a change that was decided on an older state of a record is refused."""

import threading

import pytest
from django.db import connection

from runwright.units.services import standard_units_create
from tests.api.calls import Caller, problem_of
from tests.api.conftest import SYSTEM, caller
from tests.api.mill import planned_order, sock_mill


@pytest.fixture
def department(admin) -> str:
    return f"/departments/{admin.made('/departments', {'code': 'K', 'name': 'Knitting'})['id']}"


def patched(caller: Caller, path: str, body: dict, match: str):
    caller.headers["if-match"] = match
    try:
        return caller.patch(path, body)
    finally:
        del caller.headers["if-match"]


def test_it_changes_with_the_record_and_not_without(admin, department):
    first = admin.get(department)["ETag"]
    assert admin.get(department)["ETag"] == first
    admin.changed(department, {"name": "Other"})
    assert admin.get(department)["ETag"] != first


def test_who_has_it_is_told_so(admin, department):
    tag = admin.get(department)["ETag"]
    again = admin.client.get(
        f"/api/v1{department}", headers={**admin.headers, "if-none-match": tag}
    )
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_a_change_decided_on_what_was_read_is_made(admin, department):
    tag = admin.get(department)["ETag"]
    assert patched(admin, department, {"name": "New"}, tag).status_code == 200
    assert patched(admin, department, {"name": "Any"}, "*").status_code == 200


def test_a_change_decided_on_something_older_is_refused(admin, department):
    tag = admin.get(department)["ETag"]
    admin.changed(department, {"name": "Faster"})
    for match in (tag, ""):
        problem_of(patched(admin, department, {"name": "Slower"}, match), 412, "changed_since")
    assert admin.got(department)["name"] == "Faster"


def test_a_verb_can_be_bound_to_what_was_read(admin):
    mill = sock_mill(admin)
    order = planned_order(mill)
    path = f"/orders/{order['id']}"
    tag = admin.get(path)["ETag"]
    admin.changed(path, {"note": "changed"})
    problem_of(admin.post(f"{path}/unplanning", {}, **{"if-match": tag}), 412)
    tag = admin.get(path)["ETag"]
    assert admin.post(f"{path}/unplanning", {}, **{"if-match": tag}).status_code == 200


def test_where_there_is_nothing_to_compare_it_is_refused(admin):
    body = {"code": "X", "name": "X"}
    problem_of(admin.post("/departments", body, **{"if-match": '"x"'}), 412)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_that_read_the_same_one_wins():
    """Both name the etag that both have read, at the same moment, round after round."""
    standard_units_create(actor=SYSTEM)
    token = caller("administrator").headers["authorization"].removeprefix("Bearer ")
    admin = Caller(token)
    path = f"/departments/{admin.made('/departments', {'code': 'K', 'name': 'K'})['id']}"
    for turn in range(8):
        tag, answers = admin.get(path)["ETag"], []
        start = threading.Barrier(2)

        def race(name: str, tag=tag, answers=answers, start=start) -> None:
            program = Caller(token)
            start.wait()
            answers.append(patched(program, path, {"name": name}, tag).status_code)
            connection.close()

        racers = [threading.Thread(target=race, args=(f"{who}{turn}",)) for who in "ab"]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
        assert sorted(answers) == [200, 412]
