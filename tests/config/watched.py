"""A program of its own, since the extras change Django for good: one page that fails, one that
answers, and on standard output what Sentry and OpenTelemetry would have been sent."""

import io
import json
import sys
from typing import Any

SAID: list[dict[str, Any]] = []
HEADERS = {"HTTP_AUTHORIZATION": "Bearer rw_header-secret", "HTTP_COOKIE": "other=cookie-secret",
           "HTTP_USER_AGENT": "browser-of-ana", "REMOTE_ADDR": "192.0.2.7"}  # fmt: skip


def asked(application: Any, path: str, query: str = "", **given: str) -> str:
    body = b"password=body-secret"
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "shop",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr, "wsgi.version": (1, 0),
        "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
        "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/x-www-form-urlencoded",
        **HEADERS, **given,
    }  # fmt: skip
    told: list[Any] = []
    list(application(environ, lambda status, headers, *_: told.extend([status, headers])))
    assert told[0][:3] == given.get("EXPECTED", "200"), told
    return dict(told[1])["X-Request-Id"]


def failing(*_: object) -> None:
    password = "-".join(["a variable", "secret"])  # the line itself is sent
    raise RuntimeError("\n".join(["no form", f"DETAIL: the row of {password}"]))


def main(which: str) -> None:
    from runwright.config import observed

    if which == "sentry":
        import sentry_sdk
        from sentry_sdk.transport import Transport

        class Kept(Transport):
            def capture_envelope(self, envelope: Any) -> None:
                SAID.extend(item.payload.json for item in envelope.items if item.payload.json)

        sentry_sdk.init(**observed.sentry_options("http://key@127.0.0.1/1"), transport=Kept)
    else:
        from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

        kept = InMemorySpanExporter()
        provider = observed.trace_to(kept)
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    from runwright.web.views import entry

    entry.NewPasswordForm = failing  # type: ignore[assignment,misc]
    path, query = "/welcome/one-time-secret", "name=ana@example.com"
    failed = asked(application, path, query, EXPECTED="500")
    well = asked(application, "/healthz", query)
    if which == "sentry":
        sentry_sdk.flush()
    else:
        provider.force_flush()
        SAID.extend(json.loads(span.to_json()) for span in kept.get_finished_spans())
    print(json.dumps({"said": SAID, "failed": failed, "well": well}))


if __name__ == "__main__":
    main(sys.argv[1])
