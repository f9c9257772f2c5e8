"""Every verb of every record in every state, as the tables say; one test made from them."""

from collections.abc import Callable, Iterator

import pytest

from runwright.kernel.errors import GuardFailed, Refusal
from runwright.kernel.transitions import Life, WrongState
from runwright.people.actor import Actor
from runwright.purchasing import services
from runwright.purchasing.models import PurchaseOrder, PurchaseRequest, Rfq
from runwright.purchasing.services import Answer, quote_accept, quote_answer, rfq_create
from runwright.purchasing.states import AUTOMATIC_VERBS, ORDER_LIFE, REQUEST_LIFE, RFQ_LIFE
from runwright.reports.doctor import examine
from tests.purchasing.conftest import Buyer, buying_plant
from tests.stories.plant import D

pytestmark = pytest.mark.django_db


def reached(buyer: Buyer, kind: str, state: str) -> object:
    """A record of a kind in a state, brought there by the services."""
    makers = {"purchase_request": request_in, "rfq": rfq_in, "purchase_order": order_in}
    record = makers[kind](buyer, state)
    record.refresh_from_db()
    assert record.state == state
    return record


def request_in(buyer: Buyer, state: str) -> PurchaseRequest:
    actor = buyer.plant.actor
    request = buyer.request(buyer.short_order())
    key = request.id
    if state == "rejected":
        services.request_reject(request_id=key, reason="too dear", actor=actor)
    elif state == "cancelled":
        services.request_cancel(request_id=key, actor=actor)
    elif state != "draft":
        services.request_approve(request_id=key, actor=actor)
    if state in ("ordered", "received"):
        order = buyer.ordered(request)
        if state == "received":
            buyer.receive(order, D(4))
    return request


def rfq_in(buyer: Buyer, state: str) -> Rfq:
    actor = buyer.plant.actor
    request = buyer.approved(buyer.short_order())
    rfq = rfq_create(
        request_ids=[request.id], supplier_ids=[buyer.near.id, buyer.far.id], actor=actor
    )
    if state == "cancelled":
        services.rfq_cancel(rfq_id=rfq.id, actor=actor)
    elif state != "draft":
        services.rfq_send(rfq_id=rfq.id, actor=actor)
    if state == "accepted":
        quote = rfq.quotes.get(supplier=buyer.far)
        answer = Answer(line_id=rfq.lines.get().id, quantity=D(4), price=D("0.55"))
        quote_answer(quote_id=quote.id, answers=[answer], actor=actor)
        quote_accept(quote_id=quote.id, actor=actor)
    return rfq


def order_in(buyer: Buyer, state: str) -> PurchaseOrder:
    actor = buyer.plant.actor
    order = buyer.drafted(buyer.approved(buyer.short_order()))
    if state == "cancelled":
        services.purchase_order_cancel(order_id=order.id, actor=actor)
    elif state != "draft":
        services.purchase_order_send(order_id=order.id, actor=actor)
    if state in ("partly_received", "received"):
        buyer.receive(order, D(1) if state == "partly_received" else D(4))
    return order


VERBS: dict[str, dict[str, Callable[..., object]]] = {
    "purchase_request": {
        "approve": services.request_approve,
        "reject": services.request_reject,
        "withdraw": services.request_withdraw,
        "cancel": services.request_cancel,
    },
    "rfq": {"send": services.rfq_send, "cancel": services.rfq_cancel},
    "purchase_order": {
        "send": services.purchase_order_send,
        "close": services.purchase_order_close,
        "cancel": services.purchase_order_cancel,
    },
}
KEYS = {"purchase_request": "request_id", "rfq": "rfq_id", "purchase_order": "order_id"}
REASONED = {"reject", "close"}
LIVES: tuple[Life, ...] = (REQUEST_LIFE, RFQ_LIFE, ORDER_LIFE)


def tried() -> Iterator[tuple[Life, str, str]]:
    for life in LIVES:
        for verb in VERBS[life.name]:
            for state in life.states:
                yield life, verb, state


def test_every_verb_of_the_tables_is_tried() -> None:
    for life in LIVES:
        known = {*VERBS[life.name], *AUTOMATIC_VERBS[life.name]}
        assert {step.verb for step in life.transitions} == known


@pytest.mark.parametrize(
    ("life", "verb", "state"), list(tried()), ids=lambda value: getattr(value, "name", value)
)
def test_a_verb_does_in_a_state_what_the_table_says(life: Life, verb: str, state: str) -> None:
    buyer = buying_plant()
    record = reached(buyer, life.name, state)
    given = {KEYS[life.name]: record.pk} | ({"reason": "so"} if verb in REASONED else {})
    step = life.find(state, verb)
    if step is None:
        with pytest.raises(WrongState):
            VERBS[life.name][verb](**given, actor=buyer.plant.actor)
    else:
        VERBS[life.name][verb](**given, actor=buyer.plant.actor)
        record.refresh_from_db()
        assert record.state == step.target
    assert [str(complaint) for complaint in examine()] == []


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)
def test_nobody_takes_a_step_without_its_right(life: Life, buyer: Buyer) -> None:
    stranger = Actor(user_id=1, label="stranger", permissions=frozenset({"purchasing.view"}))
    for verb, service in VERBS[life.name].items():
        step = next(step for step in life.transitions if step.verb == verb)
        record = reached(buyer, life.name, sorted(step.sources)[0])
        more = {"reason": "so"} if verb in REASONED else {}
        with pytest.raises(Refusal, match="permission"):
            service(**{KEYS[life.name]: record.pk}, **more, actor=stranger)


@pytest.mark.parametrize(
    ("kind", "verb", "state"),
    [("purchase_request", "reject", "draft"), ("purchase_order", "close", "partly_received")],
)
def test_who_waits_is_told_why(kind: str, verb: str, state: str, buyer: Buyer) -> None:
    record = reached(buyer, kind, state)
    with pytest.raises(GuardFailed, match="a reason is needed"):
        VERBS[kind][verb](**{KEYS[kind]: record.pk}, reason=" ", actor=buyer.plant.actor)
