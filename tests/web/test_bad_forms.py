"""Whatever is typed into any field of any form: a plain answer, nothing half written, no crash."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from runwright.company.services import company_set
from runwright.journal.models import Entry
from runwright.people.services import user_create
from runwright.production.models import WorkOrder
from runwright.production.services import (
    ReportDraft,
    order_confirm,
    order_plan,
    work_report,
)
from runwright.resources.services import schedule_create
from tests.stories.plant import D, Plant, sock_mill
from tests.web.forms_read import Form, forms_of
from tests.web.shop import ALWAYS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOT_A_VALUE = [
    "NaN",
    "Infinity",
    "-1",
    "1e400",
    "9" * 10_000,
    "\uff11\uff12",
    "1,5,5",
    "true",
    "null",
    "[]",
    "24:00",
    "0000-00-00",
    "99999-01-01",
    "2026-02-30T99:99",
    "\x00",
    "'; DROP TABLE production_order; --",
]
NOT_A_TEXT = ["\x00", "a\x00b", "x" * 1_000_000]
ANY_TEXT = ["\u202eevil", "=1+1", "<script>alert(1)</script>", "a\r\nb", "{item}", "%s"]

PAGES = [
    "/orders/new",
    "/orders/{order}",
    "/orders/{order}/edit",
    "/orders/{order}/materials",
    "/work-orders/{work}",
    "/items/new",
    "/items/{item}",
    "/items/{item}/edit",
    "/units/new",
    "/work-centres/new",
    "/work-centres/{centre}/edit",
    "/machines/new",
    "/operators/new",
    "/departments/new",
    "/schedules/new",
    "/schedules/{schedule}/exceptions",
    "/stock/receipts/new",
    "/stock/transfers/new",
    "/stock/adjustments/new",
    "/settings",
    "/settings/people/new",
    "/settings/reasons/downtime/new",
    "/downtimes/new",
    "/settings/reasons/scrap/new",
    "/tokens",
]


@pytest.fixture
def plant() -> Plant:
    return sock_mill()


@pytest.fixture
def client(plant: Plant) -> Client:
    roles = frozenset({"administrator"})
    user = user_create(username="ada", full_name="Ada", roles=roles, actor=plant.actor)
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


@pytest.fixture
def pages(plant: Plant) -> list[str]:
    """Every page that has a form, with an order in the middle of its work."""
    company_set(actor=plant.actor, name="Story works", language="en")
    plant.receive("YARN", D(60), lot_number="Y1")
    order = plant.order("SOCK", D(120))
    order_confirm(order_id=order.id, actor=plant.actor)
    order_plan(order_id=order.id, actor=plant.actor, override="boxes come tomorrow")
    work = WorkOrder.objects.filter(order=order).earliest("sequence")
    draft = ReportDraft(firsts=D(10), held=D(2))
    work_report(work_order_id=work.id, draft=draft, actor=plant.actor)
    schedule = schedule_create(name="Days", shifts=[ALWAYS], actor=plant.actor)
    ids = {
        "order": order.id,
        "work": work.id,
        "item": plant.items["SOCK"].id,
        "centre": plant.centres["KNIT"].id,
        "schedule": schedule.id,
    }
    return [page.format(**ids) for page in PAGES]


def every_form(client: Client, pages: list[str]) -> list[Form]:
    """Each form once, though the shell's own stand on every page."""
    forms: dict[str, Form] = {}
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        forms |= {form.action: form for form in forms_of(answer.content.decode(), page)}
    return list(forms.values())


def sent(client: Client, form: Form, name: str, value: str) -> tuple[int, int]:
    """The status of one answer, and how many journal entries it left; then all is rolled back."""
    with transaction.atomic():
        before = Entry.objects.count()
        status = client.post(form.action, form.filled(**{name: value})).status_code
        written = Entry.objects.count() - before
        transaction.set_rollback(True)
    return status, written


Case = tuple[Form, str, str]


def cases(forms: list[Form], *, strict: bool, values: list[str]) -> Iterator[Case]:
    """Every field of a sort with every value."""
    for form in forms:
        for name, field in form.fields.items():
            if field.is_strict == strict:
                yield from ((form, name, value) for value in values)


def test_numbers_days_and_times_are_strict(client: Client, pages: list[str]) -> None:
    tried = list(cases(every_form(client, pages), strict=True, values=NOT_A_VALUE))
    answers = [(f.action, n, v[:20], *sent(client, f, n, v)) for f, n, v in tried]
    assert [a for a in answers if a[3] >= 500 or a[4]] == []
    assert len(answers) > 200


def test_a_text_that_cannot_be_kept_is_refused(client: Client, pages: list[str]) -> None:
    tried = cases(every_form(client, pages), strict=False, values=NOT_A_TEXT)
    answers = [(f.action, n, v[:20], *sent(client, f, n, v)) for f, n, v in tried]
    assert [a for a in answers if a[3] >= 500 or a[4]] == []


def test_odd_texts_never_break_a_page(client: Client, pages: list[str]) -> None:
    tried = cases(every_form(client, pages), strict=False, values=ANY_TEXT)
    answers = [(f.action, n, v[:20], *sent(client, f, n, v)) for f, n, v in tried]
    assert [a for a in answers if a[3] >= 500] == []
