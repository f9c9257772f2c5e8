"""From a shortage to goods on the shelf, and from an estimate to a delivery, through the pages."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from runwright.jobs.runner import perform
from runwright.journal.models import Entry
from runwright.labels.mails import mail_send
from runwright.partners.services import customer_create
from runwright.people.services import user_create
from runwright.production.models import Order
from runwright.production.services import order_plan
from runwright.purchasing.models import Mail, PurchaseOrder, PurchaseRequest, Rfq, SupplierItem
from runwright.reports.doctor import examine
from runwright.sales.models import DeliveryLine, SalesOrder
from runwright.tasks.errors import TryLater
from runwright.tasks.models import JobRun
from tests.purchasing.conftest import Buyer, buying_plant
from tests.stories.plant import D
from tests.web.forms_read import forms_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(db: None) -> Buyer:
    return buying_plant()


@pytest.fixture
def client(buyer: Buyer) -> Client:
    return signed_in(buyer, "administrator")


def signed_in(buyer: Buyer, role: str) -> Client:
    user = user_create(
        username=role, full_name=role.title(), roles=frozenset({role}), actor=buyer.plant.actor
    )
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(client: Client, name: str, *args: object, **given: object) -> str:
    """Press a button; the page it leads to must be there."""
    answer = client.post(reverse(f"web:{name}", args=args), given)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert client.get(answer.url).status_code == 200
    return answer.url


def seen(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"web:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_a_shortage_to_a_plan(buyer: Buyer, client: Client) -> None:
    order = buyer.short_order()
    assert "Create purchase request" in seen(client, "order_materials", order.id)
    post(client, "order_request", order.id)
    request = PurchaseRequest.objects.get()
    again = client.post(reverse("web:order_request", args=[order.id]))
    assert again.status_code == 422 and "4 pcs are requested already" in again.content.decode()
    assert request.number in seen(client, "order_materials", order.id)
    assert order.number in seen(client, "purchase_request", request.id)
    post(client, "purchase_request_step", request.id, "approval")
    suppliers = [buyer.near.id, buyer.far.id]
    post(client, "request_quotation", request.id, supplier_ids=suppliers)
    rfq = Rfq.objects.get()
    post(client, "rfq_step", rfq.id, "sending")
    line = rfq.lines.get()
    for quote, price in zip(rfq.quotes.order_by("id"), ("0.60", "0.50"), strict=True):
        post(client, "quote", quote.id, **{f"price-{line.id}": price, f"quantity-{line.id}": "4"})
    cheap = rfq.quotes.get(supplier=buyer.far)
    assert "tone-green tinted" in seen(client, "rfq", rfq.id)
    post(client, "quote_acceptance", cheap.id)
    bought = PurchaseOrder.objects.get()
    post(client, "purchase_order_step", bought.id, "sending")
    assert order.number in seen(client, "purchase_order", bought.id)
    assert bought.number in seen(client, "supplier", buyer.far.id)
    piece = bought.lines.get()
    post(client, "goods_in", bought.id, **{f"quantity-{piece.id}": "4"})
    assert order_plan(order_id=order.id, actor=buyer.plant.actor).state == "planned"
    assert [str(complaint) for complaint in examine()] == []


def test_a_second_answer_begins_with_the_first(buyer: Buyer, client: Client) -> None:
    request = buyer.request(buyer.short_order())
    post(client, "purchase_request_step", request.id, "approval")
    post(client, "request_quotation", request.id, supplier_ids=[buyer.near.id])
    rfq = Rfq.objects.get()
    post(client, "rfq_step", rfq.id, "sending")
    line, quote = rfq.lines.get(), rfq.quotes.get()
    said = {f"price-{line.id}": "0.60", f"quantity-{line.id}": "4000", f"lead-{line.id}": "9"}
    post(client, "quote", quote.id, **said, valid_until="2027-01-31", note="by telephone")
    forms = forms_of(seen(client, "quote", quote.id), reverse("web:quote", args=[quote.id]))
    form = next(one for one in forms if f"price-{line.id}" in one.fields)
    assert client.post(form.action, form.filled(note="by letter")).status_code == 302
    answer = quote.lines.get()
    assert (answer.price, answer.quantity, answer.lead_time_days) == (D("0.6"), D(4000), 9)
    quote.refresh_from_db()
    assert (str(quote.valid_until), quote.note) == ("2027-01-31", "by letter")


def test_a_refused_step_says_why(buyer: Buyer, client: Client) -> None:
    request = buyer.request(buyer.short_order())
    answer = client.post(reverse("web:purchase_request_step", args=[request.id, "rejection"]))
    assert answer.status_code == 422 and "a reason is needed" in answer.content.decode()
    assert client.post("/purchase-requests/1/nonsense").status_code == 404


def test_an_operator_sees_nothing_of_it(buyer: Buyer) -> None:
    client = signed_in(buyer, "operator")
    for name in ("shortages", "requests", "purchase_orders", "sales_orders", "customers"):
        assert client.get(reverse(f"web:{name}")).status_code == 403
    assert client.get("/search?q=x").status_code == 200


def test_lines_are_pasted_from_a_spreadsheet(buyer: Buyer, client: Client) -> None:
    post(client, "purchase_order_new", supplier_id=buyer.near.id, more="BOLT\t12\t0,55\nBOLT\t3")
    lines = PurchaseOrder.objects.get().lines.order_by("position")
    assert [(line.quantity, line.price) for line in lines] == [
        (D(12), D("0.55")),
        (D(3), D("0.6")),
    ]
    answer = client.post(
        reverse("web:request_new"), {"more": "NOTHING 3\n"}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 422 and "There is no item NOTHING" in answer.content.decode()
    answer = client.post(reverse("web:request_new"), {"more": "BOLT minus"})
    assert "Line 1 cannot be read" in answer.content.decode()
    many = "".join(f"BOLT\t{n}\n" for n in range(1, 2500))
    post(client, "request_new", more=many)
    assert PurchaseRequest.objects.get().lines.count() == 2499


def test_a_sales_order_is_made_and_delivered(buyer: Buyer, client: Client) -> None:
    customer = customer_create(code="SHOP", name="Shop", actor=buyer.plant.actor)
    frame = buyer.plant.items["FRAME"]
    post(
        client, "sales_order_new", customer_id=customer.id, item_id=frame.id, quantity="3",
        price="50", promised_on="2099-01-01", priority="50",
    )  # fmt: skip
    sale = SalesOrder.objects.get()
    post(client, "sales_order_step", sale.id, "confirmation")
    line = sale.lines.get()
    post(client, "sales_line_making", sale.id, line.id)
    made = Order.objects.get()
    assert made.quantity == D(3) and made.number in seen(client, "sales_order", sale.id)
    buyer.plant.receive("FRAME", D(3), unit_cost=D(30))
    post(client, "goods_out", sale.id, **{f"quantity-{line.id}": "3"})
    shown = seen(client, "sales_order", sale.id)
    assert "Fulfilled" in shown and "60.00" in shown
    assert sale.number in seen(client, "customer", customer.id)
    fact = DeliveryLine.objects.get()
    post(client, "delivery_reversal", fact.id, reason="wrong shop")
    sale.refresh_from_db()
    assert sale.state == "confirmed"


def test_papers_are_printed_and_sent_in_the_readers_language(buyer: Buyer, client: Client) -> None:
    from runwright.partners.services import supplier_update

    supplier_update(supplier_id=buyer.near.id, language="ro", actor=buyer.plant.actor)
    order = buyer.ordered(buyer.approved(buyer.short_order()))
    answer = client.get(reverse("web:purchase_order_paper", args=[order.id]))
    assert answer.content.startswith(b"%PDF")
    post(client, "purchase_order_mail", order.id, address="near@example.com")
    sent = Mail.objects.get()
    assert (sent.state, sent.language) == ("waiting", "ro")
    job = JobRun.objects.get(task="purchasing.mail")
    perform(job.id, lambda work, mail_id: mail_send(mail_id=mail_id, actor=work.actor),
            {"mail_id": sent.id})  # fmt: skip
    mail_send(mail_id=sent.id, actor=buyer.plant.actor)
    sent.refresh_from_db()
    assert (sent.state, sent.attempts, len(mail.outbox)) == ("sent", 1, 1)
    name, content, kind = mail.outbox[0].attachments[0]
    assert (name, kind) == (f"{order.number}.pdf", "application/pdf")
    assert content.startswith(b"%PDF")


def test_a_mail_server_that_is_away_is_tried_again(
    buyer: Buyer, client: Client, settings: object
) -> None:
    order = buyer.ordered(buyer.approved(buyer.short_order()))
    post(client, "purchase_order_mail", order.id, address="near@example.com")
    sent = Mail.objects.get()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(TryLater):
        mail_send(mail_id=sent.id, actor=buyer.plant.actor)
    sent.refresh_from_db()
    assert (sent.state, sent.attempts) == ("failed", 1) and sent.error
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail_send(mail_id=sent.id, actor=buyer.plant.actor)
    sent.refresh_from_db()
    assert (sent.state, sent.attempts, sent.error) == ("sent", 2, "")


def test_a_price_is_removed_from_its_row_by_who_keeps_prices(buyer: Buyer, client: Client) -> None:
    held = SupplierItem.objects.first()
    assert held
    way = reverse("web:terms_removal", args=[held.id])
    assert way in seen(client, "supplier_items")
    assert way not in seen(signed_in(buyer, "viewer"), "supplier_items")
    post(client, "terms_removal", held.id, reason="They gave it up.")
    assert not SupplierItem.objects.filter(id=held.id).exists()
    assert Entry.objects.get(verb="supplier_item.remove").reason == "They gave it up."
    assert way not in seen(client, "supplier_items")
