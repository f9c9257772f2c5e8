"""The two verbs that all master data shares: into the archive, and out of it."""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

from runwright.api.doors import Door
from runwright.api.schemas import Reasoned
from runwright.api.sign_in import Call
from runwright.api.values import PathKey
from runwright.api.verbs import Tabled

View = Callable[..., object]
Service = Callable[..., None]

NOUNS = {"archive": "archival", "restore": "restoration"}
SENTENCES = {
    "archive": "Take this {noun} out of use.",
    "restore": "Take this {noun} out of the archive.",
}


def add_archive(
    door: Door, record: View, answer: type[Tabled], *, archive: Service, restore: Service
) -> None:
    """Open ``POST {home}/archival`` and ``POST {home}/restoration`` of a kind of master data.

    ``record`` is the view that reads one: what both answer. Their permissions are those of its
    life. A service takes a list of keys, called as the key in the address with an s.
    """
    for verb, service in (("archive", archive), ("restore", restore)):
        path = f"{answer.home}/{NOUNS[verb]}"
        permission = next(t.permission for t in answer.life.transitions if t.verb == verb)
        act = door.act(path, permission=permission, answer=answer, verb=verb)
        act(_named(verb, record, door.module, _step(record, service, answer.home)))


def _step(record: View, service: Service, home: str) -> View:
    """The view that takes a verb, and says of itself what the address gives it."""
    key = home[home.index("{") + 1 : -1]

    def step(request: Call, given: Reasoned, **address: int) -> object:
        service(**{f"{key}s": [address[key]]}, reason=given.reason, actor=request.auth)
        return record(request, **address)

    asked: dict[str, Any] = {"request": Call, key: PathKey, "given": Reasoned}
    step.__signature__ = Signature(  # type: ignore[attr-defined]
        [Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind) for name, kind in asked.items()]
    )
    return step


def _named(verb: str, record: View, module: str, step: View) -> View:
    """The view with the name and the sentence that the document tells of it."""
    step.__name__ = f"{verb}_{record.__name__}"
    step.__doc__ = SENTENCES[verb].format(noun=record.__name__.replace("_", " "))
    step.__module__ = module
    return step
