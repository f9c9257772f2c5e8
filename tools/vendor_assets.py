"""Fetch the assets of others by ``npm pack`` and write them, each folder with its VENDOR.json:
what the browser needs into the web room, what papers are printed with into the labels room.

Run it by hand after changing a version or an icon below; nothing at run time needs Node.

    python tools/vendor_assets.py
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOMS = Path(__file__).parents[1] / "src/runwright"
VENDOR = ROOMS / "web/static/vendor"
FONTS = ROOMS / "labels/fonts"
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Package:
    """One npm package: ``files`` maps a path inside it to a path below the folder."""

    name: str
    version: str
    licence: str
    files: tuple[tuple[str, str], ...]


PACKAGES = (
    Package(
        "@tabler/core",
        "1.6.1",
        "MIT",
        (("dist/css/tabler.min.css", "tabler/tabler.min.css"),),
    ),
    Package(
        "@fontsource-variable/inter",
        "5.3.0",
        "OFL-1.1",
        (
            ("files/inter-latin-wght-normal.woff2", "inter/inter-latin.woff2"),
            ("files/inter-latin-ext-wght-normal.woff2", "inter/inter-latin-ext.woff2"),
            ("LICENSE", "inter/LICENSE"),
        ),
    ),
    Package(
        "@fontsource/jetbrains-mono",
        "5.3.0",
        "OFL-1.1",
        (
            (
                "files/jetbrains-mono-latin-400-normal.woff2",
                "mono/jetbrains-mono-latin.woff2",
            ),
            ("LICENSE", "mono/LICENSE"),
        ),
    ),
    Package(
        "htmx.org",
        "2.0.11",
        "0BSD",
        (("dist/htmx.min.js", "htmx/htmx.min.js"), ("LICENSE", "htmx/LICENSE")),
    ),
    Package(
        "echarts",
        "6.1.0",
        "Apache-2.0",
        (
            ("dist/echarts.common.min.js", "echarts/echarts.common.min.js"),
            ("LICENSE", "echarts/LICENSE"),
            ("NOTICE", "echarts/NOTICE"),
        ),
    ),
    Package(
        "zxing-wasm",
        "3.1.4",
        "MIT",
        (
            ("dist/iife/reader/index.js", "zxing/zxing-reader.js"),
            ("dist/reader/zxing_reader.wasm", "zxing/zxing-reader.wasm"),
            ("LICENSE", "zxing/LICENSE"),
        ),
    ),
)
PRINTED = (
    Package(
        "@expo-google-fonts/inter",
        "0.4.2",
        "OFL-1.1",
        (
            ("400Regular/Inter_400Regular.ttf", "Inter.ttf"),
            ("600SemiBold/Inter_600SemiBold.ttf", "Inter-SemiBold.ttf"),
            ("LICENSE_FONT", "LICENSE"),
        ),
    ),
)
ICONS = Package("@tabler/icons", "3.51.0", "MIT", (("LICENSE", "icons/LICENSE"),))
ICON_NAMES = (Path(__file__).parent / "icons.txt").read_text().split()


def unpack(package: Package, folder: Path) -> Path:
    """Download one package and return the folder it was unpacked into."""
    wanted = f"{package.name}@{package.version}"
    run = subprocess.run(
        ["npm", "pack", wanted, "--silent"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    target = folder / package.name.replace("/", "_")
    with tarfile.open(folder / run.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def copied(source: Path, target: Path) -> None:
    """Copy a file; source-map comments go, because collectstatic would look for the map."""
    content = source.read_bytes()
    if target.suffix in {".css", ".js"}:
        content = re.sub(rb"(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)", b"", content)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def write_sprite(source: Path, target: Path) -> None:
    """Join the used icons into one SVG with a symbol for each."""
    ElementTree.register_namespace("", SVG)
    sprite = ElementTree.Element(f"{{{SVG}}}svg")
    for name in sorted(ICON_NAMES):
        drawing = ElementTree.parse(source / "icons/outline" / f"{name}.svg").getroot()
        symbol = ElementTree.SubElement(sprite, f"{{{SVG}}}symbol", id=name, viewBox="0 0 24 24")
        symbol.extend(drawing)
    target.parent.mkdir(parents=True, exist_ok=True)
    ElementTree.ElementTree(sprite).write(target, encoding="utf-8")


def entry(package: Package, folder: Path, paths: list[str]) -> dict[str, object]:
    """What VENDOR.json says of one package."""
    digests = {p: hashlib.sha256((folder / p).read_bytes()).hexdigest() for p in paths}
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "sha256": digests,
    }


def fetched(packages: tuple[Package, ...], folder: Path, workshop: Path) -> list[dict[str, object]]:
    """Bring the files of the packages into ``folder``, and say what they are."""
    for package in packages:
        source = unpack(package, workshop)
        for inside, outside in package.files:
            copied(source / inside, folder / outside)
    return [entry(p, folder, [outside for _, outside in p.files]) for p in packages]


def manifest(folder: Path, entries: list[dict[str, object]]) -> None:
    """Write down what lies in ``folder``."""
    (folder / "VENDOR.json").write_text(json.dumps(entries, indent=2) + "\n")


def main() -> None:
    """Fetch everything and write the manifests."""
    with tempfile.TemporaryDirectory() as name:
        workshop = Path(name)
        entries = fetched(PACKAGES, VENDOR, workshop)
        source = unpack(ICONS, workshop)
        copied(source / "LICENSE", VENDOR / "icons/LICENSE")
        write_sprite(source, VENDOR / "icons/icons.svg")
        entries.append(entry(ICONS, VENDOR, ["icons/icons.svg", "icons/LICENSE"]))
        manifest(VENDOR, entries)
        manifest(FONTS, fetched(PRINTED, FONTS, workshop))


if __name__ == "__main__":
    main()
