"""Writes requirements.lock: all that the bundled server needs, of any Python that may run it.

Start it with `.venv/bin/python vscode-client/scripts/lock.py`.

pip resolves for one Python only. So what markers ask for on other ones (tomli on 3.10) is found by
reading the metadata of what was resolved, until nothing is missing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from requirements import missing

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CLIENT = Path(__file__).parents[1]
LOCK = CLIENT / "requirements.lock"
HEADER = "# Written by scripts/lock.py: what the bundled server needs of PyPI, pure Python only.\n"


def resolve(wanted: list[str]) -> list[dict[str, Any]]:
    """Return pip's report of what it would install for the oldest Python that we support."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "install", "--dry-run", "--quiet"),
                *("--ignore-installed", "--only-binary=:all:", "--python-version=3.10"),
                *("--target", folder, "--report", str(report), *wanted),
            ],
            check=True,
        )
        installed: list[dict[str, Any]] = json.loads(report.read_text())["install"]
        return installed


def lock() -> str:
    """Return the lock's text."""
    project = tomllib.loads((CLIENT.parent / "pyproject.toml").read_text())["project"]
    wanted: list[str] = list(project["dependencies"])
    while True:
        found = {each["metadata"]["name"]: each for each in resolve(wanted)}
        requires = {
            "entryway": project["dependencies"],
            **{name: each["metadata"].get("requires_dist", []) for name, each in found.items()},
        }
        lacking = missing(requires)
        if not lacking:
            break
        wanted.extend(sorted(lacking))
    lines = []
    for name, each in sorted(found.items(), key=lambda item: item[0].lower()):
        archive = each["download_info"]
        if not archive["url"].endswith("-none-any.whl"):
            sys.exit(f"{name} has no wheel for every machine: {archive['url']}; do without it.")
        digest = archive["archive_info"]["hashes"]["sha256"]
        lines.append(f"{name}=={each['metadata']['version']} --hash=sha256:{digest}\n")
    return HEADER + "".join(lines)


if __name__ == "__main__":
    LOCK.write_text(lock())
