"""What every schema of the API is made from."""

from typing import Annotated, Any, Self

from pydantic import AliasPath, BaseModel, BeforeValidator, ConfigDict, Field

from runwright.api.values import Key, Prose


class Given(BaseModel):
    """What a client sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    def sent(self) -> dict[str, Any]:
        """The fields that were sent, with their values."""
        return self.model_dump(exclude_unset=True)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


LEFT_OUT: Any = Field(default=None, json_schema_extra=_without_default)
"""A field that may be left out: then the service's own default counts, or nothing changes."""


class Reasoned(Given):
    """A reason that stays in the journal."""

    reason: Prose = ""


class Shown(BaseModel):
    """What the API answers, read from records and results of services by attribute."""

    model_config = ConfigDict(
        from_attributes=True, json_schema_serialization_defaults_required=True
    )

    def kept(self) -> Self:
        """What is kept to answer a repeat: everything but secrets."""
        return self


class Done(Shown):
    """A verb that leaves no record behind was carried out."""

    done: bool = True


class Named(Shown):
    """Another record in short: its key, its code and its name."""

    id: Key
    code: str
    name: str


class Brief(Shown):
    """Another record in short, where it has a name but no code."""

    id: Key
    name: str


class ItemBrief(Named):
    """An item in short, with the symbol of the unit it is counted in."""

    unit: Annotated[str, Field(validation_alias=AliasPath("unit", "symbol"))]


class Obstacle(Shown):
    """Why something is not possible now."""

    sentence: str
    field: str | None
    facts: dict[str, Any]


def _all(related: Any) -> Any:
    return list(related.all()) if hasattr(related, "all") else related


Many = BeforeValidator(_all)
"""Beside ``list[…]``: the records of a relation."""
