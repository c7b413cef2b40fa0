"""Completion over the protocol (textDocument/completion, completionItem/resolve)."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.editor import Editor

SHOP = '''
-- setup.cfg --
[entry_points]
console_scripts =
    𝒔𝒉𝒐𝒑 = shop.cmd:ma<|>in
-- shop/__init__.py --
-- shop/cmd.py --
LIMIT = 1
def main(argv):
    """Sell things.

    All of them.
    """
'''


async def completed(editor: Editor, path: str) -> list[types.CompletionItem]:
    at = editor.cursor(path)
    params = types.CompletionParams(at.text_document, at.position)
    found = await editor.ask(editor.client.text_document_completion_async(params))
    if found is None:
        return []
    assert isinstance(found, types.CompletionList)
    assert not found.is_incomplete
    return list(found.items)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_an_item_says_what_it_replaces(start: Start, encoding: str) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(encodings=[encoding]))
    main, limit = await completed(editor, "setup.cfg")
    assert (main.label, main.kind) == ("main", types.CompletionItemKind.Function)
    assert (limit.label, limit.kind) == ("LIMIT", types.CompletionItemKind.Variable)
    edit = main.text_edit
    assert isinstance(edit, types.InsertReplaceEdit)
    uri = editor.uri("setup.cfg")
    assert edit.new_text == "main"
    assert editor.show(uri, edit.insert) == "setup.cfg: 𝒔𝒉𝒐𝒑 = shop.cmd:«ma»in"
    assert editor.show(uri, edit.replace) == "setup.cfg: 𝒔𝒉𝒐𝒑 = shop.cmd:«main»"
    assert main.sort_text is not None and limit.sort_text is not None
    assert main.sort_text < limit.sort_text


async def test_a_client_with_one_kind_of_edit_keeps_what_stands_behind_the_cursor(
    start: Start,
) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(insert_replace=False))
    main, _ = await completed(editor, "setup.cfg")
    edit = main.text_edit
    assert isinstance(edit, types.TextEdit)
    uri = editor.uri("setup.cfg")
    assert editor.show(uri, edit.range) == "setup.cfg: 𝒔𝒉𝒐𝒑 = shop.cmd:«ma»in"


async def test_more_is_told_of_the_item_that_is_looked_at(start: Start) -> None:
    editor = await start(SHOP)
    main, _ = await completed(editor, "setup.cfg")
    assert (main.detail, main.documentation) == ("function", None)
    told = await editor.ask(editor.client.completion_item_resolve_async(main))
    assert (told.detail, told.documentation) == ("def main(argv)", "Sell things.")
    assert told.text_edit == main.text_edit


@pytest.mark.parametrize(
    "data",
    [
        None,
        7,
        {},
        {"uri": "nowhere:", "reference": "shop.cmd:main"},
        {"uri": 7, "reference": 7},
        {"uri": "file:///setup.cfg", "reference": "../../etc:passwd"},
    ],
    ids=repr,
)
async def test_an_item_that_is_not_ours_comes_back_as_it_is(start: Start, data: object) -> None:
    editor = await start(SHOP)
    item = types.CompletionItem("main", data=data)
    told = await editor.ask(editor.client.completion_item_resolve_async(item))
    assert (told.label, told.detail, told.documentation) == ("main", None, None)


async def test_what_is_being_typed_is_completed(start: Start) -> None:
    """Each line is half of something, and the file has been saved in another state."""
    editor = await start(SHOP)
    editor.open("setup.cfg", "[entry_points]\nconsole_scripts =\n    shop = shop.<|>\n")
    assert [item.label for item in await completed(editor, "setup.cfg")] == ["cmd"]
    editor.change("setup.cfg", "[entry_points]\nconsole_scripts =\n    shop = shop.cmd:<|>\n[x")
    assert [item.label for item in await completed(editor, "setup.cfg")] == ["main", "LIMIT"]


async def test_nothing_is_offered_elsewhere(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg", "[metadata]\nname = shop.<|>\n")
    assert await completed(editor, "setup.cfg") == []
    editor.open("shop/cmd.py", "import sh<|>op\n")
    assert await completed(editor, "shop/cmd.py") == []


async def test_the_server_tells_when_to_ask(start: Start) -> None:
    editor = await start(SHOP)
    provider = editor.capabilities.completion_provider
    assert provider is not None
    assert provider.resolve_provider
    assert list(provider.trigger_characters or ()) == [".", ":", "#", "(", "[", "/", '"', "'"]
