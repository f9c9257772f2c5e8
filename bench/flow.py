"""How long the flow diagram of a large run takes until it can be used, in a real browser.

    python -m bench.flow --home FOLDER [--batches 5000]

Fills a run of parallel batches by COPY, serves it, and opens its diagram in Chromium: as it opens
(parallel batches together), around one batch, and with each batch apart. From the click until the
diagram answers to the mouse; prints medians and the slowest.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench.program import Program, Visitor

INSIDE = "RUNWRIGHT_BENCH_INSIDE"
FLAGS = ["--no-sandbox", "--disable-gpu"]
PORT = 8931
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--batches", type=int, default=5_000)
    options = parser.parse_args()
    if INSIDE in os.environ:
        fill(options.batches)
        return
    program = Program(options.home)
    own = {INSIDE: "yes", "DJANGO_SETTINGS_MODULE": "runwright.config.settings"}
    try:
        program.verb("migrate", "--quiet")
        words = [sys.executable, "-m", "bench.flow", *sys.argv[1:]]
        told = subprocess.run(
            words, env=program.environment | own, check=True, stdout=subprocess.PIPE
        )
        run, batch = told.stdout.split()
        with program.serving(PORT) as visitor:
            _watched(visitor, options.batches, int(run), int(batch))
    finally:
        program.stop_database()


def fill(batches: int) -> None:
    """Write the run; says its id and that of a batch in its midst."""
    import django

    django.setup()
    from bench.trace import Lines

    lines = Lines(400)
    lines.fill()
    run = lines.wide(batches)
    first, _last, _lot = lines.sample()
    print(run, first)


def _watched(visitor: Visitor, batches: int, run: int, batch: int) -> None:
    from playwright.sync_api import sync_playwright

    paths = {
        "as it opens, parallel batches together": f"/runs/{run}/flow",
        "± 2 levels around a batch": f"/batches/{batch}/flow",
        "each batch apart": f"/runs/{run}/flow?collapsed=no",
    }
    path = os.environ.get("RUNWRIGHT_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([
            {"name": one.name, "value": one.value or "", "url": visitor.address}
            for one in visitor.cookies
        ])  # fmt: skip
        page = context.new_page()
        for words, address in paths.items():
            times = [_opened(page, visitor.address + address) for _round in range(ROUNDS)]
            print(f"| diagram of a run of {batches} batches, {words} | {median(times):.0f} ms "
                  f"| {max(times):.0f} ms |", flush=True)  # fmt: skip
        browser.close()


def _opened(page: Any, address: str) -> float:
    """Milliseconds until the diagram is drawn and listens."""
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("#flow[data-ready]", timeout=60_000)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
