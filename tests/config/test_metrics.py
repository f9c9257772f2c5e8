"""What Prometheus is told, read by its own parser, and who may read it."""

import pytest
from django.test import override_settings
from prometheus_client.parser import text_string_to_metric_families

pytestmark = pytest.mark.django_db


def told(client, **headers):
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    return {one.name: one for one in text_string_to_metric_families(answer.content.decode())}


def test_requests_are_counted_by_route(client):
    client.get("/healthz")
    families = told(client)
    routes = {one.labels["route"] for one in families["runwright_requests"].samples}
    assert "healthz" in routes
    histogram = families["runwright_request_seconds"]
    counts = [one.value for one in histogram.samples if one.name.endswith("_bucket")]
    assert counts == sorted(counts)
    assert counts[-1] >= 1
    assert families["runwright_database_up"].samples[0].value == 1


def test_strangers_are_refused(client):
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403


@override_settings(METRICS_TOKEN="a long token")
def test_a_token_opens(client):
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert told(client, Authorization="Bearer a long token")
