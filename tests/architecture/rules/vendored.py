"""Browser assets of others: each with its name, version, licence and sha256 in VENDOR.json."""

import hashlib
import json
from pathlib import Path

FOLDER = "web/static/vendor"
NEEDED = ("name", "version", "licence", "sha256")


def vendored_wrong(package: Path) -> list[str]:
    """Every file is declared, every declared file is there and unchanged, no source maps."""
    folder = package / FOLDER
    if not folder.exists():
        return []
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
