"""Assets of others: each with its name, version, licence and sha256 in VENDOR.json."""

import hashlib
import json
from pathlib import Path

FOLDER = "web/static/vendor"
FOLDERS = (FOLDER, "labels/fonts")
NEEDED = ("name", "version", "licence", "sha256")


def vendored_wrong(package: Path) -> list[str]:
    """Every file is declared, every declared file is there and unchanged, no source maps."""
    folders = [package / name for name in FOLDERS]
    return [said for folder in folders if folder.exists() for said in _in_folder(folder)]


def _in_folder(folder: Path) -> list[str]:
    entries = json.loads((folder / "VENDOR.json").read_text("utf-8"))
    declared = {name: digest for entry in entries for name, digest in entry["sha256"].items()}
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    present -= {"VENDOR.json"}
    return [
        *(f"an entry lacks {key}: {e}" for e in entries for key in NEEDED if not e.get(key)),
        *(f"{name} is not in VENDOR.json" for name in sorted(present - set(declared))),
        *(f"{name} is missing" for name in sorted(set(declared) - present)),
        *(
            f"{name} was changed"
            for name in sorted(present & set(declared))
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != declared[name]
        ),
    ]
