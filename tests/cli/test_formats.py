"""The formats that other programs read: JSON, GitHub's commands, SARIF."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from cli.command import places, sole
from cli.conftest import Entryway
from entryway.problems import Code
from workspace.trees import marked_file, write_tree

TREE = """
-- setup.cfg --
[entry_points]
console_scripts =
    shop = shop.«clii»:main
    shop = shop.web:main
consol_scripts =
-- shop/__init__.py --
-- shop/web.py --
def main(): ...
-- etc/a, b:c%.ini --
[app:x]
use = egg:absent
""".replace("a, b:c%", "a,b:c%")


def test_json_is_a_list_and_nothing_else(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, "-- setup.cfg --\n[metadata]\nname = x\n")
    ran = entryway("check", "--format", "json")
    assert (ran.code, json.loads(ran.out)) == (0, [])
    assert ran.err.startswith("note: no Python environment")


def test_json_is_ascii_and_has_no_control_characters(entryway: Entryway, tmp_path: Path) -> None:
    (tmp_path / "é\x7f\x1b.ini").write_text("[app:x]\nuse = egg:é😀\x7f\x1b[31m\x9b\n")
    ran = entryway("check", "--format", "json")
    assert re.fullmatch(r"[\n -~]+", ran.out)
    row = sole(json.loads(ran.out))
    assert row["file"] == "é\x7f\x1b.ini"
    assert "é😀\x7f\x1b[31m\x9b" in str(row["message"])


def test_github_annotates_the_words(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    said = entryway("check", "--format", "github").out
    line, column, end = places(marked_file(TREE, "setup.cfg"))[0]
    place = f"file=setup.cfg,line={line},endLine={line},col={column},endColumn={end}"
    assert f"::error {place},title=entryway module-not-found::" in said
    assert re.search(r"^::warning .*suspicious-group::nothing loads", said, re.MULTILINE)
    assert "::notice file=etc/a%2Cb%3Ac%25.ini,line=" in said
    # GitHub may take more for the end of a line than we do.
    assert all(row.startswith("::") for row in said.splitlines())


def test_nothing_that_is_checked_can_give_github_a_command(
    entryway: Entryway, tmp_path: Path
) -> None:
    (tmp_path / "x\n::error::fooled\r.ini").write_text("[app:x]\nuse = egg:%0A::stop\n")
    said = entryway("check", "--format", "github").out
    # As above.
    assert len(said.splitlines()) == 1
    assert "%250A::stop" in said


# --- SARIF ----------------------------------------------------------------------------------------


def log(said: str) -> Any:
    found = json.loads(said)
    assert found["version"] == "2.1.0"
    assert urlsplit(found["$schema"]).path.endswith("sarif-2.1.0.json")
    return found


def assert_valid_run(run: Any) -> None:
    """Hold a run against what the schema of SARIF 2.1.0 asks of the properties we use."""
    assert set(run) <= {"tool", "columnKind", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert set(driver) <= {"name", "version", "informationUri", "rules"}
    assert driver["name"]
    assert urlsplit(driver["informationUri"]).scheme == "https"
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(set(rules)) == len(rules)
    for rule in driver["rules"]:
        assert set(rule) == {"id", "shortDescription", "helpUri"}
        assert rule["shortDescription"]["text"]
        assert urlsplit(rule["helpUri"]).scheme == "https"
    for result in run["results"]:
        assert set(result) <= {
            *("ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations")
        }
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["ruleId"] in {code.value for code in Code}
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        assert len(result["locations"]) == 1
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            assert_valid_location(location)


def assert_valid_location(location: Any) -> None:
    assert set(location) <= {"physicalLocation", "message"}
    physical = location["physicalLocation"]
    assert set(physical) == {"artifactLocation", "region"}
    uri = urlsplit(physical["artifactLocation"]["uri"])
    assert uri.scheme in ("", "file")
    assert uri.path
    assert re.fullmatch(r"[!-~]+", physical["artifactLocation"]["uri"])
    region = physical["region"]
    assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
    assert all(isinstance(number, int) and number >= 1 for number in region.values())
    start = (region["startLine"], region["startColumn"])
    assert start <= (region["endLine"], region["endColumn"])


def test_sarif_is_what_its_schema_asks_for(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    ran = entryway("check", "--format", "sarif")
    assert ran.code == 1
    (run,) = log(ran.out)["runs"]
    assert_valid_run(run)
    found = [(result["ruleId"], result["level"]) for result in run["results"]]
    assert found == [
        ("module-not-found", "error"),
        ("duplicate-entry-point", "error"),
        ("suspicious-group", "warning"),
        ("interpolation-error", "error"),
        ("distribution-not-found", "note"),
    ]
    uris = [
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]
    ]
    assert unquote(uris[-1]) == "etc/a,b:c%.ini"
    line, column, end = places(marked_file(TREE, "setup.cfg"))[0]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (line, column, end)
    assert run["results"][1]["relatedLocations"][0]["message"]["text"]


def test_sarif_without_findings_is_a_log_too(entryway: Entryway, tmp_path: Path) -> None:
    write_tree(tmp_path, "-- setup.cfg --\n[metadata]\nname = x\n")
    (run,) = log(entryway("check", "--format", "sarif").out)["runs"]
    assert_valid_run(run)
    assert run["results"] == []


@pytest.mark.parametrize("name", ["caf\udce9.ini", "a b.ini", "#x?.ini", "é.ini"])
def test_uris_hold_any_name(entryway: Entryway, tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / name).write_text("[app:x]\nuse = call:a-b:c\n")
    (inside / name).write_text("[app:x]\nuse = call:a-b:c\n")
    for words in ((), (str(tmp_path),)):
        (run,) = log(entryway("check", *words, "--format", "sarif").out)["runs"]
        assert_valid_run(run)


def test_a_file_outside_the_current_folder_has_a_file_uri(
    entryway: Entryway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "x.ini").write_text("[app:x]\nuse = call:a-b:c\n")
    monkeypatch.chdir(tmp_path / "inside")
    (run,) = log(entryway("check", "..", "--format", "sarif").out)["runs"]
    assert_valid_run(run)
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == f"file://{tmp_path}/x.ini"
