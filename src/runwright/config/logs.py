"""Log lines as JSON objects, one a line, each with the id of the request it belongs to."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

current: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request being answered, empty outside of one."""


class JsonLines(logging.Formatter):
    """Writes time, level, logger, message, request id and, if any, the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _told(record),
        }
        if current.get():
            line["request_id"] = current.get()
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _told(record: logging.LogRecord) -> str:
    """The message; the address of a request is told by its route, for it may hold a secret."""
    request, message = getattr(record, "request", None), record.getMessage()
    match = getattr(request, "resolver_match", None)
    return message.replace(request.path, f"/{match.route}") if request and match else message


def logging_settings(level: str) -> dict[str, Any]:
    """Django's ``LOGGING``: everything to standard error."""
    handler = {"class": "logging.StreamHandler", "formatter": "json"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"stderr": handler},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "procrastinate": {"level": "WARNING"},
        },
    }
