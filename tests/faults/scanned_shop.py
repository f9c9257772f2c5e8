"""A mill on a real server, made and looked at in the program's own environment.

python -m tests.faults.scanned_shop make BATCHES
python -m tests.faults.scanned_shop look
"""

import json
import sys

import django

PIECES = 6


def make(batches: int) -> dict[str, object]:
    """A mill with so many batches that were never scanned, in orders of a hundred."""
    from runwright.people.actor import system_actor
    from runwright.people.roles import PERMISSIONS
    from runwright.people.selectors import actor_of
    from runwright.people.services import token_issue, user_create
    from tests.stories.mill import scanning_mill
    from tests.stories.plant import D

    mill = scanning_mill()
    mill.plant.receive("YARN", D(1_000_000), lot_number="Y2")
    codes = []
    for _ in range(-(-batches // 100)):
        codes += [b.code for b in mill.released(D(PIECES * 100), D(PIECES))[1]]
    user = user_create(username="shop", full_name="Shop", roles=frozenset({"administrator"}),
                       actor=system_actor("shop"))  # fmt: skip
    token = token_issue(name="shop", scopes=frozenset(PERMISSIONS), actor=actor_of(user=user))
    return {"secret": token.secret, "station": mill.stations["Knit in"].id, "codes": codes}


def look(_: int = 0) -> dict[str, object]:
    """What the scans did, and what the doctor says."""
    from django.db.models import Sum

    from runwright.production.models import Batch, MaterialLine, Scan, WorkOrder
    from runwright.reports.doctor import examine

    scans = Scan.objects.values_list("id", "batch__code")
    begun = Batch.objects.exclude(state="created").values_list("code", flat=True)
    lines = MaterialLine.objects.filter(item__code="YARN").values_list("order_id", "consumed")
    knitted = WorkOrder.objects.filter(name="Knit").values("order_id")
    pieces = dict(knitted.annotate(Sum("firsts")).values_list("order_id", "firsts__sum"))
    return {
        "scans": {str(key): code for key, code in scans},
        "begun": [*begun],
        "drawn": {str(order): f"{consumed:.3f}" for order, consumed in lines},
        "due": {str(order): f"{_due(int(count)):.3f}" for order, count in pieces.items()},
        "complaints": [str(complaint) for complaint in examine()],
    }


def _due(pieces: int) -> float:
    """Yarn of so many pairs in hundredths of a kilogram, rounded up."""
    return -(-pieces * 525 // 12) / 100


if __name__ == "__main__":
    django.setup()
    verb, *words = sys.argv[1:]
    print(json.dumps({"make": make, "look": look}[verb](*map(int, words))))
