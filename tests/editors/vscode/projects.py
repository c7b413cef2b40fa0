"""Fresh copies of the projects that VS Code shows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from conformance.fetch import fetch

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "ChangeLog", "releasenotes")


def imagestore(folder: Path, *, environment: bool = True) -> Path:
    """Copy the example; its environment lies in it as `.venv`, where people have theirs."""
    root = folder / "imagestore"
    shutil.copytree(EXAMPLES / "imagestore", root, ignore=_LEFT_OUT)
    if environment:
        shutil.copytree(EXAMPLES / "environment", root / ".venv", ignore=_LEFT_OUT)
    return root


def glance(folder: Path) -> Path:
    """Copy a real release; its environment is named in the settings, as people name theirs."""
    releases = fetch()
    root = folder / "glance"
    shutil.copytree(releases.sources["glance-21.1.0"], root, ignore=_LEFT_OUT)
    settings(root, {"entryway.python": str(releases.environment)})
    return root


def settings(root: Path, values: dict[str, Any]) -> None:
    """Write the settings of a folder."""
    file = root / ".vscode" / "settings.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(values, indent=2), "utf-8")
