"""How an endpoint is declared: with its permission, its answer, and whether it writes.

There is no other way in: an endpoint without a known permission stops the start.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Literal, TypeVar
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from ninja import NinjaAPI, Router
from pydantic import ValidationError

from runwright.api import expansion
from runwright.api.asking import asked
from runwright.api.bulk import Bulk, Together, bulk_change_of, bulk_of
from runwright.api.etags import marked, match_check
from runwright.api.once import JSON, Told, write_once
from runwright.api.readers import Reader, reader_add, reader_of, reads_record
from runwright.api.schemas import Shown
from runwright.api.sign_in import Call
from runwright.api.verbs import Lively, place_verb
from runwright.journal.services import keys_check
from runwright.people.actor import Actor
from runwright.people.roles import PERMISSIONS

View = TypeVar("View", bound=Callable[..., Any])
Answer = type[Shown]


def query_parameter(name: str, description: str = "", **schema: Any) -> dict[str, Any]:
    """How the document describes a parameter of the query."""
    told = {"description": description} if description else {}
    return {"in": "query", "name": name, "required": False, "schema": schema, **told}


@dataclass(frozen=True)
class Later:
    """A record that a write made or changed, read only if the client wants to see it."""

    id: object
    show: Callable[[], object]


@dataclass(frozen=True)
class Endpoint:
    """What an endpoint declares. A permission that nobody knows stops the start.

    One that is not keyed brings ids of its own, by which the service itself does things once.
    """

    method: Literal["GET", "POST", "PATCH"]
    path: str
    permission: str
    answer: Answer
    status: int = 200
    parameters: tuple[dict[str, Any], ...] = ()
    is_keyed: bool = True
    verb: str = ""

    @property
    def is_record(self) -> bool:
        """Whether it reads one record by its key."""
        return self.method == "GET" and reads_record(self.path)

    @property
    def belongs_to_record(self) -> bool:
        """Whether it writes to a record that its path names."""
        return self.method != "GET" and "{" in self.path

    def __post_init__(self) -> None:
        if self.permission not in PERMISSIONS:
            raise ImproperlyConfigured(f"{self.path}: no permission {self.permission}")


class Door:
    """The endpoints of one noun."""

    def __init__(self, noun: str, module: str) -> None:
        self.module = module
        self.router = Router(tags=[noun])

    def read(
        self,
        path: str,
        *,
        permission: str,
        answer: Answer,
        parameters: Mapping[str, dict[str, Any]] | None = None,
    ) -> Callable[[View], View]:
        """Declare a GET; the view returns what ``answer`` can be read from.

        ``parameters`` describes, by name, those of the query that the view reads itself.
        """
        known = parameters or {}
        told = tuple(query_parameter(name, **of) for name, of in known.items())
        endpoint = Endpoint("GET", path, permission, answer, parameters=told)

        def declare(view: View) -> View:
            self.add(endpoint, asked(known, view) if known or "{" not in path else view)
            return view

        return declare

    def create(
        self,
        path: str,
        *,
        permission: str,
        answer: Answer,
        bulk: bool | Together = False,
        verb: str = "",
    ) -> Callable[[View], View]:
        """Declare a POST that makes a record, answered with 201; with ``bulk``, also one that
        makes up to a thousand, at ``/bulk/…``, row by row or as ``bulk`` does. ``verb`` is what
        it is called in the life of the record that its path begins with."""

        def declare(view: View) -> View:
            if bulk:
                many = bulk_of(view, None if bulk is True else bulk)
                self.add(Endpoint("POST", f"/bulk{path}", permission, Bulk, 201), many)
            return self.add(Endpoint("POST", path, permission, answer, 201, verb=verb), view)

        return declare

    def change(
        self, path: str, *, permission: str, answer: Answer, bulk: bool = False, verb: str = ""
    ) -> Callable[[View], View]:
        """Declare a PATCH: the fields that are sent are changed, the others stay; with ``bulk``,
        also one that changes up to a thousand records, at ``/bulk/…``."""

        def declare(view: View) -> View:
            if bulk:
                home, _, key = path.rpartition("/")
                many = bulk_change_of(view, key.strip("{}"))
                self.add(Endpoint("PATCH", f"/bulk{home}", permission, Bulk), many)
            return self.add(Endpoint("PATCH", path, permission, answer, verb=verb), view)

        return declare

    def act(
        self, path: str, *, permission: str, answer: Answer, verb: str = ""
    ) -> Callable[[View], View]:
        """Declare a POST that changes a record, answered with 200; ``verb`` is what it is called
        in the life of the record."""
        return partial(self.add, Endpoint("POST", path, permission, answer, verb=verb))

    def settle(
        self, path: str, *, permission: str, answer: Answer, status: int = 200, verb: str = ""
    ) -> Callable[[View], View]:
        """Declare a POST without a key: what it names happens once by its own id, and every part
        of it in a transaction of its own."""
        endpoint = Endpoint("POST", path, permission, answer, status, is_keyed=False, verb=verb)
        return partial(self.add, endpoint)

    def add(self, endpoint: Endpoint, view: View) -> View:
        """Put an endpoint into the tree; the view itself stays as it is."""
        parameters = [*endpoint.parameters, *([expansion.DESCRIBED] if endpoint.is_record else [])]
        declare = self.router.api_operation(
            [endpoint.method],
            endpoint.path,
            response={endpoint.status: endpoint.answer},
            summary=(view.__doc__ or view.__name__).partition("\n")[0].rstrip("."),
            openapi_extra={
                "x-permission": endpoint.permission,
                **({} if endpoint.is_keyed else {"x-keyed": False}),
                **({"x-record": True} if endpoint.belongs_to_record and endpoint.is_keyed else {}),
                **({"parameters": parameters} if parameters else {}),
            },
        )
        if endpoint.verb and endpoint.method != "GET":
            place_verb(endpoint.verb, endpoint.method, endpoint.path)
        if endpoint.is_record:
            reader_add(endpoint.path, _reader(endpoint, view))
        declare(_guarded(endpoint, view))
        return view


def _guarded(endpoint: Endpoint, view: Callable[..., object]) -> Callable[..., HttpResponse]:
    """The view behind its permission; a write happens once and in one transaction."""

    @wraps(view)
    def run(request: Call, **given: Any) -> HttpResponse:
        request.auth.require(endpoint.permission)

        brief = "return=minimal" in request.headers.get("Prefer", "")

        def effect() -> Told:
            match_check(request, endpoint.path, given)
            try:
                return told(endpoint, view(request, **given), request.auth, brief=brief)
            except ValidationError:
                keys_check()  # a key just written that leads nowhere is refused by its name
                raise

        if endpoint.method != "GET" and endpoint.is_keyed:
            return write_once(request, effect)
        if endpoint.is_record:
            text = expansion.expanded(request, reader_of(endpoint.path)(request, **given))
            return marked(request, HttpResponse(text, content_type=JSON))
        said = effect()
        return HttpResponse(said.text, content_type=JSON, status=said.status)

    run.endpoint = endpoint  # type: ignore[attr-defined]
    return run


def _reader(endpoint: Endpoint, view: Callable[..., object]) -> Reader:
    """The view as what gives the JSON of its record to whoever may see it."""

    def read(request: Call, **keys: Any) -> str:
        request.auth.require(endpoint.permission)
        return told(endpoint, view(request, **keys), request.auth).text

    return read


def told(endpoint: Endpoint, result: object, actor: Actor, *, brief: bool = False) -> Told:
    """What a view returned, shaped by the schema of its endpoint; a record with a life is told
    with what the actor may do with it now.

    A client that prefers a ``brief`` answer (``Prefer: return=minimal``, RFC 7240) gets the id of
    the record alone.
    """
    if isinstance(result, Later):
        if brief:
            text = json.dumps({"id": str(result.id) if isinstance(result.id, UUID) else result.id})
            return Told(endpoint.status, text, text)
        result = result.show()
    if isinstance(result, str):  # long lists write themselves
        return Told(endpoint.status, result)
    shown = _shaped(endpoint.answer, result, actor)
    return Told(endpoint.status, shown.model_dump_json(), shown.kept().model_dump_json())


def _shaped(answer: Answer, result: object, actor: Actor) -> Shown:
    if isinstance(result, answer):
        return result
    shown = answer.model_validate(result)
    return shown.alive(result, actor) if isinstance(shown, Lively) else shown


def refuse_undeclared(api: NinjaAPI) -> None:
    """Raise ``ImproperlyConfigured`` when an endpoint came in without a permission, or its path
    is another noun's as well: only the first of the two would ever be reached."""
    seen: set[str] = set()
    for router in api._get_bound_routers():
        for path, endpoint in router.path_operations.items():
            if path in seen:
                raise ImproperlyConfigured(f"{path}: two nouns declare the same path")
            seen.add(path)
            for operation in endpoint.operations:
                if not hasattr(operation.view_func, "endpoint"):
                    raise ImproperlyConfigured(f"{path}: the endpoint declares no permission")
