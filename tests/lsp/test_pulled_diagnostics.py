"""Diagnostics that the client pulls (textDocument/diagnostic)."""

from __future__ import annotations

import asyncio

from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.editor import Editor

SHOP = """
-- setup.cfg --
[entry_points]
console_scripts =
    shop = shop.cmd:mian
-- shop/__init__.py --
-- shop/cmd.py --
def main(): ...
"""

NO_MIAN = "attribute-not-found: shop = shop.cmd:«mian»"
PULLS = editor_capabilities(pulls=True)


async def pull(editor: Editor, path: str, previous: str | None = None) -> tuple[list[str], str]:
    """Pull a full report; return what it shows, and its name."""
    report = await editor.pull(path, previous)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert report.result_id is not None
    return editor.show_problems(path, report.items), report.result_id


async def test_a_document_is_reported_in_full_first(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    editor.open("setup.cfg")
    shown, _ = await pull(editor, "setup.cfg")
    assert shown == [NO_MIAN]


async def test_what_did_not_change_is_said_to_be_unchanged(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    editor.open("setup.cfg")
    _, name = await pull(editor, "setup.cfg")
    report = await editor.pull("setup.cfg", name)
    assert report == types.RelatedUnchangedDocumentDiagnosticReport(result_id=name)


async def test_a_change_is_reported_in_full_under_another_name(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    editor.open("setup.cfg")
    _, name = await pull(editor, "setup.cfg")
    editor.replace("setup.cfg", "mian", "main")
    shown, other = await pull(editor, "setup.cfg", name)
    assert shown == []
    assert other != name


async def test_the_same_problem_at_another_place_is_a_change(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    editor.open("setup.cfg")
    _, name = await pull(editor, "setup.cfg")
    editor.replace("setup.cfg", "shop = ", "🛒 = ")
    shown, _ = await pull(editor, "setup.cfg", name)
    assert shown == ["attribute-not-found: 🛒 = shop.cmd:«mian»"]


async def test_a_python_document_has_an_empty_report(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    editor.open("shop/cmd.py")
    report = await editor.pull("shop/cmd.py")
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert not report.items


async def test_the_server_says_that_documents_depend_on_each_other(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    provider = editor.capabilities.diagnostic_provider
    assert isinstance(provider, types.DiagnosticOptions)
    assert provider.inter_file_dependencies
    assert not provider.workspace_diagnostics


async def test_open_documents_are_not_pushed_as_well(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    editor.open("setup.cfg")
    assert (await pull(editor, "setup.cfg"))[0] == [NO_MIAN]
    editor.replace("setup.cfg", "mian", "mani")
    await editor.until_checked()
    await asyncio.sleep(0.5)
    assert editor.problems("setup.cfg") == []


async def test_closed_files_are_pushed_until_they_are_opened(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    await editor.until_shows("setup.cfg", NO_MIAN)
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg")
    editor.close("setup.cfg")
    await editor.until_shows("setup.cfg", NO_MIAN)


async def test_a_change_of_a_python_buffer_asks_to_pull_again(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    editor.open("setup.cfg")
    editor.open("shop/cmd.py")
    _, name = await pull(editor, "setup.cfg")
    editor.replace("shop/cmd.py", "main", "mian")
    await editor.until(lambda: editor.client.refreshes == 1, "a refresh is asked for")
    shown, _ = await pull(editor, "setup.cfg", name)
    assert shown == []


async def test_a_change_of_a_python_file_asks_to_pull_again(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    editor.open("setup.cfg")
    _, name = await pull(editor, "setup.cfg")
    editor.project.write_file("shop/cmd.py", "def mian(): ...\n")
    editor.files_changed("shop/cmd.py", how=types.FileChangeType.Changed)
    await editor.until(lambda: editor.client.refreshes == 1, "a refresh is asked for")
    shown, _ = await pull(editor, "setup.cfg", name)
    assert shown == []


async def test_a_change_that_changes_no_answer_asks_for_nothing(start: Start) -> None:
    editor = await start(SHOP, capabilities=PULLS)
    editor.open("setup.cfg")
    editor.open("shop/cmd.py")
    await pull(editor, "setup.cfg")
    editor.replace("shop/cmd.py", "main(): ...", "main(): pass")
    editor.replace("setup.cfg", "mian", "mani")
    await pull(editor, "setup.cfg")
    await asyncio.sleep(0.5)
    assert editor.client.refreshes == 0


async def test_a_client_that_can_not_be_asked_to_pull_again_is_pushed(start: Start) -> None:
    """Neovim 0.11: it would go on showing what another file's change made untrue."""
    editor = await start(SHOP, capabilities=editor_capabilities(pulls=True, refreshes=False))
    assert editor.capabilities.diagnostic_provider is None
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", NO_MIAN)
    editor.open("shop/cmd.py", "def mian(): ...\n")
    await editor.until_shows("setup.cfg")
    assert editor.client.refreshes == 0
