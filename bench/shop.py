"""A shop for load: products of ten components each, ample stock, and one API token.

    python -m bench.shop [--products 20] [--components 10] [--operations 1]

Runs inside the program's environment (``bench.program``) and prints as JSON the token's secret and
the ids of the products.
"""

import argparse
import json
from decimal import Decimal

import django


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=20)
    parser.add_argument("--components", type=int, default=10)
    parser.add_argument("--operations", type=int, default=1)
    options = parser.parse_args()
    django.setup()
    products = _shop(options.products, options.components, options.operations)
    print(json.dumps({"secret": _token(), "products": products}))


def _shop(products: int, components: int, operations: int) -> list[int]:
    from runwright.catalog.services import item_create
    from runwright.company.services import company_set
    from runwright.people.actor import system_actor
    from runwright.resources.services import machine_create, work_centre_create
    from runwright.stock.services import stock_receive, storage_place, warehouse_create
    from runwright.units.selectors import unit_by_code
    from runwright.units.services import standard_units_create

    actor = system_actor("bench")
    company_set(actor=actor, name="Load works", time_zone="Europe/Bucharest")
    standard_units_create(actor=actor)
    warehouse = warehouse_create(code="MAIN", name="Main store", actor=actor)
    place = storage_place(warehouse_id=warehouse.id)
    piece = unit_by_code(code="pcs").id
    centres = []
    for n in range(1, 6):
        centre = work_centre_create(
            code=f"WC{n}", name=f"Centre {n}", lanes=50, cost_per_hour=Decimal(12), actor=actor
        )
        machine_create(code=f"M{n}", name=f"Machine {n}", work_centre_id=centre.id, actor=actor)
        centres.append(centre.id)
    pool = []
    for n in range(components + 50):
        item = item_create(
            code=f"C{n:03}", name=f"Component {n}", kind="material", unit_id=piece, actor=actor,
            standard_cost=Decimal("1.25"),
        )  # fmt: skip
        stock_receive(
            item_id=item.id, place_id=place.id, quantity=Decimal(10_000_000), actor=actor,
            unit_cost=Decimal("1.20"),
        )  # fmt: skip
        pool.append(item.id)
    return [
        _product(n, [pool[(n * 7 + k) % len(pool)] for k in range(components)], centres, operations)
        for n in range(products)
    ]


def _product(n: int, components: list[int], centres: list[int], operations: int) -> int:
    from runwright.catalog.services import item_create
    from runwright.engineering.services import (
        BomDraft,
        LineDraft,
        OperationDraft,
        bom_create,
        bom_validate,
        routing_create,
    )
    from runwright.people.actor import system_actor
    from runwright.units.selectors import unit_by_code

    actor = system_actor("bench")
    piece = unit_by_code(code="pcs").id
    item = item_create(
        code=f"P{n:03}", name=f"Product {n}", kind="product", unit_id=piece, supply="make",
        sales_price=Decimal(60), actor=actor,
    )  # fmt: skip
    drafts = [
        OperationDraft(
            name=f"Step {k}", work_centre_id=centres[(n + k) % len(centres)],
            setup_minutes=Decimal(10), cycle_minutes=Decimal("0.5"),
        )
        for k in range(1, operations + 1)
    ]  # fmt: skip
    routing = routing_create(
        item_id=item.id, name=f"Make {item.code}", operations=drafts, actor=actor
    )
    lines = [LineDraft(item_id=c, unit_id=piece, quantity=Decimal(2)) for c in components]
    draft = BomDraft(item_id=item.id, quantity=Decimal(1), lines=lines, routing_id=routing.id)
    bom = bom_create(draft=draft, actor=actor)
    bom_validate(bom_id=bom.id, actor=actor)
    return int(item.id)


def _token() -> str:
    from runwright.people.actor import system_actor
    from runwright.people.roles import PERMISSIONS
    from runwright.people.selectors import actor_of
    from runwright.people.services import token_issue, user_create

    user = user_create(
        username="load", full_name="Load", roles=frozenset({"administrator"}),
        actor=system_actor("bench"),
    )  # fmt: skip
    actor = actor_of(user=user, request_id="", device="bench")
    issued = token_issue(name="load", scopes=frozenset(PERMISSIONS), days=1, actor=actor)
    return str(issued.secret)


if __name__ == "__main__":
    main()
