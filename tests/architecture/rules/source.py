"""The package's own Python files and what is in them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(package: Path) -> Iterator[Path]:
    """Every Python file of the package that people write, in a fixed order: no migrations, and no
    calls of the client, which are made from the document of the API."""
    found = sorted(package.rglob("*.py"))
    return (path for path in found if not {"migrations", "nouns"} & {*path.parts})


def tree(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return _parsed(path.read_text("utf-8"))


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of one file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that a file imports, wherever it does."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)
