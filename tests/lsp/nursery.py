"""Starts many servers quickly: each is forked off a process that has imported everything.

Importing is nearly all of a server's start, and the same each time. A server made here still has
pipes, an environment and a process of its own; what a start from nothing is like, the tests that
use `wire` know. Where processes can't fork, servers are started from nothing.

Three programs work together. The nursery waits at a socket. A launcher, which is what a client
takes for the server's process, hands its three pipes to the nursery and ends as the server does. A
warden watches one server for its launcher, and kills it when the launcher was killed.
"""

from __future__ import annotations

import array
import contextlib
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_IMPORTED = (
    "entryway.lsp.server",
    "entryway.lsp.desk",
    "entryway.lsp.examining",
    "entryway.lsp.handlers.definition",
    "entryway.lsp.handlers.hover",
    "entryway.lsp.handlers.code_action",
    "entryway.lsp.handlers.diagnostic",
)

_LAUNCHER = """
import array, json, os, socket, sys
request = {"environment": dict(os.environ), "prelude": sys.argv[2]}
with socket.socket(socket.AF_UNIX) as nursery:
    nursery.connect(sys.argv[1])
    pipes = array.array("i", [0, 1, 2])
    nursery.sendmsg([b"p"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, pipes)])
    nursery.sendall(json.dumps(request).encode() + b"\\n")
    for pipe in pipes:
        os.close(pipe)
    code = nursery.recv(1)
os._exit(code[0] if code else 1)
"""


def launcher_command(address: str, prelude: str) -> list[str]:
    """Return the command that starts a server in the nursery at an address."""
    return [sys.executable, "-I", "-S", "-c", _LAUNCHER, address, prelude]


@contextlib.contextmanager
def nursery(environment: dict[str, str]) -> Iterator[str | None]:
    """Run a nursery and give its address; None where processes can't fork."""
    if not hasattr(os, "fork"):
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        address = f"{folder}/nursery"
        tests = str(Path(__file__).parents[1])
        variables = {**environment, "PYTHONPATH": f"{environment['PYTHONPATH']}{os.pathsep}{tests}"}
        program = f"from lsp.nursery import tend; tend({address!r})"
        with subprocess.Popen([sys.executable, "-c", program], env=variables) as process:
            try:
                while not os.path.exists(address):
                    assert process.poll() is None, "the nursery ended"
                    time.sleep(0.01)
                yield address
            finally:
                process.kill()


def tend(address: str) -> None:
    """Fork a server for each launcher that comes."""
    for module in _IMPORTED:
        importlib.import_module(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # Nobody waits for the wardens.
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{address}.new")
        listening.listen(16)
        os.rename(f"{address}.new", address)
        while True:
            launcher, _ = listening.accept()
            with launcher:
                if os.fork() == 0:
                    listening.close()
                    _guard_server(launcher)


def _guard_server(launcher: socket.socket) -> None:
    """Fork the server, and tell the launcher how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pipes = array.array("i", [0, 0, 0])
    _, passed, _, _ = launcher.recvmsg(1, socket.CMSG_SPACE(pipes.itemsize * 3))
    pipes = array.array("i")
    pipes.frombytes(passed[0][2])
    with launcher.makefile() as lines:
        request = json.loads(lines.readline())
    server = os.fork()
    if server == 0:
        launcher.close()
        for number, pipe in enumerate(pipes):
            os.dup2(pipe, number)
            os.close(pipe)
        _serve(request)
    for number, pipe in enumerate(pipes):
        os.close(pipe)
        os.close(number)
    launcher.settimeout(0.01)
    while True:
        ended, status = os.waitpid(server, os.WNOHANG)
        if ended:
            with contextlib.suppress(OSError):
                launcher.sendall(bytes([os.waitstatus_to_exitcode(status) & 0xFF]))
            os._exit(0)
        with contextlib.suppress(TimeoutError):
            if launcher.recv(1) == b"":
                os.kill(server, signal.SIGKILL)


def _serve(request: dict[str, Any]) -> None:
    from entryway.lsp.server import serve_stdio

    code = 1
    try:
        os.environ.clear()
        os.environ.update(request["environment"])
        exec(request["prelude"], {})
        code = serve_stdio()
    finally:
        sys.stderr.flush()
        os._exit(code)
