"""Extras for those who watch many programs: Sentry and OpenTelemetry, each when it is named.

Their packages are extras, which a program without them does not have. What leaves the house says
where and how something failed and the id of the request, which the log and the journal know; it
says neither who asked nor what for.
"""

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from typing import Any

from runwright import __version__
from runwright.config import environment as env
from runwright.config.logs import current

TELLING = (
    "http.url", "http.target", "http.user_agent", "net.peer.ip", "net.peer.name", "client.address",
    "url.full", "url.path", "url.query", "user_agent.original",
)  # fmt: skip
"""Attributes of a span that may name a person or a secret: addresses hold one-time links."""


def watch() -> None:
    """Start what the environment names; the packages come with the extras ``sentry``, ``otel``."""
    if env.text("RUNWRIGHT_SENTRY"):
        import_module("sentry_sdk").init(**sentry_options(env.text("RUNWRIGHT_SENTRY")))
    if env.text("OTEL_EXPORTER_OTLP_ENDPOINT"):
        otlp = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
        trace_to(otlp.OTLPSpanExporter())


def sentry_options(address: str) -> dict[str, Any]:
    """Failures with their traceback; no bodies, no variables, no lines of the log."""
    return {
        "dsn": address,
        "release": __version__,
        "send_default_pii": False,
        "max_request_body_size": "never",
        "include_local_variables": False,
        "max_breadcrumbs": 0,
        "before_send": without_persons,
    }


def without_persons(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """What is sent of a failure. The database's second line quotes the row: it stays here."""
    event["tags"] = {**event.get("tags", {}), "request_id": current.get()}
    event["request"] = {"method": event.get("request", {}).get("method", "")}
    event.pop("user", None)
    for failure in event.get("exception", {}).get("values", ()):
        failure["value"] = str(failure.get("value") or "").partition("\n")[0]
    return event


def trace_to(exporter: Any) -> Any:
    """Traces of requests and statements go to ``exporter``; ``OTEL_…`` variables say the rest.

    Returns their provider.
    """
    trace, sdk = import_module("opentelemetry.trace"), import_module("opentelemetry.sdk.trace")
    export = import_module("opentelemetry.sdk.trace.export")
    resources = import_module("opentelemetry.sdk.resources")
    name = {"service.name": "runwright", "service.version": __version__}
    provider = sdk.TracerProvider(resource=resources.Resource.create(name))
    exporter.export = partial(_exported, sdk.ReadableSpan, trace.Status, exporter.export)
    provider.add_span_processor(export.BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    django = import_module("opentelemetry.instrumentation.django").DjangoInstrumentor()
    django.instrument(response_hook=answered)
    import_module("opentelemetry.instrumentation.psycopg").PsycopgInstrumentor().instrument()
    return provider


def answered(span: Any, request: Any, response: Any) -> None:
    """Let the log and the journal be found from the trace."""
    if span and span.is_recording():
        span.set_attribute("runwright.request_id", str(getattr(request, "request_id", "")))


def _exported(
    readable: Any, status: Any, export: Callable[[Any], Any], spans: Iterable[Any]
) -> Any:
    """Export spans without what may name a person: addresses, and the words of failures."""
    return export(
        [
            readable(
                name=span.name, context=span.context, parent=span.parent, resource=span.resource,
                attributes={k: v for k, v in span.attributes.items() if k not in TELLING},
                kind=span.kind, status=status(span.status.status_code),
                start_time=span.start_time, end_time=span.end_time,
                instrumentation_scope=span.instrumentation_scope,
            )
            for span in spans
        ]
    )  # fmt: skip
