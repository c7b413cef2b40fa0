"""Messages that no client should send. One server takes them all, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lsp.project import Project, place
from lsp.wire import RefusedError, Wire, wired

SHOP = """
-- setup.cfg --
[entry_points]
console_scripts =
    shop = shop:ma<|>in
-- shop.py --
def main(): ...
"""

PULLS = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
INVALID_PARAMS = -32602
METHOD_NOT_FOUND = -32601


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(Path(tmp_path_factory.mktemp("hostile")).resolve())
    project.write(SHOP)
    return project


@pytest.fixture(scope="module")
def wire(shop: Project) -> Iterator[Wire]:
    with wired() as wire:
        wire.initialize(rootUri=shop.uri("."), capabilities=PULLS)
        yield wire


@pytest.fixture(autouse=True)
def serves_on(shop: Project, wire: Wire) -> Iterator[None]:
    """Behind each test the server still answers, and has shown no message to the user."""
    yield
    _, offset = shop.cursors["setup.cfg"]
    position = place(shop.read("setup.cfg"), offset, "utf-16")
    assert definition(wire, shop, {"line": position.line, "character": position.character})
    assert not [each for each in wire.told if each.get("method") == "window/showMessage"]


def definition(wire: Wire, shop: Project, position: Any) -> Any:
    document = {"uri": shop.uri("setup.cfg")}
    params = {"textDocument": document, "position": position}
    return wire.ask("textDocument/definition", params)


@pytest.mark.parametrize("line", [0, 1, 2, 3, 4, 2**31 - 1])
@pytest.mark.parametrize("character", [0, 2**31 - 1])
def test_a_place_outside_the_text_is_its_nearer_end(
    wire: Wire, shop: Project, line: int, character: int
) -> None:
    """The reference ends the third line, which begins with blanks."""
    leads = bool(definition(wire, shop, {"line": line, "character": character}))
    assert leads == ((line, character > 0) == (2, True))


@pytest.mark.parametrize(
    "position",
    [
        {"line": -1, "character": 0},
        {"line": 0, "character": -1},
        {"line": 0, "character": "x"},
        {"line": 2**40, "character": 0},
        {},
        None,
        [],
        "here",
    ],
    ids=repr,
)
def test_a_request_that_can_not_be_read_is_refused(
    wire: Wire, shop: Project, position: object
) -> None:
    with pytest.raises(RefusedError, match="textDocument/definition") as refusal:
        definition(wire, shop, position)
    assert refusal.value.code == INVALID_PARAMS


@pytest.mark.parametrize("params", [None, {}, [], 7, {"textDocument": {}}], ids=repr)
@pytest.mark.parametrize(
    "method",
    [
        "textDocument/hover",
        "textDocument/completion",
        "completionItem/resolve",
        "textDocument/codeAction",
        "textDocument/diagnostic",
    ],
)
def test_every_request_that_can_not_be_read_is_refused(
    wire: Wire, method: str, params: object
) -> None:
    with pytest.raises(RefusedError, match=method) as refusal:
        wire.ask(method, params)
    assert refusal.value.code == INVALID_PARAMS


def test_an_unknown_method_is_refused(wire: Wire) -> None:
    with pytest.raises(RefusedError) as refusal:
        wire.ask("textDocument/brew", {})
    assert refusal.value.code == METHOD_NOT_FOUND


@pytest.mark.parametrize("params", [None, {}, {"textDocument": 7}, {"settings": 7}], ids=repr)
@pytest.mark.parametrize(
    "method",
    [
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "workspace/didChangeWatchedFiles",
        "workspace/didChangeWorkspaceFolders",
        "workspace/didChangeConfiguration",
        "$/cancelRequest",
        "$/unheardOf",
    ],
)
def test_a_notification_that_can_not_be_read_is_ignored(
    wire: Wire, method: str, params: object
) -> None:
    wire.notify(method, params)


URIS = [
    "",
    "setup.cfg",
    "untitled:Untitled-1",
    "http://example.org/setup.cfg",
    "vscode-notebook-cell:/setup.cfg#x",
    "file:",
    "file://",
    "file:setup.cfg",
    "file://[::1/setup.cfg",
    "file://elsewhere/setup.cfg",
    "file:///%00/setup.cfg",
    "file:///%ff%fe/setup.cfg",
    "file:///\ud800/setup.cfg",
    "file:///" + "x" * 5000 + "/setup.cfg",
    "file:///",
    "file:///nowhere/setup.cfg",
    "file:////dev/zero",
    "file:///proc/self/mem",
]


@pytest.mark.parametrize("uri", URIS, ids=lambda uri: ascii(uri)[:40])
def test_a_uri_that_names_no_document_of_ours_is_answered_with_nothing(
    wire: Wire, uri: str
) -> None:
    document = {"uri": uri}
    here = {"line": 0, "character": 0}
    at = {"textDocument": document, "position": here}
    range_ = {"start": here, "end": here}
    action = {"textDocument": document, "range": range_, "context": {"diagnostics": []}}
    assert wire.ask("textDocument/definition", at) is None
    assert wire.ask("textDocument/hover", at) is None
    assert wire.ask("textDocument/completion", at) is None
    item = {"label": "main", "data": {"uri": uri, "reference": "shop:main"}}
    assert wire.ask("completionItem/resolve", item)["label"] == "main"
    assert wire.ask("textDocument/codeAction", action) is None
    report = wire.ask("textDocument/diagnostic", {"textDocument": document})
    assert report == {"kind": "full", "items": []}


@pytest.mark.parametrize("uri", URIS, ids=lambda uri: ascii(uri)[:40])
def test_a_document_with_any_uri_may_be_opened_and_closed(wire: Wire, uri: str) -> None:
    document = {
        "uri": uri,
        "languageId": "ini",
        "version": 1,
        "text": "[entry_points]\nconsole_scripts =\n  a = shop:main\n",
    }
    change = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": "[x"}]}
    wire.notify("textDocument/didOpen", {"textDocument": document})
    wire.notify("textDocument/didChange", change)
    wire.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


def test_an_edit_of_a_range_is_taken_as_the_whole_text(wire: Wire, shop: Project) -> None:
    """The server asked for full synchronization; there is nothing better to do."""
    uri = shop.uri("setup.cfg")
    text = shop.read("setup.cfg")
    here = {"line": 0, "character": 0}
    document = {"uri": uri, "languageId": "ini", "version": 1, "text": ""}
    wire.notify("textDocument/didOpen", {"textDocument": document})
    edit = {"range": {"start": here, "end": here}, "text": text}
    versioned = {"uri": uri, "version": 2}
    wire.notify("textDocument/didChange", {"textDocument": versioned, "contentChanges": [edit]})
    _, offset = shop.cursors["setup.cfg"]
    position = place(text, offset, "utf-16")
    assert definition(wire, shop, {"line": position.line, "character": position.character})
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


def test_the_log_tells_what_was_ignored(wire: Wire) -> None:
    wire.notify("textDocument/didOpen", {"textDocument": 7})
    wire.ask("textDocument/diagnostic", {"textDocument": {"uri": ""}})
    assert any("deserialize" in line for line in wire.log)
