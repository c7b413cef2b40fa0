"""The workflows of docs/ci.md are valid, and what they run does what the page says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from entryway.syntax.text import split_lines

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def workflow(name: str) -> str:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    found = re.search(rf"<!-- workflow: {name} -->\n```yaml\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", ["scanning", "annotations"])
def test_a_workflow_is_what_github_understands(tmp_path: Path, name: str) -> None:
    file = tmp_path / "workflow.yml"
    file.write_text(workflow(name), "utf-8")
    schema = ["--builtin-schema", "vendor.github-workflows"]
    command = [str(BIN / "check-jsonschema"), *schema, str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Copy the example, whose environment is where the workflows make one."""
    left_out = shutil.ignore_patterns("__pycache__")
    project = tmp_path / "imagestore"
    shutil.copytree(ROOT / "examples" / "imagestore", project, ignore=left_out)
    shutil.copytree(ROOT / "examples" / "environment", project / ".venv", ignore=left_out)
    return project


def check_step(name: str, project: Path) -> subprocess.CompletedProcess[str]:
    """Run the step of a workflow that checks, as GitHub's runners do."""
    (job,) = yaml.safe_load(workflow(name))["jobs"].values()
    (step,) = (step["run"] for step in job["steps"] if "entryway check" in step.get("run", ""))
    return subprocess.run(
        ["bash", "-e", "-c", step],
        cwd=project,
        env={"PATH": f"{BIN}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_scanning_workflow_writes_sarif_with_every_finding(checkout: Path) -> None:
    ran = check_step("scanning", checkout)
    assert (ran.returncode, ran.stdout) == (1, "")
    log: Any = json.loads((checkout / "entryway.sarif").read_text("utf-8"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "entryway"
    files = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in run["results"]
    ]
    assert files.count("setup.cfg") == 6
    assert files.count("etc/imagestore-broken-paste.ini") == 4
    assert len(files) == 10


def test_the_annotating_workflow_prints_a_command_for_every_finding(checkout: Path) -> None:
    ran = check_step("annotations", checkout)
    assert ran.returncode == 1
    assert "::error file=setup.cfg,line=48," in ran.stdout
    assert len(split_lines(ran.stdout)) == 10 + 1, "with the empty one behind the last"
