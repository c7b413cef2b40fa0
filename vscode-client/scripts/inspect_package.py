"""Refuses a package that is too large, or that does not run everywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

from requirements import missing

PACKAGE = Path(__file__).parents[1] / "dist" / "entryway.vsix"
LARGEST = 5_000_000
LIBS = "extension/bundled/libs/"
NEEDED = (
    "extension/package.json",
    "extension/readme.md",
    "extension/changelog.md",
    "extension/LICENSE.txt",
    "extension/icons/entryway.png",
    "extension/dist/extension.js",
    "extension/dist/languageClient.js",
    "extension/bundled/entryway_server.py",
    LIBS + "entryway/lsp/server.py",
)
COMPILED = (".so", ".pyd", ".dll", ".dylib", ".pyc", ".exe")


def faults(package: Path) -> Iterator[str]:
    """Yield what is wrong with a package, each a sentence."""
    size = package.stat().st_size
    if size > LARGEST:
        yield f"{package} has {size} bytes; leave something out, it may have {LARGEST}."
    with ZipFile(package) as archive:
        names = archive.namelist()
        for name in NEEDED:
            if name not in names:
                yield f"{package} lacks {name}; see .vscodeignore and scripts/bundle.py."
        for name in names:
            if name.endswith(COMPILED):
                yield f"{name} is compiled for one machine; bundle pure Python only."
        requires = dict(_requirements(archive, names))
    for requirement in sorted(missing(requires)):
        yield f"nothing in the bundle is {requirement}; run scripts/lock.py."


def _requirements(archive: ZipFile, names: list[str]) -> Iterator[tuple[str, list[str]]]:
    for name in names:
        if name.startswith(LIBS) and name.endswith(".dist-info/METADATA"):
            metadata = HeaderParser().parsestr(archive.read(name).decode())
            yield metadata["Name"], metadata.get_all("Requires-Dist", [])


def main(package: Path) -> int:
    """Print what is wrong, or how large the package is."""
    found = list(faults(package))
    for fault in found:
        print(fault, file=sys.stderr)
    if not found:
        print(f"{package}: {package.stat().st_size / 1e6:.1f} MB")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else PACKAGE))
