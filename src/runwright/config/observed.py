"""Extras for those who watch many programs: Sentry and OpenTelemetry, each when it is named.

Their packages are extras, which a program without them does not have.
"""

from importlib import import_module

from runwright import __version__
from runwright.config import environment as env


def watch() -> None:
    """Start what the environment names; the packages come with the extras ``sentry``, ``otel``."""
    if env.text("RUNWRIGHT_SENTRY"):
        _sentry(env.text("RUNWRIGHT_SENTRY"))
    if env.text("OTEL_EXPORTER_OTLP_ENDPOINT"):
        _telemetry()


def _sentry(address: str) -> None:
    """Failures with their traceback, without personal data."""
    sentry = import_module("sentry_sdk")
    sentry.init(dsn=address, release=__version__, send_default_pii=False)


def _telemetry() -> None:
    """Traces of requests and statements over OTLP/HTTP; ``OTEL_…`` variables say the rest."""
    trace, sdk = import_module("opentelemetry.trace"), import_module("opentelemetry.sdk.trace")
    export = import_module("opentelemetry.sdk.trace.export")
    otlp = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    resources = import_module("opentelemetry.sdk.resources")
    name = {"service.name": "runwright", "service.version": __version__}
    provider = sdk.TracerProvider(resource=resources.Resource.create(name))
    provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    import_module("opentelemetry.instrumentation.django").DjangoInstrumentor().instrument()
    import_module("opentelemetry.instrumentation.psycopg").PsycopgInstrumentor().instrument()
