"""The client of the package: made from the document, exact, and safe to try again."""

import json
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from runwright.client import Client, Problem
from runwright.client.records import Record, exact
from runwright.client.wire import form
from runwright.units.services import standard_units_create
from tests.api.conftest import SYSTEM, caller

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
CLIENT = ROOT / "src" / "runwright" / "client"


def test_the_calls_are_made_from_the_document_as_it_is():
    """Make them anew with ``python tools/client.py``."""
    import client as maker

    made = maker.texts(json.loads(maker.DOCUMENT.read_text("utf-8")))
    assert {name: (CLIENT / name).read_text("utf-8") for name in made} == made
    kept = {path.relative_to(CLIENT).as_posix() for path in CLIENT.glob("nouns/*.py")}
    assert kept == {name for name in made if name.startswith("nouns/")}


def test_every_operation_is_a_call():
    client = Client("http://nowhere", token="")
    document = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    for methods in document["paths"].values():
        for operation in methods.values():
            noun, name = operation["operationId"].split(".")
            assert callable(getattr(getattr(client, noun), name))


class TestExact:
    def test_decimals_are_found_where_the_document_says(self):
        order = {"id": 1, "quantity": "1.50", "note": "12", "materials": [{"need": "2.25"}]}
        told = exact(order, "Order")
        assert told["quantity"] == Decimal("1.50")
        assert told["note"] == "12"
        assert told["materials"][0]["need"] == Decimal("2.25")
        assert isinstance(told["materials"][0], Record)

    def test_nothing_and_a_page_of_rows(self):
        page = {"items": [{"quantity": None}, {"quantity": "3"}], "next": None}
        assert exact(page, "OrdersPage")["items"] == [{"quantity": None}, {"quantity": Decimal(3)}]


def test_a_form_carries_a_file():
    kind, data = form({"file": ("items.csv", b"code\n"), "note": "x"})
    assert kind.startswith("multipart/form-data; boundary=")
    assert b'name="file"; filename="items.csv"\r\n\r\ncode\n\r\n' in data
    assert b'name="note"\r\n\r\nx\r\n' in data


class TestTrying:
    """Against a server that does what it is told."""

    @pytest.fixture
    def server(self):
        from http.server import ThreadingHTTPServer
        from threading import Thread

        class Handler(BaseHTTPRequestHandler):
            answers: list[tuple[int, dict]] = []
            got: list[tuple[dict, bytes]] = []

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.got.append((dict(self.headers), body))
                status, told = self.answers.pop(0)
                if status == 0:
                    self.connection.close()
                    return
                self.send_response(status)
                self.send_header("Retry-After", "0")
                self.send_header("ETag", '"v1"')
                self.end_headers()
                self.wfile.write(json.dumps(told).encode())

            do_GET = do_POST = do_PATCH = answer

            def log_message(self, format, *args):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Handler.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield Handler
        server.shutdown()
        server.server_close()

    def test_a_write_is_tried_again_with_its_key(self, server):
        server.answers[:] = [(503, {}), (0, {}), (201, {"id": 1, "quantity": "5"})]
        server.got.clear()
        client = Client(server.url, token="rw_x")
        made = client.orders.create_order(item_id=1, quantity=Decimal("5.0"))
        assert made == {"id": 1, "quantity": Decimal(5)}
        keys = {headers["Idempotency-Key"] for headers, _ in server.got}
        assert len(keys) == 1
        assert UUID(keys.pop())
        assert {body for _, body in server.got} == {b'{"item_id": 1, "quantity": "5.0"}'}

    def test_a_refusal_is_not_tried_again(self, server):
        server.answers[:] = [(409, {"code": "wrong_state", "detail": "No.", "reasons": [{}]})]
        with pytest.raises(Problem) as caught:
            Client(server.url, token="rw_x").orders.confirm_order(1)
        assert (caught.value.status, caught.value.code) == (409, "wrong_state")
        assert caught.value.reasons == [{}]

    def test_it_gives_up_in_the_end(self, server):
        server.answers[:] = [(503, {})] * 2
        with pytest.raises(Problem):
            Client(server.url, token="rw_x", tries=2).orders.order(1)
        with pytest.raises(OSError, match="refused"):
            Client("http://127.0.0.1:9", token="", tries=1).orders.order(1)

    def test_key_and_match_are_headers_and_values_are_written_exactly(self, server):
        server.answers[:] = [(200, {"id": 1})] * 2
        server.got.clear()
        client = Client(server.url, token="rw_x")
        key, found = uuid4(), client.orders.order(1)
        at = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
        client.orders.change_order(
            1, deadline=at, note=date(2026, 1, 2), _key=key, _match=found.etag
        )
        headers, body = server.got[1]
        assert (headers["Idempotency-Key"], headers["If-Match"]) == (str(key), '"v1"')
        assert json.loads(body) == {"deadline": "2026-11-21T14:30:00+00:00", "note": "2026-01-02"}

    def test_a_list_walks_through_its_pages(self, server):
        server.answers[:] = [
            (200, {"items": [{"id": 1}, {"id": 2}], "next": "c"}),
            (200, {"items": [{"id": 3}], "next": None}),
        ]
        rows = Client(server.url, token="rw_x").orders.list_orders(late="yes")
        assert [row["id"] for row in rows] == [1, 2, 3]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_pages_and_refusals_of_the_real_server(live_server):
    standard_units_create(actor=SYSTEM)
    token = caller("administrator").headers["authorization"].removeprefix("Bearer ")
    client = Client(live_server.url, token=token)
    codes = [row["code"] for row in client.units.list_units(limit=3, sort="code")]
    assert codes == sorted(codes)
    assert len(codes) > 3
    with pytest.raises(Problem) as caught:
        client.units.unit(999_999)
    assert (caught.value.status, caught.value.code) == (404, "unit_not_found")
