"""Installs the server and what it needs into bundled/libs, which the package carries."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

CLIENT = Path(__file__).parents[1]
LIBS = CLIENT / "bundled" / "libs"

STUBS = LIBS / "jedi" / "third_party" / "typeshed" / "stubs"
"""Stubs of third parties, four fifths of the bundle. jedi looks for modules among the entries of
this folder, but those are distributions with the modules inside: it finds none of them."""

UNUSED = (STUBS, LIBS / "jedi" / "third_party" / "django-stubs", LIBS / "bin")


def pip_install(*what: str) -> None:
    """Install into the bundle."""
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--target", str(LIBS), "--upgrade", "--no-compile", "--no-deps", *what),
        ],
        check=True,
    )


def main() -> None:
    """Make the bundle anew."""
    shutil.rmtree(LIBS, ignore_errors=True)
    lock = str(CLIENT / "requirements.lock")
    pip_install("--require-hashes", "--only-binary=:all:", "--requirement", lock)
    pip_install(str(CLIENT.parent))
    found = [*STUBS.glob("*.pyi"), *STUBS.glob("*/__init__.pyi")]
    if found:
        sys.exit(f"jedi has learned to find {found[0]}: keep {STUBS} in the bundle.")
    for folder in UNUSED:
        shutil.rmtree(folder, ignore_errors=True)
    # One license for all that is ours; the package needs a copy beside its manifest.
    shutil.copyfile(CLIENT.parent / "LICENSE", CLIENT / "LICENSE")


if __name__ == "__main__":
    main()
