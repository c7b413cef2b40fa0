"""The language server: every method it handles, and how it is started and ends."""

from __future__ import annotations

import functools
import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from lsprotocol import types

from entryway.lsp.guard import guard_notification, guard_request
from entryway.lsp.handlers import completion, documents, environments, lifecycle, workspace
from entryway.lsp.host import EntrywayServer, Request
from entryway.lsp.protocol import UNREADABLE, refuse

REQUESTS = (
    Request(types.TEXT_DOCUMENT_DEFINITION, "entryway.lsp.handlers.definition:answer"),
    Request(types.TEXT_DOCUMENT_HOVER, "entryway.lsp.handlers.hover:answer"),
    Request(
        types.TEXT_DOCUMENT_COMPLETION,
        "entryway.lsp.handlers.completion:answer",
        completion.OPTIONS,
    ),
    Request(
        types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, "entryway.lsp.handlers.document_highlight:answer"
    ),
    Request(types.TEXT_DOCUMENT_DOCUMENT_LINK, "entryway.lsp.handlers.document_link:answer"),
    Request(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, "entryway.lsp.handlers.document_symbol:answer"),
    Request(types.TEXT_DOCUMENT_FOLDING_RANGE, "entryway.lsp.handlers.folding_range:answer"),
    Request(
        types.TEXT_DOCUMENT_CODE_ACTION,
        "entryway.lsp.handlers.code_action:answer",
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
        checks=True,
    ),
    Request(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        "entryway.lsp.handlers.diagnostic:answer",
        types.DiagnosticOptions(
            identifier="entryway", inter_file_dependencies=True, workspace_diagnostics=False
        ),
        nothing=lambda: types.RelatedFullDocumentDiagnosticReport(items=[]),
        checks=True,
        after=documents.was_pulled,
        # A client that is pushed diagnostics would show those that it also pulls twice.
        offered=lambda client: client.pulls_diagnostics,
    ),
)
"""Requests about one document, answered in a worker thread."""


def _initialize(server: EntrywayServer, params: types.InitializeParams) -> None:
    """Take in what the client tells of itself, and offer it what not every client is offered."""
    lifecycle.initialize(server, params)
    for request in REQUESTS:
        if request.offered is not None and request.offered(server.client):
            _offer(server, request)


EVENTS: tuple[tuple[str, Callable[[EntrywayServer, Any], None]], ...] = (
    (types.INITIALIZE, _initialize),
    (types.INITIALIZED, lifecycle.initialized),
    (types.SHUTDOWN, lifecycle.shutdown),
    (types.TEXT_DOCUMENT_DID_OPEN, documents.did_open),
    (types.TEXT_DOCUMENT_DID_CHANGE, documents.did_change),
    (types.TEXT_DOCUMENT_DID_SAVE, documents.did_save),
    (types.TEXT_DOCUMENT_DID_CLOSE, documents.did_close),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, workspace.did_change_watched_files),
    (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, workspace.did_change_workspace_folders),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, workspace.did_change_configuration),
)
"""What we are told, handled on the event loop in the order in which it comes. (pygls itself answers
the two requests among them.)"""


def make_server() -> EntrywayServer:
    """Return a server that handles every method of the two lists above, and two that fit neither.

    An item of a completion is no document, and which environments are read is no question of LSP's.
    """
    server = EntrywayServer()
    for request in REQUESTS:
        if request.offered is None:
            _offer(server, request)
    for method, handle in EVENTS:
        server.feature(method)(guard_notification(method, functools.partial(handle, server)))
    resolve = functools.partial(completion.resolve, server)
    server.feature(types.COMPLETION_ITEM_RESOLVE)(
        guard_request(types.COMPLETION_ITEM_RESOLVE, resolve, lambda: None)
    )
    ask = functools.partial(environments.answer, server)
    server.feature(environments.ENVIRONMENTS)(
        guard_request(environments.ENVIRONMENTS, ask, list[dict[str, Any]])
    )
    server.feature(UNREADABLE)(refuse)
    return server


def _offer(server: EntrywayServer, request: Request) -> None:
    handler = functools.partial(server.answer, request)
    guarded = guard_request(request.method, handler, request.nothing)
    server.feature(request.method, request.options)(guarded)


def serve_stdio() -> int:
    """Serve one client over stdin and stdout until it leaves; return the exit code.

    The code is 0 after `shutdown`, else 1 (LSP 3.17, "Exit Notification"); Ctrl-C ends it with 130.
    """
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    # Whatever prints, here or in a library, must not write into the protocol.
    sys.stdout = sys.stderr
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    _end_at_ctrl_c()
    server = make_server()
    server.start_io(stdin, stdout)
    server.stop()
    return 0 if server.was_shut_down else 1


def _end_at_ctrl_c() -> None:
    """Let Ctrl-C end the process at once, unless whoever started us has it ignored.

    pygls would wait for its thread that reads stdin, in which only the client can end the reading.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
