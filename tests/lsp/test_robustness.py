"""Features that fail, and clients that do what they should not: the server goes on."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcInternalError

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start

SHOP = """
-- setup.cfg --
[entry_points]
console_scripts =
    shop = shop:ma<|>in
-- shop.py --
def main(): ...
"""

LEADS_THERE = ["shop.py: def «main»(): ..."]

BROKEN_HOVER = """
from entryway.lsp.handlers import hover
def broken(desk, params):
    raise RuntimeError("the hover is broken")
hover.answer = broken
"""

BROKEN_CHECKS = """
from entryway.lsp import examining
quick = examining.diagnostics
def broken(snapshot, document):
    if "broken" in document.text.text:
        raise RuntimeError("the check is broken")
    return quick(snapshot, document)
examining.diagnostics = broken
"""


async def test_a_feature_that_fails_answers_null_and_logs_where(start: Start) -> None:
    editor = await start(SHOP, prelude=BROKEN_HOVER, may_fail=True, ENTRYWAY_RAISE="")
    assert await editor.hover("setup.cfg") is None
    assert await editor.definition("setup.cfg") == LEADS_THERE
    assert editor.client.messages == [], "the user was interrupted"
    log = "\n".join(editor.client.log)
    assert f"textDocument/hover failed for {editor.uri('setup.cfg')}" in log
    assert "RuntimeError: the hover is broken" in log


async def test_a_feature_that_fails_is_an_error_in_tests(start: Start) -> None:
    editor = await start(SHOP, prelude=BROKEN_HOVER, may_fail=True)
    with pytest.raises(JsonRpcInternalError, match="the hover is broken"):
        await editor.hover("setup.cfg")
    assert await editor.definition("setup.cfg") == LEADS_THERE


async def test_a_document_that_can_not_be_checked_leaves_the_others_checked(start: Start) -> None:
    editor = await start(SHOP, prelude=BROKEN_CHECKS, may_fail=True, ENTRYWAY_RAISE="")
    editor.open("setup.cfg")
    editor.open("other/setup.cfg", "# broken\n")
    await editor.until_shows("setup.cfg", version=1)
    version = editor.replace("setup.cfg", "main", "mian")
    expected = "attribute-not-found: shop = shop:«mian»"
    await editor.until_shows("setup.cfg", expected, version=version)
    editor.replace("other/setup.cfg", "broken", "mended")
    await editor.until_shows("other/setup.cfg", version=4)
    log = "\n".join(editor.client.log)
    assert f"check of {editor.project.path('other/setup.cfg')} failed" in log
    assert editor.client.messages == []


async def test_texts_of_any_characters_are_read(start: Start) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(pulls=True))
    for number, text in enumerate(["\x00", "\ud800\udc00 \ud800", "\x0c\x85\u2028[a]\r[b]\n", "["]):
        editor.open(f"{number}.ini", text)
        await editor.pull(f"{number}.ini")
    editor.open("setup.cfg", "[entry_points]\r\x0bx=\r\u2028\x85 shop = shop:ma<|>in\r")
    assert await editor.definition("setup.cfg") == LEADS_THERE


async def test_changes_to_what_is_not_open_are_ignored(start: Start) -> None:
    editor = await start(SHOP, may_fail=True)
    document = types.VersionedTextDocumentIdentifier(version=7, uri=editor.uri("setup.cfg"))
    change = types.TextDocumentContentChangeWholeDocument("")
    editor.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
    identifier = types.TextDocumentIdentifier(editor.uri("setup.cfg"))
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
    assert await editor.definition("setup.cfg") == LEADS_THERE
    assert editor.client.messages == [], "the user was interrupted"


async def test_an_unknown_method_is_refused(start: Start) -> None:
    editor = await start(SHOP)
    with pytest.raises(Exception, match="Method Not Found"):
        asked = editor.client.protocol.send_request("textDocument/brew", {})
        await editor.ask(asyncio.wrap_future(asked))


async def test_settings_of_any_shape_are_taken(start: Start) -> None:
    editor = await start(SHOP, options=["not", {"a": "mapping"}])
    shapes: list[Any] = [None, 7, "x", [], {"entryway": 7}, {"entryway": {"python": 7}}]
    for settings in shapes:
        editor.client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams(settings)
        )
    assert await editor.definition("setup.cfg") == LEADS_THERE


async def test_a_client_that_refuses_everything_is_served(start: Start) -> None:
    """It says that it watches files and tells settings, and answers all of it with errors."""
    editor = await start(SHOP, capabilities=editor_capabilities(configuration=True), refuses=True)
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", version=1)
    assert await editor.definition("setup.cfg") == LEADS_THERE
