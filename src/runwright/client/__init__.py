"""Driving Runwright from another program: a client of its API that needs nothing else.

>>> client = Client("https://factory.example", token="rw_…")
>>> order = client.orders.create_order(item_id=17, quantity=Decimal("120"))
>>> client.orders.confirm_order(order["id"])

The calls are made by ``tools/client.py`` from ``docs/openapi.json``: each is named like its
operation there. Numbers are ``Decimal``, lists walk through all their pages, and every write
carries an idempotency key, so that trying again is safe.
"""

from runwright.client.calls import Calls
from runwright.client.problems import Problem
from runwright.client.records import Record
from runwright.client.wire import Wire

__all__ = ["Client", "Problem", "Record"]


class Client(Calls):
    """Runwright at an address, for the owner of a token.

    ``seconds`` is how long an answer may take, ``tries`` how often a call is made in all when the
    server is away or busy.
    """

    def __init__(self, address: str, *, token: str, seconds: float = 30, tries: int = 4) -> None:
        wire = Wire(address, token, seconds, tries)
        for name, noun in Calls.__annotations__.items():
            setattr(self, name, noun(wire))
