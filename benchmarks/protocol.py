"""What an editor waits for, measured over stdio with a client of a few lines."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

BARE_SERVER = """
from pygls.lsp.server import LanguageServer
from lsprotocol import types

server = LanguageServer("bare", "1")

@server.feature(types.TEXT_DOCUMENT_DEFINITION)
def definition(params: types.DefinitionParams) -> None:
    return None

server.start_io()
"""


class Client:
    """Speaks just enough LSP to ask and wait."""

    def __init__(self, command: list[str]) -> None:
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._id = 0

    def send(self, message: dict[str, Any]) -> None:
        """Send one message."""
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def notify(self, method: str, params: dict[str, Any]) -> None:
        """Send a notification."""
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any] | None) -> Any:  # noqa: ANN401 - JSON
        """Send a request and return its result; requests of the server are answered with null."""
        self._id += 1
        self.send({"id": self._id, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._id and "method" not in message:
                return message.get("result")
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message

    def initialize(self, root: Path, python: str | None = None) -> float:
        """Initialize and return the seconds from the process's start to the answer."""
        uri = root.as_uri()
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": uri,
                "workspaceFolders": [{"uri": uri, "name": root.name}],
                "capabilities": {"textDocument": {"definition": {"linkSupport": True}}},
                "initializationOptions": {"python": python} if python else {},
            },
        )
        ready = time.perf_counter() - self.started
        self.notify("initialized", {})
        return ready

    def close(self) -> None:
        """Shut the server down and wait for its end."""
        self.ask("shutdown", None)
        self.notify("exit", {})
        self._process.wait(10)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def ready(command: list[str], root: Path, rounds: int) -> float:
    """Return the median seconds until a server answers `initialize`."""
    times = []
    for _ in range(rounds):
        client = Client(command)
        times.append(client.initialize(root))
        client.close()
    return statistics.median(times)


def warm_definitions(root: Path, python: str, rounds: int) -> list[float]:
    """Return the seconds of single definition requests on every line of a release's setup.cfg."""
    client = Client([sys.executable, "-m", "entryway", "serve"])
    client.initialize(root, python)
    document = root / "setup.cfg"
    text = document.read_text("utf-8")
    uri = document.as_uri()
    client.notify(
        "textDocument/didOpen",
        {"textDocument": {"uri": uri, "languageId": "ini", "version": 1, "text": text}},
    )
    places = [
        {"line": number, "character": len(line)}
        for number, line in enumerate(text.split("\n"))
        if ":" in line and " = " in line
    ]
    times: list[float] = []
    for turn in range(rounds + 1):
        for place in places:
            began = time.perf_counter()
            client.ask("textDocument/definition", {"textDocument": {"uri": uri}, "position": place})
            if turn:  # The first turn warms up.
                times.append(time.perf_counter() - began)
    client.close()
    return times


def large_module(lines: int) -> str:
    """Return a module of this many lines: imports, classes with methods, functions, constants."""
    parts = ["import os\nfrom collections import OrderedDict\n"]
    written = 2
    number = 0
    while written < lines:
        part = (
            f"LIMIT_{number} = {number}\n\n\n"
            f"def function_{number}(first, second=None, *others, **options):\n"
            f'    """Do what is asked for the {number}th time."""\n'
            "    if first is None:\n        return second\n    return others\n\n\n"
            f"class Class{number}(object):\n    attribute = {number}\n\n"
            f"    def method_{number}(self):\n        return self.attribute\n\n"
            "    @classmethod\n"
            "    def factory(cls, global_conf, **local_conf):\n        return cls()\n\n\n"
        )
        parts.append(part)
        written += part.count("\n")
        number += 1
    return "".join(parts)


HALF_TYPED = {
    "setup.cfg": ("[entry_points]\nconsole_scripts =\n", "    shop{turn} = shop.large:"),
    "pyproject.toml": ("[project]\n[project.scripts]\n", 'shop{turn} = "shop.large:'),
}
"""Documents in which a reference is being typed: what stands above it, and its line."""


def warm_completions(
    root: Path, module_lines: int, rounds: int, name: str
) -> tuple[list[float], int]:
    """Return the seconds of single completions of the names of a large module, and their number.

    `name` is that of a document in `HALF_TYPED`. Before each of them a character is typed in it, so
    that nothing of the answer before is left but what was read of other files.
    """
    (root / "shop").mkdir(parents=True)
    (root / "shop" / "__init__.py").write_text("")
    (root / "shop" / "large.py").write_text(large_module(module_lines))
    head, typed = HALF_TYPED[name]
    document = root / name
    document.write_text(head)
    uri = document.as_uri()
    client = Client([sys.executable, "-m", "entryway", "serve"])
    client.initialize(root)
    client.notify(
        "textDocument/didOpen",
        {"textDocument": {"uri": uri, "languageId": "ini", "version": 1, "text": head}},
    )
    times: list[float] = []
    offered = 0
    for turn in range(rounds + 3):
        line = typed.format(turn=turn)
        client.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": uri, "version": turn + 2},
                "contentChanges": [{"text": f"{head}{line}\n"}],
            },
        )
        began = time.perf_counter()
        place = {"line": 2, "character": len(line)}
        found = client.ask(
            "textDocument/completion", {"textDocument": {"uri": uri}, "position": place}
        )
        offered = len(found["items"])
        if turn >= 3:  # The first turns warm up.
            times.append(time.perf_counter() - began)
    client.close()
    return times, offered
