"""The API of version 1, put together."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.operation import Operation

from runwright.api.bodies import StrictParser
from runwright.api.document import completed
from runwright.api.doors import Door, refuse_undeclared
from runwright.api.endpoints import DOORS
from runwright.api.problems import answer_error
from runwright.api.sign_in import Session, Station, Token

ROOT = "/api/v1/"
DESCRIPTION = """\
Everything a factory's screens can do, for programs. Decimals travel as strings, instants in UTC,
lists in pages with a cursor, errors as problem documents. Every write carries an
Idempotency-Key: sent twice, it happens once and is answered the same.
"""


NO_RESPONSE = HttpResponse()


class Api(NinjaAPI):
    """Endpoints from doors only, errors shaped in one place, a document that says all of it."""

    def set_default_exception_handlers(self) -> None:
        self.add_exception_handler(Exception, answer_error)  # type: ignore[arg-type]

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """Every door answers with a response of its own, so that none is made before it."""
        return NO_RESPONSE

    def get_openapi_operation_id(self, operation: Operation) -> str:
        module = operation.view_func.__module__.rpartition(".")[2]
        return f"{module}.{operation.view_func.__name__}"

    def get_openapi_schema(self, **given: Any) -> Any:
        return self._document

    @cached_property
    def _document(self) -> dict[str, Any]:
        return completed(super().get_openapi_schema(path_prefix=ROOT))


def api_of(doors: tuple[Door, ...]) -> Api:
    """An API of these doors. Raises ``ImproperlyConfigured`` for an undeclared endpoint."""
    api = Api(
        title="Runwright",
        version="1",
        urls_namespace="api",
        description=DESCRIPTION,
        docs_url=None,
        auth=[Token(), Session(), Station()],
        parser=StrictParser(),
    )
    for door in doors:
        api.add_router("", door.router)
    refuse_undeclared(api)
    return api


api = api_of(DOORS)
