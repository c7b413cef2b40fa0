"""Go to definition over the protocol (textDocument/definition)."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.project import marked, place

SHOP = """
-- setup.cfg --
[metadata]
name = shop

[entry_points]
console_scripts =
    shop = shop.cmd:ma<|>in
-- shop/__init__.py --
-- shop/cmd.py --
import sys


@sys.intern
def main():
    return sys.argv
"""


async def test_a_reference_leads_to_the_name_of_its_function(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    assert await editor.definition("setup.cfg") == ["shop/cmd.py: def «main»():"]


async def test_a_file_need_not_be_open(start: Start) -> None:
    editor = await start(SHOP)
    assert await editor.definition("setup.cfg") == ["shop/cmd.py: def «main»():"]


async def test_a_link_tells_the_words_it_starts_from_and_the_whole_definition(start: Start) -> None:
    editor = await start(SHOP)
    at = editor.cursor("setup.cfg")
    params = types.DefinitionParams(at.text_document, at.position)
    (link,) = await editor.ask(editor.client.text_document_definition_async(params))
    assert isinstance(link, types.LocationLink)
    assert link.origin_selection_range is not None
    origin = editor.show(editor.uri("setup.cfg"), link.origin_selection_range)
    assert origin == "setup.cfg: shop = shop.cmd:«main»"
    whole = marked(editor.text("shop/cmd.py"), link.target_range, editor.encoding)
    assert whole == "«@sys.intern\ndef main():\n    return sys.argv»"


async def test_a_client_without_links_gets_locations(start: Start) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(links=False))
    at = editor.cursor("setup.cfg")
    params = types.DefinitionParams(at.text_document, at.position)
    (location,) = await editor.ask(editor.client.text_document_definition_async(params))
    assert isinstance(location, types.Location)
    assert editor.show_target(location) == "shop/cmd.py: def «main»():"


async def test_a_module_leads_to_the_top_of_its_file(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg", editor.project.read("setup.cfg").replace("cmd:main", "cm<|>d:main"))
    assert await editor.definition("setup.cfg") == ["shop/cmd.py: «»import sys"]


async def test_the_text_in_the_editor_counts_not_the_one_on_disk(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    editor.open("shop/cmd.py", "\n\n\ndef main(): ...\n")
    assert await editor.definition("setup.cfg") == ["shop/cmd.py: def «main»(): ..."]
    editor.close("shop/cmd.py")
    assert await editor.definition("setup.cfg") == ["shop/cmd.py: def «main»():"]


async def test_an_answer_speaks_of_the_newest_text(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg", "")
    editor.change("setup.cfg", "[entry_points]\nconsole_scripts =\n  a = shop.c<|>md\n")
    assert await editor.definition("setup.cfg") == ["shop/cmd.py: «»import sys"]


async def test_nothing_stands_in_prose(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("README.md", "see shop.cmd:ma<|>in\n")
    assert await editor.definition("README.md") == []


async def test_python_documents_are_other_servers(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("shop/cmd.py", "def ma<|>in(): ...\n")
    assert await editor.definition("shop/cmd.py") == []


async def test_a_target_that_is_open_keeps_the_editors_spelling_of_its_uri(start: Start) -> None:
    editor = await start(SHOP)
    spelled = editor.uri("shop/cmd.py").replace("cmd", "%63md")
    editor.open("shop/cmd.py", uri=spelled)
    at = editor.cursor("setup.cfg")
    params = types.DefinitionParams(at.text_document, at.position)
    (link,) = await editor.ask(editor.client.text_document_definition_async(params))
    assert isinstance(link, types.LocationLink)
    assert link.target_uri == spelled


ASTRAL = """
-- setup.cfg --
[entry_points]
𝒈𝒓𝒐𝒖𝒑.é =
    𝒔𝒉𝒐𝒑 = shop.cmd:Ca<|>sh.register.key.number
-- shop/__init__.py --
-- shop/cmd.py --
if True: 𝒙 = "é𝒆"; Cash = lambda: 𝒙
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_columns_count_in_the_encoding_the_client_named_first(
    start: Start, encoding: str
) -> None:
    """In the line of the reference and in that of its target stand characters beyond the BMP."""
    others = [each for each in ("utf-32", "utf-8", "utf-16") if each != encoding]
    editor = await start(ASTRAL, capabilities=editor_capabilities(encodings=(encoding, *others)))
    assert editor.encoding == encoding
    at = editor.cursor("setup.cfg")
    params = types.DefinitionParams(at.text_document, at.position)
    (link,) = await editor.ask(editor.client.text_document_definition_async(params))
    assert isinstance(link, types.LocationLink)
    assert link.origin_selection_range is not None
    origin = editor.show(editor.uri("setup.cfg"), link.origin_selection_range)
    assert origin == "setup.cfg: 𝒔𝒉𝒐𝒑 = shop.cmd:«Cash».register.key.number"
    target = editor.show_target(link)
    assert target == 'shop/cmd.py: if True: 𝒙 = "é𝒆"; «Cash» = lambda: 𝒙'


async def test_a_client_that_names_no_encoding_counts_in_utf_16(start: Start) -> None:
    capabilities = editor_capabilities()
    capabilities.general = None
    editor = await start(ASTRAL, capabilities=capabilities)
    assert editor.encoding == "utf-16"
    assert await editor.definition("setup.cfg") == [
        'shop/cmd.py: if True: 𝒙 = "é𝒆"; «Cash» = lambda: 𝒙'
    ]


async def test_a_place_inside_a_character_is_its_start(start: Start) -> None:
    editor = await start(ASTRAL.replace(".register.key.number", ""))
    text = editor.project.read("setup.cfg")
    key = place(text, text.index("𝒔"), "utf-16")
    inside = types.Position(key.line, key.character + 1)
    document = types.TextDocumentIdentifier(editor.uri("setup.cfg"))
    params = types.DefinitionParams(document, inside)
    (link,) = await editor.ask(editor.client.text_document_definition_async(params))
    assert isinstance(link, types.LocationLink)
    assert link.origin_selection_range is not None
    origin = editor.show(editor.uri("setup.cfg"), link.origin_selection_range)
    assert origin == "setup.cfg: «𝒔𝒉𝒐𝒑» = shop.cmd:Cash"


IN_CODE = """
-- setup.py --
from setuptools import setup

setup(
    name="shop",
    entry_points={"console_scripts": ["🛒 = sh\\x6fp.cmd:ma<|>in"]},
)
-- shop/__init__.py --
-- shop/cmd.py --
import sys

def main<|>():
    return sys.argv
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_the_strings_of_setup_py_lead_where_they_stand(start: Start, encoding: str) -> None:
    editor = await start(IN_CODE, capabilities=editor_capabilities(encodings=[encoding]))
    editor.open("setup.py")
    at = editor.cursor("setup.py")
    params = types.DefinitionParams(at.text_document, at.position)
    (link,) = await editor.ask(editor.client.text_document_definition_async(params))
    assert isinstance(link, types.LocationLink)
    assert link.origin_selection_range is not None
    origin = editor.show(editor.uri("setup.py"), link.origin_selection_range)
    assert origin == ('setup.py: entry_points={"console_scripts": ["🛒 = sh\\x6fp.cmd:«main»"]},')


async def test_other_python_is_left_to_other_servers(start: Start) -> None:
    editor = await start(IN_CODE)
    editor.open("shop/cmd.py")
    assert await editor.definition("shop/cmd.py") == []
