"""The protocol as it goes over the pipe, for messages that no proper client would send."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

from lsp.editor import SECONDS, server_command, server_environment


class RefusedError(Exception):
    """An answer that is an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["message"])
        self.code: int = error["code"]


class Wire:
    """A server and the two ends of its pipes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.log: list[str] = []
        self.told: list[dict[str, Any]] = []
        self._received: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._last = 0
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._read_log, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        length = 0
        with contextlib.suppress(ValueError):  # The pipe was closed at the end of the test.
            while line := self.process.stdout.readline():
                if line.startswith(b"Content-Length:"):
                    length = int(line.partition(b":")[2])
                elif not line.strip():
                    self._received.put(json.loads(self.process.stdout.read(length)))
        self._received.put(None)

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        with contextlib.suppress(ValueError):
            while line := self.process.stderr.readline():
                self.log.append(line.decode(errors="replace").rstrip())

    def send(self, content: dict[str, Any]) -> None:
        """Send one message."""
        assert self.process.stdin is not None
        self.process.stdin.write(frame({"jsonrpc": "2.0", **content}))
        self.process.stdin.flush()

    def notify(self, method: str, params: Any) -> None:
        """Send a notification."""
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and return what it is answered with, or raise its `RefusedError`."""
        self._last += 1
        self.send({"id": self._last, "method": method, "params": params})
        while True:
            received = self._received.get(timeout=SECONDS)
            assert received is not None, "the server ended"
            if received.get("id") == self._last and "method" not in received:
                if "error" in received:
                    raise RefusedError(received["error"])
                return received["result"]
            self.told.append(received)

    def initialize(self, **params: Any) -> dict[str, Any]:
        """Begin a session."""
        defaults: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
        result: dict[str, Any] = self.ask("initialize", {**defaults, **params})
        self.notify("initialized", {})
        return result

    def hang_up(self) -> None:
        """Close the server's stdin."""
        assert self.process.stdin is not None
        self.process.stdin.close()


def frame(content: dict[str, Any]) -> bytes:
    """Return a message with its header."""
    body = json.dumps(content).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


@contextlib.contextmanager
def wired(prelude: str = "", **variables: str) -> Iterator[Wire]:
    """Start a server whose process runs the Python of `prelude` first.

    Behind the block it is killed, if it still runs.
    """
    process = subprocess.Popen(
        server_command(prelude),
        env=server_environment(**variables),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        try:
            yield Wire(process)
        finally:
            process.kill()
            with contextlib.suppress(BrokenPipeError):
                assert process.stdin is not None
                process.stdin.close()
