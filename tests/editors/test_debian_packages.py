"""A program that is missing is named, with what brings it."""

from __future__ import annotations

import os

import pytest

from editors.debian_packages import MissingError, main, require


def test_what_is_there_is_not_asked_for() -> None:
    require({"dash": "sh", "base-files": "/etc/debian_version"})


def test_what_is_missing_is_named_with_its_remedy() -> None:
    with pytest.raises(MissingError) as missing:
        require({"dash": "sh", "no-editor": "no-such-editor", "no-files": "/no/such/file"})
    assert str(missing.value) == (
        "tests in real editors need Debian's no-editor and no-files, not installed here; "
        "as root: apt-get install --no-install-recommends no-editor no-files"
    )


def test_who_is_not_root_is_told_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert main(["no-editor=no-such-editor"]) == 1
    assert capsys.readouterr().err.endswith("--no-install-recommends no-editor\n")
