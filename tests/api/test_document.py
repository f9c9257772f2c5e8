"""The document that describes the API, as programs and people get it."""

import json
import os
from pathlib import Path

import pytest
from django.test import Client

from runwright.api.document import text_of
from runwright.api.reference import told_of
from runwright.people.roles import PERMISSIONS
from tests.api.shapes import document, operations

KEPT = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


UNKEYED = {
    f"/api/v1/{path}"
    for path in (
        "scans", "scans/{scan_id}", "scans/offer",
        "stations/{station_id}/operator", "stations/{station_id}/signing-off",
        "stations/{station_id}/pin", "operators/{operator_id}/pin",
        "parked-scans/{parked_id}/retry", "parked-scans/{parked_id}/application",
        "parked-scans/{parked_id}/dropping",
    )
}  # fmt: skip
"""Scans are settled by ids of their own; the others change nothing a second time."""


def test_the_kept_document_is_current():
    """Write it anew with ``RUNWRIGHT_WRITE_OPENAPI=yes`` when the API has changed on purpose."""
    if os.environ.get("RUNWRIGHT_WRITE_OPENAPI"):
        KEPT.write_text(text_of(document()), "utf-8")
    assert KEPT.read_text("utf-8") == text_of(document())


def test_programs_get_the_same_document(db):
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.json() == json.loads(KEPT.read_text("utf-8"))


def test_every_operation_says_which_permission_it_needs():
    for operation in operations():
        told = document()["paths"][operation.path][operation.method]
        assert told["x-permission"] in PERMISSIONS
        assert f"`{told['x-permission']}`" in told["description"]


def test_every_write_takes_a_key_and_every_operation_says_how_it_fails():
    for operation in operations():
        told = document()["paths"][operation.path][operation.method]
        assert {"401", "403", "422", "503"} <= set(told["responses"])
        keys = [p["name"] for p in operation.parameters("header") if p["required"]]
        is_keyed = operation.method != "get" and operation.path not in UNKEYED
        assert keys == (["Idempotency-Key"] if is_keyed else [])


class TestReference:
    """The page for people, made on the server."""

    @pytest.fixture
    def page(self, db):
        return Client().get("/api/v1/")

    def test_it_names_every_operation(self, page):
        words = page.content.decode()
        for operation in operations():
            assert operation.path in words

    def test_it_needs_no_script_and_only_styles_with_the_nonce(self, page):
        words = page.content.decode()
        assert "<script" not in words
        assert " style=" not in words
        policy = page["Content-Security-Policy"]
        nonce = words.partition('<style nonce="')[2].partition('"')[0]
        assert nonce
        assert f"'nonce-{nonce}'" in policy


def test_every_operation_is_told_in_words_and_with_examples():
    whole = document()
    for path, methods in whole["paths"].items():
        for method, operation in methods.items():
            told = told_of(whole, path, method, operation)
            body = operation.get("requestBody", {}).get("content", {})
            assert told.summary and operation["description"], path
            assert json.loads(told.response), path
            assert "application/json" not in body or json.loads(told.request) is not None, path
