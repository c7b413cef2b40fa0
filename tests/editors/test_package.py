"""The package that users install: what is in it, and that its server runs where it should."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from entryway.syntax.text import split_lines

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "vscode-client" / "dist" / "entryway.vsix"
SCRIPTS = ROOT / "vscode-client" / "scripts"

CONVERSATION = (
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"processId":null,'
    '"rootUri":null}}',
    '{"jsonrpc":"2.0","id":2,"method":"shutdown"}',
    '{"jsonrpc":"2.0","method":"exit"}',
)
"""What an editor says to a server that it starts and ends."""

MODULES = ("pygls", "entryway", "typing", "sitecustomize", "usercustomize", "asyncio")
"""Modules that a server would import if the workspace were on its path."""


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the extension's folder as VS Code unpacks it."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(PACKAGE) as archive:
        archive.extractall(folder)
    return folder / "extension"


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Path]:
    """Return a repository whose modules leave a mark where they are imported."""
    for name in MODULES:
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'mark')!r}, 'w')\n", "utf-8")
    yield tmp_path
    assert not (tmp_path / "mark").exists(), "a module of the workspace was imported"


def converse(
    extension: Path, workspace: Path, strategy: str = "useBundled", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Start the server as src/launch.ts does, in a folder and with variables that are hostile."""
    isolation = ("-I", "-S") if strategy == "useBundled" else ("-I",)
    said = "".join(f"Content-Length: {len(each)}\r\n\r\n{each}" for each in CONVERSATION)
    return subprocess.run(
        [
            *(sys.executable, *isolation, "-X", "utf8"),
            *("-X", f"pycache_prefix={workspace / 'caches'}"),
            *(str(extension / "bundled" / "entryway_server.py"), strategy),
        ],
        input=said,
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(workspace), **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_nothing_of_a_hostile_workspace_is_imported(extension: Path, hostile: Path) -> None:
    ended = converse(extension, hostile, PYTHONHOME=str(hostile), PYTHONSTARTUP="pygls.py")
    assert ended.returncode == 0, ended.stderr
    assert '"definitionProvider"' in ended.stdout


def test_the_server_names_its_version(extension: Path, hostile: Path) -> None:
    assert '"version": "unknown"' not in converse(extension, hostile).stdout
    assert '"name": "entryway"' in converse(extension, hostile).stdout


def test_nothing_is_written_into_the_installed_folder(extension: Path, hostile: Path) -> None:
    before = set(extension.rglob("*"))
    converse(extension, hostile)
    assert set(extension.rglob("*")) == before
    assert any((hostile / "caches").rglob("*.pyc"))


def test_a_server_of_the_environment_is_taken_where_there_is_one(
    extension: Path, hostile: Path
) -> None:
    ended = converse(extension, hostile, "fromEnvironment")
    assert ended.returncode == 0, ended.stderr
    assert "so the bundled one runs" not in ended.stderr


def test_the_bundled_server_stands_in_for_one_that_is_not_installed(
    extension: Path, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = hostile / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    monkeypatch.setattr(sys, "executable", str(bare / "bin" / "python"))
    ended = converse(extension, hostile, "fromEnvironment")
    assert ended.returncode == 0, ended.stderr
    assert "so the bundled one runs; install it there with" in ended.stderr


def test_the_package_is_small_pure_and_complete_for_every_python(tmp_path: Path) -> None:
    """What scripts/inspect_package.py says of the package, and of ones that are not so."""
    assert inspect(PACKAGE) == []

    for change, complaint in (
        ("extension/bundled/libs/fast.cpython-311-x86_64-linux-gnu.so", "is compiled"),
        ("without exceptiongroup-", "nothing in the bundle is exceptiongroup"),
        ("without entryway_server.py", "lacks extension/bundled/entryway_server.py"),
    ):
        spoilt = tmp_path / "spoilt.vsix"
        with zipfile.ZipFile(PACKAGE) as whole, _new(spoilt) as archive:
            for name in whole.namelist():
                if not (change.startswith("without ") and change[8:] in name):
                    archive.writestr(name, whole.read(name))
            if not change.startswith("without "):
                archive.writestr(change, b"")
        (fault,) = inspect(spoilt)
        assert complaint in fault

    large = tmp_path / "large.vsix"
    large.write_bytes(PACKAGE.read_bytes())
    with zipfile.ZipFile(large, "a") as archive:
        archive.writestr("extension/large", os.urandom(5_000_000))
    (fault,) = inspect(large)
    assert "leave something out" in fault


def _new(package: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED)


def inspect(package: Path) -> list[str]:
    """Return the faults that the build would refuse a package for."""
    ended = subprocess.run(
        [sys.executable, str(SCRIPTS / "inspect_package.py"), str(package)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == bool(ended.stderr), ended
    return [line for line in split_lines(ended.stderr) if line]
