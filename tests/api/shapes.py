"""What the OpenAPI document says about bodies: every operation, its fields, their kinds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from runwright.api.v1 import api


def document() -> dict[str, Any]:
    return api.get_openapi_schema()


@dataclass(frozen=True)
class Operation:
    """A method at a path, with the schema of its JSON body if it takes one."""

    method: str
    path: str
    body: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def address(self) -> str:
        """The path with a key that fits nothing in every place."""
        path = self.path.removeprefix("/api/v1")
        for parameter in self.parameters("path"):
            is_uuid = parameter["schema"].get("format") == "uuid"
            key = "01900000-0000-7000-8000-000000000000" if is_uuid else "999999999"
            path = path.replace("{" + parameter["name"] + "}", key)
        return path

    def parameters(self, place: str) -> list[dict[str, Any]]:
        found = document()["paths"][self.path][self.method]["parameters"]
        return [parameter for parameter in found if parameter["in"] == place]

    @property
    def fields(self) -> dict[str, dict[str, Any]]:
        return document()["components"]["schemas"][self.body]["properties"]


def operations() -> Iterator[Operation]:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
            yield Operation(method, path, reference.rpartition("/")[2])


def kind_of(schema: dict[str, Any]) -> str:
    """One word for what a field takes."""
    if "$ref" in schema:
        return "record"
    parts = [part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"]
    if len(parts) == 2:
        return "number"
    (part,) = parts
    if "anyOf" in part:
        return "number"
    if "enum" in part or "const" in part:
        return "choice"
    return str(part.get("format") or part["type"])


def nullable(schema: dict[str, Any]) -> bool:
    return any(part.get("type") == "null" for part in schema.get("anyOf", []))
