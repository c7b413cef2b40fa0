"""What clients get that can do just what VS Code, Neovim and Emacs say they can.

pytest-lsp has collected what they say in `initialize`, and checks what it can of the answers: what
a client can't take is a `LspSpecificationWarning`, and with our pytest settings an error.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from lsprotocol import types
from pytest_lsp import LspSpecificationWarning, client_capabilities

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.editor import Editor

SHOP = """
-- setup.cfg --
[entry_points]
console_scripts =
    shop = shop.cmd:ma<|>in
    𝄞 = shop.cmd:mian
-- api-paste.ini --
[composite:main]
use = egg:Paste#urlmap
/: fr<|>ont
/other: config:other.ini
[pipeline:front]
pipeline = api
[app:api]
paste.app_factory = shop.cmd:main
-- other.ini --
[app:main]
paste.app_factory = shop.cmd:main
-- shop/__init__.py --
-- shop/cmd.py --
def main(): ...
"""

WRONG = "attribute-not-found: 𝄞 = shop.cmd:«mian»"
GONE = "attribute-not-found: shop = shop.cmd:«main»"


@dataclass(frozen=True)
class Real:
    """What a client says it can, and what follows of it for what it gets."""

    says: str
    encoding: str
    tooltips: bool
    table: bool


CLIENTS = {
    "VS Code": Real("visual_studio_code", "utf-16", tooltips=True, table=True),
    "Neovim": Real("neovim@v0.11", "utf-8", tooltips=False, table=False),
    "Emacs": Real("emacs", "utf-32", tooltips=False, table=False),
}

each_client = pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)


async def session(start: Start, client: Real) -> Editor:
    capabilities = client_capabilities(client.says)
    configuration = bool(capabilities.workspace and capabilities.workspace.configuration)
    editor = await start(
        SHOP, capabilities=capabilities, configuration={} if configuration else None
    )
    editor.open("setup.cfg")
    editor.open("api-paste.ini")
    return editor


@each_client
async def test_a_definition_is_a_link_to_the_name(start: Start, client: Real) -> None:
    editor = await session(start, client)
    assert editor.encoding == client.encoding
    at = editor.cursor("setup.cfg")
    params = types.DefinitionParams(at.text_document, at.position)
    (found,) = await editor.ask(editor.client.text_document_definition_async(params))
    assert isinstance(found, types.LocationLink)
    assert editor.show_target(found) == "shop/cmd.py: def «main»(): ..."


@each_client
async def test_a_pipeline_is_a_table_where_tables_are_rendered(start: Start, client: Real) -> None:
    editor = await session(start, client)
    hover = await editor.hover("api-paste.ini")
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.kind == types.MarkupKind.Markdown
    assert ("\n|" in hover.contents.value) == client.table
    assert ("```text\n" in hover.contents.value) != client.table


@each_client
async def test_problems_are_told_and_follow_other_buffers(start: Start, client: Real) -> None:
    editor = await session(start, client)
    await editor.until_shows("setup.cfg", WRONG)
    editor.open("shop/cmd.py", "def mian(): ...\n")
    await editor.until_shows("setup.cfg", GONE)
    assert editor.client.refreshes == 0


@each_client
async def test_a_correction_is_offered(start: Start, client: Real) -> None:
    editor = await session(start, client)
    editor.open("setup.cfg", editor.text("setup.cfg").replace("mian", "mi<|>an"))
    (action,) = await editor.quick_fixes("setup.cfg")
    assert action.title == 'Change to "main"'


@each_client
async def test_the_outline_is_a_tree(start: Start, client: Real) -> None:
    editor = await session(start, client)
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(editor.uri("setup.cfg")))
    found = await editor.ask(editor.client.text_document_document_symbol_async(params))
    assert found
    assert all(isinstance(each, types.DocumentSymbol) for each in found or ())


@each_client
async def test_a_link_has_a_tooltip_where_tooltips_are_known(start: Start, client: Real) -> None:
    editor = await session(start, client)
    params = types.DocumentLinkParams(types.TextDocumentIdentifier(editor.uri("api-paste.ini")))
    (link,) = await editor.ask(editor.client.text_document_document_link_async(params))
    assert (link.tooltip is not None) == client.tooltips


CAREFREE = """
from entryway.lsp.client import Client
of = Client.of
Client.of = classmethod(lambda cls, capabilities: __import__("dataclasses").replace(
    of(capabilities), **{claims}))
"""


async def test_an_answer_that_a_client_can_not_take_is_an_error(start: Start) -> None:
    """Were it a warning, the tests above would prove less than they say."""
    editor = await start(
        SHOP,
        capabilities=editor_capabilities(details=False),
        prelude=CAREFREE.format(claims={"link_tooltips": True}),
    )
    params = types.DocumentLinkParams(types.TextDocumentIdentifier(editor.uri("api-paste.ini")))
    with pytest.raises(LspSpecificationWarning, match="does not support tooltips"):
        await editor.ask(editor.client.text_document_document_link_async(params))


async def test_a_request_that_a_client_can_not_take_is_an_error(start: Start) -> None:
    editor = await start(
        SHOP,
        capabilities=editor_capabilities(progress=False),
        prelude=CAREFREE.format(claims={"shows_progress": True}),
    )
    await editor.until(lambda: editor.client.error is not None, "an error")
    assert isinstance(editor.client.error, LspSpecificationWarning)
    editor.client.error = None  # It was wanted, and is no reason to fail in the end.
