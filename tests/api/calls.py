"""Calling the API the way a program does."""

import json
from uuid import uuid4

from django.test import Client

PREFIX = "/api/v1"


class Caller:
    """A program with a token; answers are ``(status, JSON value)`` or the whole response."""

    def __init__(self, token: str) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **query):
        return self.client.get(PREFIX + path, query, headers=self.headers)

    def post(
        self, path: str, body=None, *, key: object = None, raw: bytes | None = None, **headers
    ):
        sent = raw if raw is not None else json.dumps({} if body is None else body).encode()
        return self.client.post(
            PREFIX + path,
            sent,
            content_type=headers.pop("content_type", "application/json"),
            headers={**self.headers, "idempotency-key": str(key or uuid4()), **headers},
        )

    def patch(self, path: str, body: object):
        return self.client.patch(
            PREFIX + path,
            json.dumps(body).encode(),
            content_type="application/json",
            headers={**self.headers, "idempotency-key": str(uuid4())},
        )

    def changed(self, path: str, body: object):
        """The JSON of a PATCH that must succeed."""
        response = self.patch(path, body)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    def made(self, path: str, body=None, **given):
        """The JSON of a POST that must succeed."""
        response = self.post(path, body, **given)
        assert response.status_code in {200, 201}, response.content.decode()
        return response.json()

    def got(self, path: str, **query):
        """The JSON of a GET that must succeed."""
        response = self.get(path, **query)
        assert response.status_code == 200, response.content.decode()
        return response.json()


def problem_of(response, status: int, code: str = "") -> dict:
    """The problem document of an answer, checked for its shape."""
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/problem+json"
    document = response.json()
    assert set(document) == {"type", "title", "status", "detail", "instance", "code", "reasons"}
    assert document["status"] == status
    assert document["instance"] == f"urn:uuid:{response['X-Request-Id']}"
    if code:
        assert document["code"] == code
    return document
