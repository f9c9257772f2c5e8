"""The order of the rooms, proved by import-linter from the contract in pyproject.toml."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def layers_of_contract() -> list[set[str]]:
    """The layers that the contract lists, bottom to top, each as the set of its rooms."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    rows = [row.replace("|", " ").replace("(", "").replace(")", "") for row in contract["layers"]]
    return [set(row.split()) for row in reversed(rows)]


def upward_imports(package: Path) -> list[str]:
    """A room imports only rooms below it, and a package that is not on the list fails."""
    settings = str(ROOT / "pyproject.toml")
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", settings, "--no-cache"],
        cwd=package.parent,
        env=os.environ | {"PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    return [] if done.returncode == 0 else [done.stdout + done.stderr]
