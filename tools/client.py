"""Write ``runwright.client``'s calls from ``docs/openapi.json``: ``python tools/client.py``."""

import json
import keyword
import subprocess
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "openapi.json"
TARGET = ROOT / "src" / "runwright" / "client"
PREFIX = "/api/v1"
MADE = "Made by ``tools/client.py``: do not edit."
NUMBER = "#"


@dataclass(frozen=True)
class Call:
    """One operation as a method of its noun."""

    noun: str
    name: str
    method: str
    path: str
    operation: dict[str, Any]
    document: dict[str, Any]

    @property
    def answer(self) -> str:
        """The name of the schema of what is answered."""
        told = self.operation["responses"]
        content = next(told[status] for status in ("200", "201") if status in told)["content"]
        return str(content["application/json"]["schema"]["$ref"].rpartition("/")[2])

    @property
    def parameters(self) -> list[str]:
        return [one["name"] for one in self.operation["parameters"] if one["in"] == "path"]

    @property
    def is_list(self) -> bool:
        query = {one["name"] for one in self.operation["parameters"] if one["in"] == "query"}
        return {"limit", "cursor"} <= query

    @property
    def is_form(self) -> bool:
        return "multipart/form-data" in self.operation.get("requestBody", {}).get("content", {})

    def fields(self) -> Iterator[str]:
        """What can be given: the fields of the body, or the query; what may be left out in
        brackets."""
        if self.method == "GET":
            query = [one["name"] for one in self.operation["parameters"] if one["in"] == "query"]
            own = {"limit", "cursor"} if self.is_list else set()
            names = (f"{name}_" if keyword.iskeyword(name) else name for name in query)
            yield from (f"[{name}]" for name in names if name not in own)
            return
        schema = self._body()
        for name in schema.get("properties", {}):
            yield name if name in schema.get("required", ()) else f"[{name}]"

    def _body(self) -> dict[str, Any]:
        content = self.operation.get("requestBody", {}).get("content", {})
        schema: dict[str, Any] = next(iter(content.values()), {}).get("schema", {})
        if "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return schema

    def lines(self) -> Iterator[str]:
        """The method as text."""
        kind = "Iterator[Record]" if self.is_list else "Record"
        given = "query" if self.method == "GET" else "fields"
        asked = [given] if [*self.fields()] or self.method != "GET" else []
        arguments = ["self", *(f"{name}: object" for name in self.parameters)]
        arguments += [f"**{name}: Any" for name in asked]
        yield f"def {self.name}({', '.join(arguments)}) -> {kind}:"
        yield from textwrap.indent(self._told(), "    ").splitlines()
        yield f"    return {self._call(given if asked else '{}', kind)}"

    def _told(self) -> str:
        text = textwrap.fill(self.operation["summary"].rstrip(".") + ".", 88)
        given = ", ".join(self.fields())
        if not given:
            return f'"""{text}{chr(10) if chr(10) in text else ""}"""'
        wrapped = textwrap.fill(f"Takes {given}.", 88, break_long_words=False)
        return f'"""{text}\n\n{wrapped}\n"""'

    def _call(self, given: str, kind: str) -> str:
        path = f'{"f" if self.parameters else ""}"{self.path}"'
        if self.is_list:
            return f'self._wire.rows({path}, {given}, "{self.answer}")'
        if self.method == "GET":
            return f'one(self._wire.read({path}, {given}, "{self.answer}"))'
        form = ", is_form=True" if self.is_form else ""
        written = f'"{self.method}", {path}, {given}, "{self.answer}"{form}'
        return f"one(self._wire.write({written}))"


def calls(document: dict[str, Any]) -> Iterator[Call]:
    """Every operation."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            noun, name = operation["operationId"].split(".")
            name = f"{name}_" if keyword.iskeyword(name) else name
            short = path.removeprefix(PREFIX)
            yield Call(noun, name, method.upper(), short, operation, document)


def shapes(document: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Where decimals are in each schema that is answered: by field, ``#`` or another schema."""
    schemas = document["components"]["schemas"]
    wanted, found = {call.answer for call in calls(document)}, {}
    while wanted:
        name = wanted.pop()
        found[name] = dict(_fields(schemas[name]))
        wanted |= {*found[name].values()} - {*found, NUMBER}
    before: dict[str, dict[str, str]] = {}
    while before != found:  # what leads to no number is left out
        before = found
        told = {name: _leading(fields, found) for name, fields in found.items()}
        found = {name: fields for name, fields in told.items() if fields}
    return found


