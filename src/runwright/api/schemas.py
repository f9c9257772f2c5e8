"""What every schema of the API is made from."""

from pydantic import BaseModel, ConfigDict

from runwright.api.values import Key


class Given(BaseModel):
    """What a client sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Shown(BaseModel):
    """What the API answers, read from records and results of services by attribute."""

    model_config = ConfigDict(
        from_attributes=True, json_schema_serialization_defaults_required=True
    )


class Nothing(Given):
    """An empty body, for verbs that need no words."""


class Named(Shown):
    """Another record in short: its key, its code and its name."""

    id: Key
    code: str
    name: str
