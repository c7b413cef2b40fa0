"""The files of editors/ that no test runs in its editor: they parse, and start our server."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
EDITORS = ROOT / "editors"


def helix() -> list[str]:
    settings = tomllib.loads((EDITORS / "helix" / "languages.toml").read_text("utf-8"))
    server = settings["language-server"]["entryway"]
    assert {each["name"] for each in settings["language"]} == {"ini", "python"}
    assert all(each["language-servers"][-1] == "entryway" for each in settings["language"])
    return [server["command"], *server["args"]]


def kate() -> list[str]:
    settings = json.loads((EDITORS / "kate" / "settings.json").read_text("utf-8"))
    command: list[str] = settings["servers"]["entryway"]["command"]
    return command


def sublime() -> list[str]:
    settings = json.loads((EDITORS / "sublime" / "LSP.sublime-settings").read_text("utf-8"))
    command: list[str] = settings["clients"]["entryway"]["command"]
    return command


@pytest.mark.parametrize("command", [helix, kate, sublime])
def test_a_configuration_starts_the_server(command: Callable[[], list[str]]) -> None:
    program, *arguments = command()
    assert shutil.which(program, path=Path(sys.executable).parent) is not None
    assert arguments == ["serve"]


def test_each_configuration_stands_in_the_table() -> None:
    page = (ROOT / "docs" / "editors.md").read_text("utf-8")
    for folder in EDITORS.iterdir():
        assert f"](../editors/{folder.name}" in page
