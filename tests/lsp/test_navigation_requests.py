"""Highlights, links, outline and folding over the protocol, in every position encoding."""

from __future__ import annotations

from typing import Any

import pytest
from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.editor import Editor

SHOP = """
-- api-paste.ini --
# Two lines
# of comment.
[composite:main]
use = egg:Paste#urlmap
/𝄞: fr<|>ont
/other: config:other.ini#api
[pipeline:front]
pipeline = 𝄞 api
[filter:𝄞]
paste.filter_factory = shop:filter
[app:api]
paste.app_factory = shop:api
-- other.ini --
[app:api]
paste.app_factory = shop:api
"""

ENCODINGS = pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])


async def ask(editor: Editor, method: str, params: Any) -> Any:
    return await editor.ask(getattr(editor.client, f"text_document_{method}_async")(params))


@ENCODINGS
async def test_all_uses_of_a_section_are_marked(start: Start, encoding: str) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(encodings=[encoding]))
    at = editor.cursor("api-paste.ini")
    params = types.DocumentHighlightParams(at.text_document, at.position)
    found = await ask(editor, "document_highlight", params)
    uri = editor.uri("api-paste.ini")
    assert [(each.kind, editor.show(uri, each.range)) for each in found] == [
        (types.DocumentHighlightKind.Read, "api-paste.ini: /𝄞: «front»"),
        (types.DocumentHighlightKind.Write, "api-paste.ini: [pipeline:«front»]"),
    ]


@ENCODINGS
async def test_an_included_file_is_a_link(start: Start, encoding: str) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(encodings=[encoding]))
    uri = editor.uri("api-paste.ini")
    document = types.TextDocumentIdentifier(uri)
    (link,) = await ask(editor, "document_link", types.DocumentLinkParams(document))
    assert editor.show(uri, link.range) == "api-paste.ini: /other: config:«other.ini»#api"
    assert link.target == editor.uri("other.ini")
    assert link.tooltip == "Open other.ini"


@ENCODINGS
async def test_the_outline_is_a_tree_of_sections(start: Start, encoding: str) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(encodings=[encoding]))
    uri = editor.uri("api-paste.ini")
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    found = await ask(editor, "document_symbol", params)
    names = [(each.name, each.detail, editor.show(uri, each.selection_range)) for each in found]
    assert names == [
        ("main", "composite of 2", "api-paste.ini: [composite:«main»]"),
        ("front", "pipeline 1 filter → api", "api-paste.ini: [pipeline:«front»]"),
        ("𝄞", "filter shop:filter", "api-paste.ini: [filter:«𝄞»]"),
        ("api", "app shop:api", "api-paste.ini: [app:«api»]"),
    ]
    assert [child.name for child in found[0].children] == ["use", "/𝄞", "/other"]


async def test_a_client_without_trees_gets_a_list(start: Start) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(trees=False))
    uri = editor.uri("other.ini")
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    found = await ask(editor, "document_symbol", params)
    assert [(type(each), each.name, each.container_name) for each in found] == [
        (types.SymbolInformation, "api", None),
        (types.SymbolInformation, "paste.app_factory", "api"),
    ]


async def test_sections_and_comments_fold(start: Start) -> None:
    editor = await start(SHOP)
    document = types.TextDocumentIdentifier(editor.uri("api-paste.ini"))
    found = await ask(editor, "folding_range", types.FoldingRangeParams(document))
    lines = editor.text("api-paste.ini").split("\n")
    assert [(each.kind, lines[each.start_line], lines[each.end_line]) for each in found[:2]] == [
        (types.FoldingRangeKind.Comment, "# Two lines", "# of comment."),
        (types.FoldingRangeKind.Region, "[composite:main]", "/other: config:other.ini#api"),
    ]
    assert len(found) == 5
