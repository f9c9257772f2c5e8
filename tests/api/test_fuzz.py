"""Schemathesis: every operation with what its schema allows, and with what it does not.

Whatever comes in, the answer is documented, has the documented shape, and is never a 500.
A release is tried with more, ``RUNWRIGHT_FUZZ=1000 pytest -n0 tests/api/test_fuzz.py``;
``RUNWRIGHT_FUZZ_ONLY=orders.,items.`` looks only at operations whose ids begin so.
"""

import os
from collections.abc import Iterator
from copy import deepcopy
from traceback import format_exception

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import FlakyFailure
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from runwright.config.wsgi import application
from runwright.people.models import User
from runwright.people.roles import PERMISSIONS
from runwright.people.selectors import actor_of
from runwright.people.services import token_issue
from tests.api.calls import Caller
from tests.api.conftest import caller
from tests.api.mill import Mill, planned_order, sock_mill
from tests.api.shapes import document

EXAMPLES = int(os.environ.get("RUNWRIGHT_FUZZ", "2"))
ONLY = tuple(os.environ.get("RUNWRIGHT_FUZZ_ONLY", "").split(","))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    missing_required_header,
    positive_data_acceptance,
    allow_header_conformance,
    ignored_auth,
    unsupported_method,
]
"""All checks there are, but those of sequences of calls: nothing here is deleted, and nobody's
records are hidden from others by their keys alone."""

CONFIGURED = {
    "checks": {
        "positive_data_acceptance": {
            # What fits the schema may break a rule of the factory, or meet another state.
            "expected-statuses": ["2xx", "403", "404", "409", "412", "422", "503"],
        },
        "negative_data_rejection": {
            # An If-Match that is no etag at all matches nothing, as RFC 9110 has it.
            "expected-statuses": ["400", "401", "403", "404", "405", "409", "412", "415", "422"],
        },
    }
}
THOROUGH = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

pytestmark = pytest.mark.slow


@pytest.fixture
def mill(admin: Caller) -> Mill:
    """A factory with something of everything, so that keys may lead somewhere."""
    mill = sock_mill(admin)
    planned_order(mill)
    report = {"firsts": "10", "held": "1"}
    mill.make("report", f"/work-orders/{mill['Knit']}/reports", **report)
    mill.make("timer", f"/work-orders/{mill['Knit']}/timers", operator_id=mill["ana"])
    mill.make("needle", "/downtime-reasons", code="needle", name="Needle", loss="breakdown")
    stop = {"machine_id": mill["KNIT-1"], "reason_id": mill["needle"]}
    mill.make("stop", "/downtimes", **stop)
    return mill


KEYS = {
    "item_id": "SOCK",
    "order_id": "order",
    "work_order_id": "Knit",
    "machine_id": "KNIT-1",
    "work_centre_id": "KNIT",
    "operator_id": "ana",
    "warehouse_id": "MAIN",
    "routing_id": "routing",
    "bom_id": "bom",
    "unit_id": "kg",
    "downtime_id": "stop",
    "report_id": "report",
    "timer_id": "timer",
}
"""Which record of the mill a key in a path may lead to."""


def all_operations() -> Iterator[APIOperation]:
    config = SchemathesisConfig.from_dict(CONFIGURED)
    ours = deepcopy(document())  # schemathesis writes into it
    schema = schemathesis.openapi.from_dict(ours, config=config)
    schema.app = application
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.definition.raw["operationId"].startswith(ONLY):
            yield operation


def fuzz(operation: APIOperation, mode: GenerationMode, mill: Mill, program: Caller) -> None:
    """Try one operation; in half of the cases its keys lead to real records."""
    tries = 0

    @THOROUGH
    @given(case=operation.as_strategy(generation_mode=mode))
    def attempt(case: Case) -> None:
        nonlocal tries
        tries += 1
        if tries % 2 and mode is GenerationMode.POSITIVE:
            real = {n: mill.ids[KEYS[n]] for n in case.path_parameters if n in KEYS}
            case.path_parameters.update(real)
        case.headers.update(program.headers)
        case._has_explicit_auth = True  # then it is tried without a token and with a false one
        try:
            case.call_and_validate(checks=CHECKS)
        except FailureGroup as group:
            group.add_note(case.as_curl_command())
            raise

    attempt()


def anew(role: str) -> Caller:
    """The program of a role with another token."""
    actor = actor_of(user=User.objects.get(username=role))
    scopes = actor.permissions & PERMISSIONS.keys()
    return Caller(token_issue(name="tests", scopes=scopes, actor=actor).secret)


@pytest.fixture
def one_connection(mill: Mill) -> Iterator[None]:
    """Requests share the connection, and so the transaction, of the test (Django's own client,
    with which the mill is built, ends by letting them close it)."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize(
    ("role", "mode"),
    [
        ("administrator", GenerationMode.POSITIVE),
        ("administrator", GenerationMode.NEGATIVE),
        ("operator", GenerationMode.POSITIVE),
        ("viewer", GenerationMode.POSITIVE),
    ],
)
def test_every_operation_keeps_its_word(mill: Mill, role: str, mode: GenerationMode):
    if role != "administrator":
        caller(role)
    failures = []
    for operation in all_operations():
        program = anew(role)  # one of them revokes tokens
        try:
            fuzz(operation, mode, mill, program)
        except (FailureGroup, FlakyFailure) as group:
            failures += [operation.label, *format_exception(group, limit=0)]
    assert not failures, "\n".join(failures)
