"""The example of the guide does what it says, against a server that listens on a port."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from runwright.integrations.models import Endpoint
from runwright.integrations.services import endpoint_serve, outbox_fill
from runwright.units.services import standard_units_create
from tests.api.conftest import SYSTEM, caller

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "api.md"


@contextmanager
def worker() -> Iterator[None]:
    """Somebody who fills the outbox and empties it, as the worker of a server does."""
    over = threading.Event()

    def work() -> None:
        while not over.wait(0.2):
            outbox_fill()
            for endpoint in Endpoint.objects.all():
                endpoint_serve(endpoint_id=endpoint.pk)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_stranger_makes_hats_and_is_told(live_server, capsys, settings):
    settings.WEBHOOKS_PRIVATE = True
    standard_units_create(actor=SYSTEM)
    token = caller("administrator").headers["authorization"].removeprefix("Bearer ")
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    code = code.replace("http://localhost:8000", live_server.url).replace("rw_…", token)
    with worker():
        exec(compile(code, str(GUIDE), "exec"), {})
    assert capsys.readouterr().out == "120 192\norder.finish done\n"
