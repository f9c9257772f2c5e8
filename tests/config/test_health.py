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
