"""Webhooks: what happened is told once, signed, in order, and again when it was not taken."""

import json
import time
from datetime import timedelta

import pytest
from django.db import transaction
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from runwright.integrations import wire
from runwright.integrations.errors import AddressPrivate, AddressWrong, EndpointResting
from runwright.integrations.models import Endpoint, Message
from runwright.integrations.rules import PURPOSE, WAITS, is_public, url_parts, wait_after
from runwright.integrations.services import (
    endpoint_create,
    endpoint_secret_renew,
    endpoint_serve,
    endpoint_switch_off,
    endpoint_switch_on,
    endpoint_test,
    endpoint_update,
    endpoints_archive,
    endpoints_restore,
    endpoints_wake,
    message_replay,
    messages_replay_failed,
    outbox_fill,
)
from runwright.integrations.states import DELIVERED, FAILED, PENDING
from runwright.journal.clock import at, now
from runwright.kernel.errors import Conflict, Forbidden
from runwright.people.sealing import opened
from runwright.people.selectors import actor_of
from runwright.people.services import user_create, user_roles_set, users_archive
from runwright.reports.doctor import examine
from runwright.resources.limits import user_limits_set
from runwright.resources.services import department_create, department_update
from runwright.stock.services import warehouse_create, warehouse_update
from runwright.units.services import standard_units_create
from tests.api.conftest import SYSTEM, caller, person
from tests.integrations.receiver import listening

pytestmark = pytest.mark.django_db
TOLD = ["department.create", "department.update"]


@pytest.fixture
def units(db):
    standard_units_create(actor=SYSTEM)


@pytest.fixture
def receiver(settings):
    settings.WEBHOOKS_PRIVATE = True
    with listening() as found:
        yield found


@pytest.fixture
def admin(db):
    user_create(
        username="other", full_name="Other", roles=frozenset({"administrator"}), actor=SYSTEM
    )
    return actor_of(user=person("administrator"))


@pytest.fixture
def made(admin, receiver):
    return endpoint_create(name="ERP", url=receiver.url, events=TOLD, actor=admin)


def tell(made) -> int:
    """What a worker does: fill the outbox, and serve the endpoint."""
    outbox_fill()
    return endpoint_serve(endpoint_id=made.endpoint.pk)


def department(code: str = "KNIT"):
    return department_create(code=code, name="Knitting", actor=SYSTEM)


class TestTelling:
    def test_what_happened_is_told_and_signed(self, made, receiver, admin):
        record = department()
        assert tell(made) == 1
        ((headers, body),) = receiver.got
        told = Webhook(made.secret).verify(body, headers)
        assert told["type"] == "department.create"
        assert told["record"] == {"kind": "department", "id": str(record.pk), "label": str(record)}
        assert told["data"]["code"] == "KNIT"
        assert told["data"]["id"] == record.pk
        message = Message.objects.get()
        assert (message.state, message.tries) == (DELIVERED, 1)
        assert headers["webhook-id"] == f"msg_{message.id.hex}"

    def test_the_record_is_what_the_api_answers(self, made, receiver, units):

        record = department()
        tell(made)
        shown = caller("production_manager").got(f"/departments/{record.pk}")
        assert json.loads(receiver.bodies()[0])["data"] == shown

    def test_a_forged_message_is_not_believed(self, made, receiver):
        department()
        tell(made)
        ((headers, body),) = receiver.got
        with pytest.raises(WebhookVerificationError):
            Webhook(made.secret).verify(body.replace("KNIT", "KNOT"), headers)

    def test_only_what_was_asked_for_is_told(self, made, receiver, admin):
        user_create(username="x", full_name="X", roles=frozenset(), actor=SYSTEM)
        tell(made)
        assert receiver.got == []

    def test_what_happened_before_is_not_told(self, receiver, admin):
        department("OLD")
        made = endpoint_create(name="ERP", url=receiver.url, events=TOLD, actor=admin)
        tell(made)
        assert receiver.got == []

    def test_what_was_rolled_back_is_not_told(self, made, receiver):
        with pytest.raises(RuntimeError), transaction.atomic():
            department()
            raise RuntimeError
        assert tell(made) == 0

    def test_the_outbox_may_be_filled_twice(self, made, receiver):
        department()
        assert outbox_fill() == 1
        assert outbox_fill() == 0
        assert tell(made) == 1
        assert tell(made) == 0
        assert len(receiver.got) == 1

    def test_an_owner_who_may_see_less_is_told_less(self, made, receiver, admin):
        user_roles_set(user_id=admin.user_id, roles=frozenset(), actor=SYSTEM)
        department()
        tell(made)
        assert json.loads(receiver.bodies()[0])["data"] is None

    def test_an_owner_who_is_limited_is_told_of_their_own(self, receiver, admin):
        made = endpoint_create(name="W", url=receiver.url, events=["warehouse.update"], actor=admin)
        warehouse_create(code="MAIN", name="Main", actor=SYSTEM)
        own, other = (warehouse_create(code=c, name=c, actor=SYSTEM) for c in ("OWN", "OTHER"))
        user_roles_set(user_id=admin.user_id, roles=frozenset({"warehouse"}), actor=SYSTEM)
        user_limits_set(
            user_id=admin.user_id, department_ids=[], warehouse_ids=[own.id], actor=SYSTEM
        )
        for one in (own, other):
            warehouse_update(warehouse_id=one.id, name="New", actor=SYSTEM)
        tell(made)
        data = {told["record"]["id"]: told["data"] for told in map(json.loads, receiver.bodies())}
        assert data[str(own.id)]["name"] == "New"
        assert data[str(other.id)] is None

    def test_an_owner_who_left_is_told_nothing_of_the_record(self, made, receiver, admin):
        users_archive(user_ids=[admin.user_id], actor=SYSTEM)
        department()
        tell(made)
        assert json.loads(receiver.bodies()[0])["data"] is None


