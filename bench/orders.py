"""The whole life of orders over the API: create, confirm, plan, issue, complete, receive and cost.

    python -m bench.orders --home FOLDER [--clients 4] [--seconds 30] [--operations 1]

Each client takes one order after the other through its life over a kept connection, every step a
committed call with an idempotency key. Prints orders per second and of each step the median and
the 95th percentile in milliseconds; then how long the page of the last order takes.
"""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections import defaultdict
from pathlib import Path

from bench.pages import visits
from bench.program import Program

QUANTITY = "10"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--operations", type=int, default=1)
    parser.add_argument("--components", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--port", type=int, default=18473)
    options = parser.parse_args()
    program = Program(options.home)
    try:
        program.verb("migrate", "--quiet")
        shop = shop_of(program, options.components, options.operations)
        with program.serving(options.port, "--workers", str(options.workers)) as visitor:
            last = run(shop, options, visitor.processor)
            for tab in ("", "/materials", "/work"):
                print(visits(visitor, f"/orders/{last}{tab}", 20).row(f"order page {tab or '/'}"))
    finally:
        program.stop_database()


def shop_of(program: Program, components: int, operations: int) -> dict[str, object]:
    """A shop for load in the program's database."""
    words = ["--components", str(components), "--operations", str(operations)]
    environment = program.environment | {"DJANGO_SETTINGS_MODULE": "runwright.config.settings"}
    told = subprocess.run(
        [sys.executable, "-m", "bench.shop", *words],
        env=environment, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return dict(json.loads(told.stdout))


class Client(threading.Thread):
    """Takes orders through their lives until the time is up."""

    def __init__(self, number: int, shop: dict[str, object], port: int, until: float) -> None:
        super().__init__()
        self.number, self.shop, self.until = number, shop, until
        self.wire = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.steps: dict[str, list[float]] = defaultdict(list)
        self.orders = self.last = 0

    @property
    def products(self) -> list[int]:
        """What the shop makes."""
        found = self.shop["products"]
        assert isinstance(found, list)
        return found

    def run(self) -> None:
        while time.monotonic() < self.until:
            self.life(self.products[(self.orders * 4 + self.number) % len(self.products)])
            self.orders += 1

    def life(self, product: int) -> None:
        """One order from its creation to its cost."""
        order = self.post("create", "/orders", {"item_id": product, "quantity": QUANTITY})
        self.last = order["id"]
        path = f"/orders/{self.last}"
        self.post("confirm", f"{path}/confirmation")
        order = self.post("plan", f"{path}/planning", {}, brief=False)
        self.post("issue", f"{path}/material-issue")
        for work in order["work_orders"]:
            self.post("complete", f"/work-orders/{work['id']}/reports", {"firsts": QUANTITY})
        self.post("receive and cost", f"{path}/finish")

    def post(self, step: str, path: str, body: object = None, *, brief: bool = True) -> dict:
        """One write; anything but success ends the measurement."""
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.UUID(bytes=os.urandom(16), version=4)),
            **({"Prefer": "return=minimal"} if brief else {}),
        }
        begun = time.perf_counter()
        text = json.dumps(body) if body is not None else None
        words = self._asked("POST", path, text, headers)
        self.steps[step].append(1000 * (time.perf_counter() - begun))
        return json.loads(words)

    def get(self, path: str) -> dict:
        """What is at a path; anything but success ends the measurement."""
        return json.loads(self._asked("GET", path, None, {}))

    def _asked(self, method: str, path: str, text: str | None, headers: dict[str, str]) -> bytes:
        signed = {"Authorization": f"Bearer {self.shop['secret']}", **headers}
        self.wire.request(method, f"/api/v1{path}", text, signed)
        answer = self.wire.getresponse()
        words = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{path}: {answer.status} {words.decode()}")
        return words


def run(shop: dict[str, object], options: argparse.Namespace, processor: object) -> int:
    """Let the clients run and print the lines of the table; the id of the last order."""
    assert callable(processor)
    for seconds in (2.0, options.seconds):  # the first, short one warms up
        spent, begun = processor(), time.monotonic()
        clients = [Client(n, shop, options.port, begun + seconds) for n in range(options.clients)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        taken, spent = time.monotonic() - begun, processor() - spent
    orders = sum(client.orders for client in clients)
    calls = sum(len(times) for client in clients for times in client.steps.values())
    print(
        f"| {options.clients} clients | {orders / taken:.1f} orders/s | {calls / taken:.0f} calls/s"
        f" | {1000 * spent / calls:.1f} ms of processor a call |"
    )
    for step in clients[0].steps:
        times = sorted(t for client in clients for t in client.steps[step])
        p95 = times[int(len(times) * 0.95)]
        print(f"| {step} | {statistics.median(times):.0f} ms | {p95:.0f} ms |", flush=True)
    return max(client.last for client in clients)


if __name__ == "__main__":
    main()
