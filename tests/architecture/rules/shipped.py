"""What is shipped: the package may only import what the base lock installs."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.rules.source import files, tree

LOCK = Path(__file__).resolve().parents[3] / "requirements" / "base.txt"


def imports_of_developers(package: Path) -> list[str]:
    """No import of a library that only developers have, except where types are checked."""
    locked = {_plain(name) for name in re.findall(r"^([\w.-]+)==", LOCK.read_text(), re.M)}
    shipped = {
        module
        for module, names in packages_distributions().items()
        if any(_plain(name) in locked for name in names)
    }
    known = shipped | set(sys.stdlib_module_names) | {"runwright"}
    return [
        f"{path.relative_to(package)}: {module} is not in the base lock"
        for path in files(package)
        for module in sorted(_imported(tree(path)) - known)
    ]


def _imported(node: ast.AST) -> set[str]:
    """Top names of everything imported below ``node``, but for what only type checkers read."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return set()
    if isinstance(node, ast.Import):
        return {name.name.partition(".")[0] for name in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").partition(".")[0]}
    below = (_imported(child) for child in ast.iter_child_nodes(node))
    return set().union(*below)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
