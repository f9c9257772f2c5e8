"""What a supervisor asks."""

import pytest


def test_alive_asks_nothing_of_the_database(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.headers["X-Request-Id"]


@pytest.mark.django_db
def test_ready_asks_the_database(client):
    assert client.get("/readyz").json() == {"status": "ready"}


def test_a_given_request_id_is_kept(client):
    given = "0190f3a0-0000-7000-8000-000000000001"
    assert client.get("/healthz", headers={"X-Request-Id": given})["X-Request-Id"] == given
    assert client.get("/healthz", headers={"X-Request-Id": "x\r\ny"})["X-Request-Id"] != given


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_supervisor_is_answered_by_the_address_of_the_machine(client, settings, path):
    settings.ALLOWED_HOSTS = ["shop.example"]
    answer = client.get(path, headers={"Host": "127.0.0.1:8000"})
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/sign-in", headers={"Host": "127.0.0.1:8000"}).status_code == 400