def _leading(fields: dict[str, str], found: dict[str, dict[str, str]]) -> dict[str, str]:
    return {name: shape for name, shape in fields.items() if shape == NUMBER or shape in found}


def _fields(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, part in schema.get("properties", {}).items():
        if shape := _shape(part):
            yield name, shape
    more = schema.get("additionalProperties")
    if isinstance(more, dict) and (shape := _shape(more)):
        yield "*", shape


def _shape(part: dict[str, Any]) -> str:
    if "$ref" in part:
        return str(part["$ref"].rpartition("/")[2])
    if part.get("examples") == ["12.5"]:
        return NUMBER
    inner = [*part.get("anyOf", ()), *([part["items"]] if "items" in part else ())]
    if isinstance(part.get("additionalProperties"), dict):
        inner.append(part["additionalProperties"])
    return next((shape for one in inner if (shape := _shape(one))), "")


def noun_text(noun: str, found: list[Call]) -> str:
    """The module of one noun."""
    title = found[0].operation["tags"][0]
    name = "".join(part.capitalize() for part in noun.split("_"))
    methods = "\n\n".join(textwrap.indent("\n".join(call.lines()), "    ") for call in found)
    lists = "from collections.abc import Iterator\n" if any(c.is_list for c in found) else ""
    one = ", one" if any(not c.is_list for c in found) else ""
    typed = "from typing import Any\n" if "Any" in methods else ""
    return (
        f'"""{title}. {MADE}"""\n\n{lists}{typed}\n'
        f"from runwright.client.noun import Noun{one}\n"
        f"from runwright.client.records import Record\n"
        f'\n\nclass {name}(Noun):\n    """{title}."""\n\n{methods}\n'
    )


def calls_text(nouns: dict[str, list[Call]]) -> str:
    """The module that puts all nouns together."""
    classes = {noun: "".join(part.capitalize() for part in noun.split("_")) for noun in nouns}
    found = sorted(classes.items())
    imports = "\n".join(f"from runwright.client.nouns.{one} import {name}" for one, name in found)
    lines = "\n".join(f"    {noun}: {name}" for noun, name in classes.items())
    return (
        f'"""Every noun of the API. {MADE}"""\n\n{imports}\n'
        f'\n\nclass Calls:\n    """Every noun of the API."""\n\n{lines}\n'
    )


def shapes_text(document: dict[str, Any]) -> str:
    """The table of decimals: a line for each schema."""
    rows = "".join(_row(name, fields) for name, fields in sorted(shapes(document).items()))
    return f'"""Where decimals are in what is answered. {MADE}"""\n\nSHAPES = {{\n{rows}}}\n'


def _row(name: str, fields: dict[str, str]) -> str:
    told = [one if shape == NUMBER else f"{one}:{shape}" for one, shape in sorted(fields.items())]
    lines = textwrap.wrap(" ".join(told), 84, break_long_words=False, break_on_hyphens=False)
    if len(lines) == 1:
        return f'    "{name}": "{lines[0]}",\n'
    text = "\n".join(f'        "{line} "' for line in lines)
    return f'    "{name}": (\n{text}\n    ),\n'


def texts(document: dict[str, Any]) -> dict[str, str]:
    """Every file of the client that is made, by its path below the client."""
    nouns: defaultdict[str, list[Call]] = defaultdict(list)
    for call in calls(document):
        nouns[call.noun].append(call)
    made = {f"nouns/{noun}.py": noun_text(noun, found) for noun, found in nouns.items()}
    made["nouns/__init__.py"] = f'"""The nouns of the API. {MADE}"""\n'
    made["calls.py"] = calls_text(nouns)
    made["shapes.py"] = shapes_text(document)
    return formatted(made)


def formatted(made: dict[str, str]) -> dict[str, str]:
    """The files in the look of the house."""
    with TemporaryDirectory() as folder:
        for name, text in made.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        settings = ["--quiet", "--no-cache", "--config", str(ROOT / "pyproject.toml"), folder]
        for work in (["check", "--select=I", "--fix"], ["format"]):
            subprocess.run([sys.executable, "-m", "ruff", *work, *settings], check=True)
        return {name: Path(folder, name).read_text("utf-8") for name in made}


def main() -> None:
    document = json.loads(DOCUMENT.read_text("utf-8"))
    for name, text in texts(document).items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
