"""The settings, filled in as a person fills them in."""

import pytest
from django.test import Client

from runwright.company.selectors import company_get, numbering_get, policies
from runwright.floor.selectors import downtime_reasons
from runwright.people.actor import system_actor
from runwright.people.services import operator_create, user_create
from tests.stories.plant import D, empty_plant

pytestmark = pytest.mark.django_db

SYSTEM = system_actor("test")


@pytest.fixture
def office() -> Client:
    """The browser of an administrator."""
    plant = empty_plant()
    user = user_create(
        username="ada", full_name="Ada", roles=frozenset({"administrator"}), actor=plant.actor
    )
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def filled(client: Client, path: str) -> dict[str, object]:
    """What the form of a page holds when it opens."""
    return {b.name: b.value() or "" for b in client.get(path).context["form"].visible_fields()}


def test_the_general_settings_are_saved(office: Client) -> None:
    form = filled(office, "/settings") | {"currency": "ron", "country": "DE"}
    assert office.post("/settings", form).status_code == 302
    assert (company_get().currency, company_get().country) == ("RON", "DE")


def test_policies_are_saved_with_the_tolerance_in_percent(office: Client) -> None:
    form = filled(office, "/settings/policies")
    form |= {"overproduction": "block", "overproduction_tolerance": "2,5"}
    assert office.post("/settings/policies", form).status_code == 302
    assert policies().overproduction == "block"
    assert policies().overproduction_tolerance == D("0.025")
    assert filled(office, "/settings/policies")["overproduction_tolerance"] == "2.5"


def test_the_numbers_of_orders_get_another_prefix(office: Client) -> None:
    page = office.get("/settings/numbers").content.decode()
    assert "MO-{year}-" in page
    answer = office.post("/settings/numbers/order", {"pattern": "JOB-", "next_number": "7"})
    assert answer.status_code == 302
    assert numbering_get(kind="order", actor=SYSTEM).preview == "JOB-00007"


def test_a_prefix_that_cannot_be_is_refused_at_its_field(office: Client) -> None:
    answer = office.post("/settings/numbers/order", {"pattern": "RT-"})
    assert answer.status_code == 422
    assert "the same numbers as Routing" in str(answer.context["form"].errors["pattern"])


def test_a_reason_is_changed_archived_and_restored(office: Client) -> None:
    office.post("/settings/reasons/downtime/new", {"code": "X", "name": "Old", "loss": "setup"})
    (reason,) = downtime_reasons(actor=SYSTEM)
    path = f"/settings/reasons/downtime/{reason.id}"
    office.post(f"{path}/edit", {"name": "Die change", "loss": "breakdown"})
    (reason,) = downtime_reasons(actor=SYSTEM)
    assert (reason.name, reason.loss) == ("Die change", "breakdown")
    office.post(f"{path}/archival")
    assert not downtime_reasons(actor=SYSTEM)
    assert f"{path}/restoration" in office.get("/settings/reasons").content.decode()
    office.post(f"{path}/restoration")
    assert [one.code for one in downtime_reasons(actor=SYSTEM)] == ["X"]
    assert office.get("/settings/reasons/songs/new").status_code == 404


def test_a_user_is_changed_archived_and_taken_back(office: Client) -> None:
    user = user_create(username="vera", full_name="V", roles=frozenset(), actor=SYSTEM)
    path = f"/settings/people/{user.id}"
    office.post(f"{path}/edit", {"full_name": "Vera P.", "email": "", "language": "ro"})
    office.post(f"{path}/archival")
    user.refresh_from_db()
    assert (user.full_name, user.language, user.is_active) == ("Vera P.", "ro", False)
    office.post(f"{path}/restoration")
    user.refresh_from_db()
    assert user.is_active


def test_a_choice_that_is_no_more_is_not_said_to_be_saved(office: Client) -> None:
    user = user_create(username="vera", full_name="V", roles=frozenset(), actor=SYSTEM)
    answer = office.post(f"/settings/people/{user.id}/roles", {"roles": ["emperor"]})
    assert answer.status_code == 422
    worker = operator_create(code="OP7", name="Vera", actor=SYSTEM)
    said = {"work_centre_ids": ["999999"]}
    assert office.post(f"/operators/{worker.id}/qualifications", said).status_code == 422
