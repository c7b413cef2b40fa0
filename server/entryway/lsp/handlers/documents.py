"""textDocument/didOpen, didChange, didSave and didClose: what the editor shows."""

from __future__ import annotations

from lsprotocol import types

from entryway.lsp.checking import TYPING_SECONDS
from entryway.lsp.host import EntrywayServer
from entryway.lsp.session import OpenText
from entryway.lsp.watching import may_choose_files


def did_open(server: EntrywayServer, params: types.DidOpenTextDocumentParams) -> None:
    """Take in an open document; its text counts from now on, not the disk's."""
    document = params.text_document
    path = server.session.path_of(document.uri)
    if path is None:
        return
    # Until now the file was shown under our spelling of its URI, or pushed to a client that will
    # pull what it shows of an open document.
    state = server.session.state
    before = state.uri_of(path)
    if not state.open_texts(path) and (before != document.uri or server.client.pulls_diagnostics):
        server.publisher.clear(before)
    server.session.open(document.uri, document.version, document.text)
    _recheck(server, document.uri, 0)


def did_change(server: EntrywayServer, params: types.DidChangeTextDocumentParams) -> None:
    """Take in a document's new text; with full synchronization the last change is all of it."""
    document = params.text_document
    if params.content_changes:
        text = params.content_changes[-1].text
        if server.session.change(document.uri, document.version, text) is not None:
            _recheck(server, document.uri, TYPING_SECONDS)


def did_save(server: EntrywayServer, params: types.DidSaveTextDocumentParams) -> None:
    """Look at the disk again, which a client that watches no files does not tell us to."""
    if server.session.path_of(params.text_document.uri) is None or server.checker is None:
        return
    server.session.touch()
    server.checker.text_changed(0)
    if not server.client.registers_watchers:
        server.checker.files_changed(came_or_went=True)


def did_close(server: EntrywayServer, params: types.DidCloseTextDocumentParams) -> None:
    """Forget a document's text; the disk holds it now."""
    closed = server.session.close(params.text_document.uri)
    if closed is not None and server.checker is not None:
        server.checker.document_closed(closed)
        _recheck(server, closed.uri, 0)


def was_pulled(
    server: EntrywayServer, document: OpenText, report: types.DocumentDiagnosticReport
) -> None:
    """Note which diagnostics of a document the client pulled, to know when they are out of date."""
    if server.checker is not None and report.result_id is not None:
        server.checker.pulled(document.uri, document.version, report.result_id)


def _recheck(server: EntrywayServer, uri: str, delay: float) -> None:
    if server.checker is not None:
        server.checker.text_changed(delay, may_choose=may_choose_files(uri))
