"""Figures for Prometheus: requests of this process, and what waits in the database."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from hmac import compare_digest

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

Respond = Callable[[HttpRequest], HttpResponse]

BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper ends in seconds."""

WAITING = """
SELECT 'runwright_jobs{state="' || status || '"}', count(*)::text FROM procrastinate_jobs
GROUP BY status
UNION ALL SELECT 'runwright_orders{state="' || state || '"}', count(*)::text
FROM production_order GROUP BY state
UNION ALL SELECT 'runwright_database_connections', count(*)::text FROM pg_stat_activity
WHERE datname = current_database()
UNION ALL SELECT 'runwright_database_bytes', pg_database_size(current_database())::text
"""

requests: Counter[tuple[str, str, int]] = Counter()
seconds: Counter[float] = Counter()
totals: Counter[str] = Counter()


class Counted:
    """Middleware: counts answers by method, route and status, and how long they took."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = self.respond(request)
        took = time.perf_counter() - begun
        match = request.resolver_match
        requests[request.method or "", match.route if match else "", response.status_code] += 1
        seconds[next((end for end in BUCKETS if took <= end), float("inf"))] += 1
        totals["seconds"] += took  # type: ignore[assignment]
        return response


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format; with ``RUNWRIGHT_METRICS_TOKEN`` set, for its bearer alone, and
    without one for callers on this machine."""
    if not _may(request):
        return HttpResponse("forbidden\n", status=403, content_type="text/plain")
    return HttpResponse("\n".join([*_lines(), ""]), content_type="text/plain; version=0.0.4")


def _may(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "")
        return compare_digest(given.encode(), f"Bearer {token}".encode())
    is_forwarded = "X-Forwarded-For" in request.headers
    return not is_forwarded and request.META.get("REMOTE_ADDR", "") in {"127.0.0.1", "::1", ""}


def _lines() -> Iterator[str]:
    process = f'process="{os.getpid()}"'
    yield "# TYPE runwright_requests_total counter"
    for (method, route, status), count in sorted(requests.items()):
        told = f'method="{method}",route="{_quoted(route)}",status="{status}",{process}'
        yield f"runwright_requests_total{{{told}}} {count}"
    yield "# TYPE runwright_request_seconds histogram"
    below = 0
    for end in (*BUCKETS, float("inf")):
        below += seconds[end]
        upper = "+Inf" if end == float("inf") else f"{end:g}"
        yield f'runwright_request_seconds_bucket{{le="{upper}",{process}}} {below}'
    yield f"runwright_request_seconds_sum{{{process}}} {totals['seconds']:.6f}"
    yield f"runwright_request_seconds_count{{{process}}} {below}"
    yield from _database()


def _database() -> Iterator[str]:
    """What the database says; where it does not answer, that."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            rows = cursor.fetchall()
    except DatabaseError:
        rows = []
    for kind in ("jobs", "orders", "database_connections", "database_bytes"):
        yield f"# TYPE runwright_{kind} gauge"
        yield from (
            f"{name} {value}" for name, value in rows if name.startswith(f"runwright_{kind}")
        )
    yield "# TYPE runwright_database_up gauge"
    yield f"runwright_database_up {int(bool(rows))}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
