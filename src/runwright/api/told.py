"""The record of an event as this API shows it, for what other systems are told."""

from uuid import UUID

from runwright.api.readers import RECORDS, reader_of
from runwright.api.sign_in import Call
from runwright.people.actor import Actor


def record_shown(*, kind: str, key: str, actor: Actor) -> str | None:
    """The JSON that the API answers to this actor about a record; ``None`` for a kind that has no
    address. Raises what reading it raises: ``Forbidden``, or that there is none."""
    import runwright.api.endpoints  # noqa: F401 - the endpoints are loaded when one is wanted

    if kind not in RECORDS:
        return None
    call = Call()
    call.auth, call.station = actor, None
    path = RECORDS[kind]
    name = path.partition("{")[2].rstrip("}")
    return reader_of(path)(call, **{name: int(key) if key.isdecimal() else UUID(key)})
