"""How the server starts, stops, and ends when nobody is left."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.editor import SECONDS, server_command, server_environment
from lsp.wire import RefusedError, Wire, frame, wired

SHOP = """
-- setup.cfg --
[entry_points]
console_scripts =
    shop = shop:ma<|>in
-- shop.py --
def main(): ...
"""


async def test_the_server_tells_its_name_and_version(start: Start) -> None:
    editor = await start(SHOP)
    assert editor.info is not None
    assert editor.info.name == "entryway"
    assert editor.info.version


async def test_the_server_offers_what_it_has_and_nothing_else(start: Start) -> None:
    offered = (await start(SHOP, capabilities=editor_capabilities(pulls=True))).capabilities
    sync = offered.text_document_sync
    assert isinstance(sync, types.TextDocumentSyncOptions)
    assert (sync.open_close, sync.change, sync.save) == (
        True,
        types.TextDocumentSyncKind.Full,
        True,
    )
    assert offered.definition_provider
    assert offered.hover_provider
    assert isinstance(offered.code_action_provider, types.CodeActionOptions)
    assert offered.code_action_provider.code_action_kinds == (types.CodeActionKind.QuickFix,)
    assert offered.diagnostic_provider
    assert offered.completion_provider is not None
    assert offered.rename_provider is None


async def test_shutdown_and_exit_end_the_server_well(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    await editor.definition("setup.cfg")
    await editor.client.end()
    assert editor.client.exit_code == 0


async def test_exit_without_shutdown_ends_it_badly(start: Start) -> None:
    editor = await start(SHOP)
    editor.client.exit(None)
    await editor.until(lambda: editor.client.exit_code is not None, "the server ends")
    assert editor.client.exit_code == 1


async def test_the_server_ends_promptly_in_the_middle_of_work(start: Start) -> None:
    editor = await start(SHOP, prelude=SLOW_HOVER.format(seconds=0.5))
    at = editor.cursor("setup.cfg")
    editor.client.protocol.send_request(
        types.TEXT_DOCUMENT_HOVER, types.HoverParams(at.text_document, at.position)
    )
    await asyncio.sleep(0.1)
    began = time.monotonic()
    await editor.client.end()
    assert time.monotonic() - began < 3


SLOW_HOVER = """
import time
from typing import Any
from entryway.lsp.handlers import hover
def slow(desk, params):
    time.sleep({seconds})
hover.answer = slow
"""


async def test_a_cancelled_request_is_answered_at_once(start: Start) -> None:
    editor = await start(SHOP, prelude=SLOW_HOVER.format(seconds=1.5))
    at = editor.cursor("setup.cfg")
    began = time.monotonic()
    asked = editor.client.protocol.send_request(
        types.TEXT_DOCUMENT_HOVER, types.HoverParams(at.text_document, at.position), msg_id="slow"
    )
    await asyncio.sleep(0.2)
    editor.client.cancel_request(types.CancelParams("slow"))
    with pytest.raises(Exception, match="cancel") as caught:
        await editor.ask(asyncio.wrap_future(asked))
    assert getattr(caught.value, "code", None) == types.LSPErrorCodes.RequestCancelled
    assert time.monotonic() - began < 1
    assert await editor.definition("setup.cfg") == ["shop.py: def «main»(): ..."]


async def test_a_cancelled_request_that_waits_is_never_begun(start: Start) -> None:
    editor = await start(SHOP, prelude=SLOW_HOVER.format(seconds=0.5))
    at = editor.cursor("setup.cfg")
    params = types.HoverParams(at.text_document, at.position)
    protocol = editor.client.protocol
    asked = [
        protocol.send_request(types.TEXT_DOCUMENT_HOVER, params, msg_id=f"slow {n}")
        for n in range(20)
    ]
    for n in range(20):
        editor.client.cancel_request(types.CancelParams(f"slow {n}"))
    began = time.monotonic()
    await editor.definition("setup.cfg")
    assert time.monotonic() - began < 2, "cancelled requests were worked on"
    await asyncio.wait([asyncio.wrap_future(each) for each in asked], timeout=SECONDS)


async def test_cancelling_what_is_over_is_harmless(start: Start) -> None:
    editor = await start(SHOP)
    await editor.definition("setup.cfg")
    editor.client.cancel_request(types.CancelParams("no such request"))
    assert await editor.definition("setup.cfg")


# --- Without a proper client ---


def test_the_end_of_the_pipe_ends_the_server() -> None:
    with wired() as wire:
        wire.initialize()
        wire.hang_up()
        assert wire.process.wait(SECONDS) == 1
        assert wire.log == []


def test_the_end_of_the_pipe_after_shutdown_is_a_good_end() -> None:
    with wired() as wire:
        wire.initialize()
        wire.ask("shutdown", None)
        wire.hang_up()
        assert wire.process.wait(SECONDS) == 0
        assert wire.log == []


def test_the_server_ends_when_its_client_is_gone() -> None:
    """The pipe stays open: another process may have inherited it."""
    with (
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as client,
        wired() as wire,
    ):
        wire.initialize(processId=client.pid)
        time.sleep(1.2)
        assert wire.process.poll() is None
        client.kill()
        client.wait()
        assert wire.process.wait(SECONDS) == 1


def test_the_server_ends_with_a_killed_client_that_started_it() -> None:
    """The client holds the pipes; nothing but their end, or its own, tells the server."""
    params: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
    message = frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params})
    program = (
        "import subprocess, sys, time\n"
        f"server = subprocess.Popen({server_command()!r}, stdin=-1, stdout=-1)\n"
        "print(server.pid, flush=True)\n"
        f"server.stdin.write({message!r})\n"
        "server.stdin.flush()\n"
        "server.stdout.readline()\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], env=server_environment(), stdout=subprocess.PIPE
    ) as client:
        assert client.stdout is not None
        pid = int(client.stdout.readline())
        assert client.stdout.readline() == b"ready\n"
        client.kill()
    deadline = time.monotonic() + SECONDS
    while _runs(pid):
        assert time.monotonic() < deadline, "the server outlives its client"
        time.sleep(0.05)


def test_ctrl_c_ends_the_server_though_its_client_stays() -> None:
    with wired() as wire:
        wire.initialize()
        wire.process.send_signal(signal.SIGINT)
        assert wire.process.wait(SECONDS) == 130
        assert wire.log == []


def test_a_client_out_of_sight_is_not_missed() -> None:
    """Outside our container there are processes whose numbers mean nothing here."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    with wired() as wire:
        wire.initialize(processId=ended.pid)
        time.sleep(1.5)
        assert wire.process.poll() is None


