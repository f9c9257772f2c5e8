"""Extras for those who watch many programs: Sentry and OpenTelemetry, each when it is named."""

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
    import sentry_sdk

    sentry_sdk.init(dsn=address, release=__version__, send_default_pii=False)


def _telemetry() -> None:
    """Traces of requests and statements over OTLP/HTTP; ``OTEL_…`` variables say the rest."""
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.django import DjangoInstrumentor
    from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    name = {"service.name": "runwright", "service.version": __version__}
    provider = TracerProvider(resource=Resource.create(name))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    DjangoInstrumentor().instrument()
    PsycopgInstrumentor().instrument()