class TestFailing:
    @pytest.mark.parametrize(
        ("status", "is_stuck", "error"),
        [
            (200, False, ""),
            (500, False, "answered with 500"),
            (200, True, "no answer within 1 seconds"),
        ],
    )
    def test_a_receiver_that_never_ends_is_left(
        self, made, receiver, monkeypatch, status, is_stuck, error
    ):
        monkeypatch.setattr(wire, "SECONDS", 1.0)
        receiver.answers, receiver.drips, receiver.is_stuck = [status], 600, is_stuck
        department()
        began = time.monotonic()
        assert tell(made) == (0 if error else 1)
        assert time.monotonic() - began < 10
        assert Message.objects.get().error == error

    def test_what_was_not_taken_comes_again_as_it_was(self, made, receiver):
        receiver.answers = [500]
        record = department()
        assert tell(made) == 0
        message = Message.objects.get()
        assert (message.state, message.error) == (PENDING, "answered with 500")
        department_update(department_id=record.pk, name="Changed", actor=SYSTEM)
        with at(now() + timedelta(minutes=2)):
            assert tell(made) == 2
        first, again, later = receiver.got
        assert first[1] == again[1]
        assert first[0]["webhook-id"] == again[0]["webhook-id"]
        assert json.loads(later[1])["data"]["name"] == "Changed"
        assert message.attempts.count() == 2

    def test_one_record_waits_and_another_does_not(self, made, receiver):
        receiver.answers = [422]
        record = department("A")
        outbox_fill()
        department_update(department_id=record.pk, name="Later", actor=SYSTEM)
        department("B")
        assert tell(made) == 1
        kinds = [json.loads(body)["data"]["code"] for body in receiver.bodies()]
        assert kinds == ["A", "B"]
        with at(now() + WAITS[0] + timedelta(seconds=1)):
            assert tell(made) == 2
        assert [json.loads(b)["type"] for b in receiver.bodies()[2:]] == TOLD

    def test_it_is_given_up_at_last_and_can_be_replayed(self, made, receiver, admin):
        receiver.answers = [400] * (len(WAITS) + 1)
        department()
        moment = now()
        for wait in (timedelta(), *WAITS):
            moment += wait + timedelta(seconds=1)
            with at(moment):
                tell(made)
        message = Message.objects.get()
        assert (message.state, message.tries) == (FAILED, len(WAITS) + 1)
        with at(moment):
            count = messages_replay_failed(
                endpoint_id=made.endpoint.pk, since=message.happened_at, actor=admin
            )
            assert count == 1
            assert tell(made) == 1
        assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1

    def test_one_that_is_away_is_left_alone_for_a_while(self, made, receiver):
        Endpoint.objects.update(url="http://127.0.0.1:9/")
        department("A")
        department("B")
        assert tell(made) == 0
        assert sorted(Message.objects.values_list("tries", flat=True)) == [0, 1]
        assert tell(made) == 0
        assert sorted(Message.objects.values_list("tries", flat=True)) == [0, 1]

    def test_it_is_switched_off_after_days_of_failure(self, made, receiver, admin):
        receiver.answers = [500, 500]
        department()
        tell(made)
        with at(now() + timedelta(days=6)):
            tell(made)
            endpoint = Endpoint.objects.get()
            assert endpoint.off_at
            assert endpoint.off_reason
            department("LATER")
            assert tell(made) == 0
            endpoint_switch_on(endpoint_id=endpoint.pk, actor=admin)
            with at(now() + timedelta(days=2)):
                assert tell(made) == 2

    def test_one_that_is_gone_is_switched_off_at_once(self, made, receiver):
        receiver.answers = [410]
        department()
        tell(made)
        assert Endpoint.objects.get().off_at

    def test_a_redirection_is_not_followed(self, made, receiver):
        receiver.answers = [302]
        department()
        assert tell(made) == 0
        assert len(receiver.got) == 1


