"""Words that do not belong into a repository: one machine's paths, one place's hosts."""

import re
import subprocess
from pathlib import Path

FORBIDDEN = {
    "a path of one machine": r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/\w",
    "the host of a package registry": (
        r"(?:pypi|pythonhosted)\.org|registry\.npmjs|registry\.yarnpkg|deb\.debian\.org"
        r"|security\.debian\.org|static\.crates|proxy\.golang"
    ),
}
OTHERS = ("src/runwright/web/static/vendor/", "src/runwright/labels/fonts/")
"""Folders of files that others wrote."""


def forbidden_words(root: Path) -> list[str]:
    """No tracked text file names a machine's path or a registry's host."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listed.stdout.split("\0") if name and not name.startswith(OTHERS)]
    return [said for name in names if (root / name).is_file() for said in _in_file(root, name)]


def _in_file(root: Path, name: str) -> list[str]:
    try:
        text = (root / name).read_text("utf-8")
    except UnicodeDecodeError:
        return []
    return [
        f"{name}:{text[: match.start()].count(chr(10)) + 1}: {what}: {match.group()}"
        for what, pattern in FORBIDDEN.items()
        for match in re.finditer(pattern, text)
    ]
