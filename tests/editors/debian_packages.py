"""Debian's packages that tests in real editors need.

`python tests/editors/debian_packages.py tmux=tmux emacs-nox=emacs` installs, as root, the packages
whose command (or file, where it begins with a slash) is missing. Anyone else is told the remedy.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping


class MissingError(Exception):
    """Packages are missing; the message is one sentence that ends in the remedy."""


def install(wanted: Mapping[str, str]) -> None:
    """Install the packages of which what they bring is missing. Raises `MissingError`."""
    missing = missing_of(wanted)
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get") is not None:
        print(f"Installing Debian's {' and '.join(missing)}", file=sys.stderr)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (("update",), ("install", "-y", "--no-install-recommends", *missing)):
            subprocess.run(
                ["apt-get", "-q", *command], env=quiet, stdout=subprocess.DEVNULL, check=False
            )
    require(wanted)


def require(wanted: Mapping[str, str]) -> None:
    """Raise `MissingError` unless everything is there."""
    missing = missing_of(wanted)
    if missing:
        raise MissingError(
            f"tests in real editors need Debian's {' and '.join(missing)}, not installed here; "
            f"as root: apt-get install --no-install-recommends {' '.join(missing)}"
        )


def missing_of(wanted: Mapping[str, str]) -> list[str]:
    """Return the packages of which what they bring is missing."""
    return [package for package, brings in wanted.items() if not _is_there(brings)]


def _is_there(brings: str) -> bool:
    return os.path.exists(brings) if brings.startswith("/") else shutil.which(brings) is not None


def main(pairs: list[str]) -> int:
    """Install what pairs `package=command` name, or say in one sentence what is missing."""
    try:
        install(dict(pair.split("=", 1) for pair in pairs))
    except MissingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