class TestKeeping:
    def test_two_secrets_sign_for_a_day(self, made, receiver, admin):
        renewed = endpoint_secret_renew(endpoint_id=made.endpoint.pk, actor=admin)
        department("A")
        tell(made)
        headers, body = receiver.got[0]
        for secret in (made.secret, renewed.secret):
            assert Webhook(secret).verify(body, headers)
        with at(now() + timedelta(hours=25)):
            department("B")
            tell(made)
        assert receiver.got[1][0]["webhook-signature"].count("v1,") == 1

    def test_a_secret_is_sealed_at_rest(self, made):
        kept = made.endpoint.secrets.get().sealed
        assert made.secret.removeprefix("whsec_") not in kept
        assert opened(kept, purpose=PURPOSE)
        assert opened(kept, purpose="another") is None
        assert opened(kept[:-4] + "AAAA", purpose=PURPOSE) is None

    def test_a_test_arrives_and_an_endpoint_that_is_off_sends_none(self, made, receiver, admin):
        endpoint_test(endpoint_id=made.endpoint.pk, actor=admin)
        assert tell(made) == 1
        assert json.loads(receiver.bodies()[0])["type"] == "webhook.test"
        endpoint_switch_off(endpoint_id=made.endpoint.pk, actor=admin)
        with pytest.raises(EndpointResting):
            endpoint_test(endpoint_id=made.endpoint.pk, actor=admin)

    def test_what_was_delivered_can_be_sent_again_but_not_while_it_waits(
        self, made, receiver, admin
    ):
        department()
        tell(made)
        message = Message.objects.get()
        message_replay(message_id=message.pk, actor=admin)
        with pytest.raises(Conflict):
            message_replay(message_id=message.pk, actor=admin)
        assert tell(made) == 1
        assert receiver.got[0][0]["webhook-id"] == receiver.got[1][0]["webhook-id"]

    def test_an_archived_one_is_told_nothing_of_the_time_it_was_away(self, made, receiver, admin):
        endpoints_archive(endpoint_ids=[made.endpoint.pk], actor=admin)
        department("A")
        assert tell(made) == 0
        endpoints_restore(endpoint_ids=[made.endpoint.pk], actor=admin)
        department("B")
        assert tell(made) == 1

    def test_other_events_can_be_chosen(self, made, receiver, admin):
        endpoint_update(endpoint_id=made.endpoint.pk, events=["department.update"], actor=admin)
        department()
        assert tell(made) == 0

    def test_only_administrators_keep_webhooks(self, receiver):
        planner = actor_of(user=person("planner"))
        with pytest.raises(Forbidden):
            endpoint_create(name="ERP", url=receiver.url, events=TOLD, actor=planner)

    def test_a_worker_is_woken_for_what_is_due(self, made):
        department()
        outbox_fill()
        assert endpoints_wake() == 1


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "0.0.0.0",
            "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
            "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
            "fec0::1", "fe80::1%eth0",
        ],
    )  # fmt: skip
    def test_what_is_not_public_is_known(self, address):
        assert not is_public(address)

    @pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808"])
    def test_what_is_public_is_known(self, address):
        assert is_public(address)

    @pytest.mark.parametrize(
        "url",
        ["http://127.0.0.1/", "http://localhost:8000/x", "http://[::1]/", "http://2130706433/",
         "http://0x7f000001/", "http://127.1/"],
    )  # fmt: skip
    def test_one_in_the_own_network_is_refused(self, admin, url):
        with pytest.raises(AddressPrivate):
            endpoint_create(name="ERP", url=url, events=TOLD, actor=admin)

    @pytest.mark.parametrize(
        "url",
        ["ftp://example.com/", "example.com", "https://", "https://user:pw@example.com/",
         "https://example.com:99999/", "https://example.com/\r\nX: y", "javascript:alert(1)",
         "https://exa mple.com/"],
    )  # fmt: skip
    def test_what_cannot_be_called_is_refused(self, url):
        with pytest.raises(AddressWrong):
            url_parts(url)

    def test_an_address_that_moved_into_the_own_network_is_not_called(
        self, made, receiver, settings
    ):
        settings.WEBHOOKS_PRIVATE = False
        department()
        assert tell(made) == 0
        assert receiver.got == []
        assert "not a public address" in Message.objects.get().error


def test_waiting_grows_and_ends():
    assert list(WAITS) == sorted(WAITS)
    assert wait_after(1) == WAITS[0]
    assert wait_after(len(WAITS)) == WAITS[-1]
    assert wait_after(len(WAITS) + 1) is None


class TestDoctor:
    def test_a_history_of_messages_is_clean(self, made, receiver):
        department()
        tell(made)
        assert list(examine()) == []