def test_what_libraries_print_does_not_reach_the_client() -> None:
    with wired(prelude="import threading; threading.Timer(0.6, print, 'x').start()") as wire:
        wire.initialize()
        time.sleep(0.8)
        assert wire.ask("shutdown", None) is None


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    if not os.path.exists(f"/proc/{pid}/stat"):
        return os.path.exists("/proc") is False
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"


# --- What comes at the wrong time (LSP 3.17, "Server lifecycle") ---------------------------------

NOT_INITIALIZED = -32002
INVALID_REQUEST = -32600
NOWHERE = {"textDocument": {"uri": "file:///setup.cfg"}, "position": {"line": 0, "character": 0}}
QUESTIONS = [("textDocument/hover", NOWHERE), ("shutdown", None), ("unheard/of", None)]


def refusal(wire: Wire, method: str, params: Any) -> int:
    with pytest.raises(RefusedError) as refused:
        wire.ask(method, params)
    return refused.value.code


@pytest.mark.parametrize(("method", "params"), QUESTIONS)
def test_what_is_asked_before_the_session_begins_is_refused(method: str, params: Any) -> None:
    with wired() as wire:
        assert refusal(wire, method, params) == NOT_INITIALIZED
        assert wire.initialize()["capabilities"], "it can still begin"


def test_an_initialization_that_can_not_be_read_can_be_sent_again() -> None:
    with wired() as wire:
        with pytest.raises(RefusedError, match="initialize can't be read"):
            wire.ask("initialize", {"capabilities": 7})
        assert wire.initialize()["capabilities"]


def test_a_session_begins_once() -> None:
    with wired() as wire:
        wire.initialize(capabilities={"general": {"positionEncodings": ["utf-8"]}})
        again: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
        assert refusal(wire, "initialize", again) == INVALID_REQUEST


@pytest.mark.parametrize(("method", "params"), QUESTIONS)
def test_what_is_asked_after_shutdown_is_refused(method: str, params: Any) -> None:
    with wired() as wire:
        wire.initialize()
        wire.ask("shutdown", None)
        assert refusal(wire, method, params) == INVALID_REQUEST
        wire.notify("textDocument/didClose", {"textDocument": {"uri": "file:///setup.cfg"}})
        wire.notify("exit", None)
        assert wire.process.wait(SECONDS) == 0


def test_exit_ends_a_server_that_no_session_was_begun_with() -> None:
    with wired() as wire:
        wire.notify("exit", None)
        assert wire.process.wait(SECONDS) == 1
