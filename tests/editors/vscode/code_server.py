"""VS Code as a process: code-server on a free port of 127.0.0.1, with a home of its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editors.vscode.prepare import NODE, code_server

USER_SETTINGS: dict[str, Any] = {
    # A quiet window: nothing opens, asks, fetches or saves by itself.
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
    "workbench.welcomePage.walkthroughs.openOnInstall": False,
    "workbench.editor.enablePreview": False,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "chat.disableAIFeatures": True,
    "security.workspace.trust.enabled": False,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "extensions.autoUpdate": False,
    "extensions.autoCheckUpdates": False,
    "extensions.ignoreRecommendations": True,
    "remote.autoForwardPorts": False,
    "git.enabled": False,
    "files.autoSave": "off",
    "editor.accessibilitySupport": "off",
    # The same picture every time.
    "workbench.colorTheme": "Default Light Modern",
    "workbench.layoutControl.enabled": False,
    "window.commandCenter": False,
    "editor.minimap.enabled": False,
    "editor.cursorBlinking": "solid",
    "editor.hover.delay": 100,
}
RESTRICTED: dict[str, Any] = {
    # Folders are opened in Restricted Mode and nobody is asked first.
    "security.workspace.trust.enabled": True,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
}
_ADDRESS = re.compile(r"listening on (http://127\.0\.0\.1:\d+)/")
_START_SECONDS = 60.0
_END_SECONDS = 5.0


@dataclass(frozen=True)
class CodeServer:
    """A running VS Code."""

    address: str
    process: int
    home: Path

    def language_servers(self) -> set[int]:
        """Return the processes of our server below this VS Code."""
        below = {self.process}
        found = set()
        for process, parent, words in _processes():
            if parent in below:
                below.add(process)
                if any(word.endswith("entryway_server.py") for word in words):
                    found.add(process)
        return found

    def kill_language_servers(self) -> set[int]:
        """End our server as a crash would, and return which processes that were."""
        found = self.language_servers()
        for process in found:
            os.kill(process, signal.SIGKILL)
        return found

    def logs(self) -> str:
        """Return all that VS Code and the language server told so far."""
        return "\n".join(
            f"== {log.name} ==\n{log.read_text('utf-8', 'replace')}"
            for log in sorted(self.home.glob("*.log"))
        )


@contextlib.contextmanager
def running(
    home: Path, extensions: Sequence[Path], *, restricted: bool = False
) -> Iterator[CodeServer]:
    """Start VS Code with some extensions and end it and all of its processes.

    It trusts all folders, or if it is `restricted` none, until it is told to. `home` must be short:
    VS Code makes sockets below it, whose paths are limited to 107 bytes.
    """
    entry = str(code_server() / "out" / "node" / "entry.js")
    places = ("--user-data-dir", str(home / "u"), "--extensions-dir", str(home / "e"))
    common = [str(NODE), entry, "--config", str(home / "config.yaml"), *places]
    _write_settings(home, USER_SETTINGS | (RESTRICTED if restricted else {}))
    environment = _environment(home)
    for extension in extensions:
        install = [*common, "--install-extension", str(extension)]
        done = subprocess.run(install, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{extension.name} can't be installed: {done.stderr}"
    quiet = ["telemetry", "update-check", "getting-started-override", "proxy"]
    quiet += [] if restricted else ["workspace-trust"]
    options = ["--bind-addr", "127.0.0.1:0", "--auth", "none", *(f"--disable-{w}" for w in quiet)]
    with (home / "code-server.log").open("wb") as output:
        process = subprocess.Popen(
            [*common, *options],
            cwd=home,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # So that all of its processes can be ended as one group.
        )
    try:
        yield CodeServer(_address(process, home / "code-server.log"), process.pid, home)
    finally:
        _end(process)


def _processes() -> Iterator[tuple[int, int, list[str]]]:
    """Yield every process with its parent and its command, parents before their children."""
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda each: int(each.name)):
        with contextlib.suppress(OSError):
            stat = (folder / "stat").read_text("utf-8", "replace")
            words = (folder / "cmdline").read_text("utf-8", "replace").split("\0")
            # The name of the program, in brackets, may hold blanks and brackets.
            yield int(folder.name), int(stat.rpartition(")")[2].split()[1]), words


def _write_settings(home: Path, of_user: dict[str, Any]) -> None:
    (home / "config.yaml").write_text("auth: none\ncert: false\n", "utf-8")
    for scope, settings in (("User", of_user), ("Machine", {})):
        folder = home / "u" / scope
        folder.mkdir(parents=True)
        (folder / "settings.json").write_text(json.dumps(settings, indent=2), "utf-8")


def _environment(home: Path) -> dict[str, str]:
    """Return the variables of a user who has a Python on the path and nothing else.

    VS Code writes its own logs by a library that only its install script would compile. So what
    the server tells is kept here.
    """
    python = home / "bin" / "python3"
    python.parent.mkdir()
    real, log = Path(sys.executable).resolve(), home / "server.log"
    python.write_text(f'#!/bin/bash\nexec {real} "$@" 2> >(tee -a {log} >&2)\n', "utf-8")
    python.chmod(0o755)
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TZ") if name in os.environ}
    return {
        **kept,
        "PATH": os.pathsep.join((str(python.parent), "/usr/local/bin", "/usr/bin", "/bin")),
        "SHELL": shutil.which("bash") or "/bin/sh",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "x"),
        "XDG_DATA_HOME": str(home / "x"),
        "EXTENSIONS_GALLERY": "{}",  # No gallery is asked about the extensions.
    }


def _address(process: subprocess.Popen[bytes], output: Path) -> str:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        found = _ADDRESS.search(output.read_text("utf-8", "replace"))
        if found is not None:
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"VS Code does not start:\n{output.read_text('utf-8', 'replace')}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process group: asked first, then made to."""
    for each in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, each)
        deadline = time.monotonic() + _END_SECONDS
        while _is_alive(process):
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"VS Code's processes (group {process.pid}) can't be ended")


def _is_alive(process: subprocess.Popen[bytes]) -> bool:
    process.poll()  # Else the leader stays in the group as a zombie.
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True
