"""Quick fixes over the protocol (textDocument/codeAction)."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.editor import Editor

SHOP = """
-- setup.cfg --
[entry_points]
console_scripts =
    𝒔𝒉𝒐𝒑 = shop.cmd:mi<|>an
-- shop/__init__.py --
-- shop/cmd.py --
def main(): ...
"""


def applied(editor: Editor, path: str, edits: list[types.TextEdit]) -> list[str]:
    """Return edits as ``the line with «what is replaced» marked -> new text``."""
    return [f"{editor.show(editor.uri(path), edit.range)} -> {edit.new_text}" for edit in edits]


async def test_a_near_miss_can_be_corrected(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    (action,) = await editor.quick_fixes("setup.cfg")
    assert action.title == 'Change to "main"'
    assert action.kind == types.CodeActionKind.QuickFix
    assert action.is_preferred
    assert action.edit is not None and action.edit.changes is None
    (change,) = action.edit.document_changes or ()
    assert isinstance(change, types.TextDocumentEdit)
    assert (change.text_document.uri, change.text_document.version) == (editor.uri("setup.cfg"), 1)
    edits = [each for each in change.edits if isinstance(each, types.TextEdit)]
    assert applied(editor, "setup.cfg", edits) == ["setup.cfg: 𝒔𝒉𝒐𝒑 = shop.cmd:«mian» -> main"]


PASTE = """
-- shop.ini --
[pipeline:main]
pipeline = {names}
[filter:log]
paste.filter_factory = shop:log
[app:api]
paste.app_factory = shop:api
{more}
"""


@pytest.mark.parametrize(
    ("names", "more", "titles"),
    [
        ("lo<|>og api", "", {'Change to "log"': True, 'Add "[filter:loog]"': None}),
        ("lim<|>its api", "", {'Add "[filter:limits]"': None}),
        ("log api", "[filter:<|>limits]", {'Remove the unused section "[filter:limits]"': None}),
    ],
    ids=["a near miss", "a section to add", "a section to remove"],
)
async def test_only_a_correction_of_words_is_made_without_being_chosen(
    start: Start, names: str, more: str, titles: dict[str, bool | None]
) -> None:
    if more:
        more += "\npaste.filter_factory = shop:limits"
    editor = await start(PASTE.format(names=names, more=more))
    actions = await editor.quick_fixes("shop.ini")
    assert {action.title: action.is_preferred for action in actions} == titles


async def test_a_fix_names_the_diagnostic_it_corrects(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", "attribute-not-found: 𝒔𝒉𝒐𝒑 = shop.cmd:«mian»")
    (action,) = await editor.quick_fixes("setup.cfg")
    assert action.diagnostics == editor.client.shown[editor.uri("setup.cfg")].diagnostics


async def test_a_client_without_versioned_edits_gets_plain_ones(start: Start) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(versioned_edits=False))
    (action,) = await editor.quick_fixes("setup.cfg")
    assert action.edit is not None and action.edit.document_changes is None
    ((uri, edits),) = (action.edit.changes or {}).items()
    assert uri == editor.uri("setup.cfg")
    assert applied(editor, "setup.cfg", list(edits)) == [
        "setup.cfg: 𝒔𝒉𝒐𝒑 = shop.cmd:«mian» -> main"
    ]


async def test_a_client_that_takes_commands_only_gets_nothing(start: Start) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(actions=False))
    assert await editor.quick_fixes("setup.cfg") == []


@pytest.mark.parametrize(
    ("only", "count"),
    [
        (None, 1),
        (["quickfix"], 1),
        ([""], 1),
        (["refactor", "quickfix"], 1),
        (["refactor"], 0),
        (["source.fixAll"], 0),
        ([], 0),
    ],
    ids=repr,
)
async def test_only_the_kinds_that_were_asked_for_are_offered(
    start: Start, only: list[str] | None, count: int
) -> None:
    editor = await start(SHOP)
    assert len(await editor.quick_fixes("setup.cfg", only)) == count


async def test_elsewhere_there_is_nothing_to_fix(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg", "[entry_<|>points]\nconsole_scripts =\n    shop = shop.cmd:mian\n")
    assert await editor.quick_fixes("setup.cfg") == []
