"""What is missing is installed, or told in one sentence with its remedy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editors.vscode import prepare

REMEDY = r"as root: apt-get install --no-install-recommends chromium fonts-dejavu-core$"


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder in which commands are found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("commands")
def test_a_missing_browser_is_no_skip() -> None:
    with pytest.raises(prepare.PrepareError, match=REMEDY):
        prepare.browser()


@pytest.mark.usefixtures("commands")
def test_who_is_not_root_is_told_what_root_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(prepare.PrepareError, match=REMEDY):
        prepare.prepare()


def test_root_installs_the_browser_and_says_so(
    commands: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    apt, asked, chromium = (commands / name for name in ("apt-get", "asked", "chromium"))
    lines = ("#!/bin/sh", f'echo "$@" >> {asked}', f"/bin/cp {apt} {chromium}")
    apt.write_text("\n".join(lines))
    apt.chmod(0o755)
    prepare.prepare()
    assert asked.read_text() == (
        "update -q\ninstall -q -y --no-install-recommends chromium fonts-dejavu-core\n"
    )
    assert "Installing chromium and fonts-dejavu-core of Debian" in capfd.readouterr().err


def test_a_changed_lock_needs_another_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = tmp_path / "stamp.txt"
    stamp.write_text(f"0{prepare.STAMP.read_text()}")
    monkeypatch.setattr(prepare, "STAMP", stamp)
    with pytest.raises(prepare.PrepareError, match=r"as pinned; run: make editors$"):
        prepare.code_server()
