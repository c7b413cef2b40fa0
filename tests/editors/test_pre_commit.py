"""The hook for pre-commit, as real pre-commit installs and runs it from a clone of this project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workspace.trees import write_tree

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

SHOP = """
-- setup.cfg --
[metadata]
name = shop
[entry_points]
console_scripts =
    shop = shop.cli:main
-- shop/__init__.py --
-- shop/cli.py --
def main(): ...
-- etc/paste.ini --
[filter:proxy]
use = egg:Guard#main
-- .venv/pyvenv.cfg --
version = 3.11
-- .venv/lib/python3.11/site-packages/guard.py --
def factory(global_conf): ...
-- .venv/lib/python3.11/site-packages/Guard-1.dist-info/METADATA --
Name: Guard
-- .venv/lib/python3.11/site-packages/Guard-1.dist-info/entry_points.txt --
[paste.filter_factory]
main = guard:factory
-- .gitignore --
.venv/
"""


@pytest.mark.timeout(300)
def test_a_commit_that_breaks_an_entry_point_is_refused(tmp_path: Path) -> None:
    hooks = _repository(tmp_path / "entryway")
    shop = tmp_path / "shop"
    shop.mkdir()
    write_tree(shop, SHOP)
    (shop / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {_git(hooks, 'rev-parse', 'HEAD')}\n"
        "  hooks:\n  - id: entryway-check\n"
    )
    _git(shop, "init", "-q")
    _git(shop, "add", ".")
    _run(shop, tmp_path, str(BIN / "pre-commit"), "install", "--install-hooks")

    committed = _run(shop, tmp_path, "git", *WHO, "commit", "-m", "begin", may_fail=True)
    # The hook's own environment has no Guard; the project's .venv has.
    assert committed.returncode == 0, committed.stderr
    assert "entryway check" in committed.stderr

    (shop / "shop" / "cli.py").write_text("def run(): ...\n")
    refused = _run(shop, tmp_path, "git", *WHO, "commit", "-a", "-m", "rename", may_fail=True)
    assert refused.returncode == 1
    assert 'shop.cli has no "main"' in refused.stderr


WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org")


def _repository(folder: Path) -> Path:
    """Make a git repository of what installing this project takes."""
    folder.mkdir()
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "server", folder / "server", ignore=left_out)
    _git(folder, "init", "-q")
    _git(folder, "add", ".")
    _git(folder, *WHO, "commit", "-q", "-m", "all")
    return folder


def _git(folder: Path, *words: str) -> str:
    ran = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def _run(
    folder: Path, home: Path, *command: str, may_fail: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a command for which pre-commit keeps what it installs in `home`."""
    variables = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    return subprocess.run(
        command,
        cwd=folder,
        env={**variables, "PRE_COMMIT_HOME": str(home / "kept")},
        capture_output=True,
        text=True,
        check=not may_fail,
    )
