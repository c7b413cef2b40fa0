"""Diagnostics that the server pushes (textDocument/publishDiagnostics)."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.project import Project

SHOP = """
-- setup.cfg --
[metadata]
name = shop

[entry_points]
console_scripts =
    shop = shop.cmd:main
-- shop/__init__.py --
-- shop/cmd.py --
def main(): ...
def serve(): ...
"""

NAMED = """
-- setup.cfg --
[metadata]
name = shop
[options]
entry_points = file: entries.txt
-- entries.txt --
[console_scripts]
shop = shop.cmd:mian
-- shop/__init__.py --
-- shop/cmd.py --
def main(): ...
"""

NO_MAIN = "attribute-not-found: shop = shop.cmd:«main»"
NO_MIAN = "attribute-not-found: shop = shop.cmd:«mian»"


async def test_opening_a_document_shows_its_problems(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg", editor.project.read("setup.cfg").replace("main", "mian"))
    await editor.until_shows("setup.cfg", NO_MIAN, version=1)


async def test_a_document_without_problems_is_said_to_have_none(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", version=1)


async def test_a_change_is_checked_when_typing_pauses(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", version=1)
    text = editor.texts["setup.cfg"]
    for typed in ("ma", "mai", "mia", "mian"):
        version = editor.change("setup.cfg", text.replace("cmd:main", f"cmd:{typed}"))
        await asyncio.sleep(0.02)
    await editor.until_shows("setup.cfg", NO_MIAN, version=version)
    checked = [each.version for each in editor.client.published]
    assert checked == [1, version], "a word that was being typed was checked"


CHECK_THAT_WAITS = """
import os, pathlib, time
from entryway.lsp import examining
quick = examining.diagnostics
def waiting(snapshot, document):
    pathlib.Path({file!r} + ".begun").touch()
    while os.path.exists({file!r}):
        time.sleep(0.01)
    return quick(snapshot, document)
examining.diagnostics = waiting
"""


async def test_what_was_found_in_an_older_text_is_not_shown(start: Start, project: Project) -> None:
    project.write_file("wait", "")
    prelude = CHECK_THAT_WAITS.format(file=project.path("wait"))
    editor = await start(SHOP, folders=None, prelude=prelude)
    editor.open("setup.cfg", project.read("setup.cfg").replace("main", "mian"))
    while not (project.root / "wait.begun").exists():
        await asyncio.sleep(0.01)
    version = editor.replace("setup.cfg", "mian", "main")
    await editor.until_heard()
    (project.root / "wait").unlink()
    await editor.until_shows("setup.cfg", version=version)
    assert [each.version for each in editor.client.published] == [version]


async def test_a_correction_takes_the_problem_away(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg", editor.project.read("setup.cfg").replace("main", "mian"))
    await editor.until_shows("setup.cfg", NO_MIAN)
    version = editor.replace("setup.cfg", "mian", "main")
    await editor.until_shows("setup.cfg", version=version)


async def test_a_diagnostic_carries_all_that_the_client_can_show(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg", editor.project.read("setup.cfg").replace("main", "mian"))
    await editor.until_shows("setup.cfg", NO_MIAN)
    (item,) = editor.client.shown[editor.uri("setup.cfg")].diagnostics
    assert item.severity == types.DiagnosticSeverity.Error
    assert item.source == "entryway"
    assert item.message == 'shop.cmd has no "mian"; did you mean "main"?'
    assert item.code_description is not None
    assert item.code_description.href == (
        "https://github.com/entryway-lsp/entryway/blob/main/docs/diagnostics/attribute-not-found.md"
    )
    (related,) = item.related_information or ()
    assert related.message == "shop.cmd is defined here"
    place = editor.show(related.location.uri, related.location.range)
    assert place == "shop/cmd.py: «»def main(): ..."


async def test_a_client_that_shows_no_details_gets_none(start: Start) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(details=False))
    editor.open("setup.cfg", editor.project.read("setup.cfg").replace("main", "mian"))
    await editor.until_shows("setup.cfg", NO_MIAN)
    (item,) = editor.client.shown[editor.uri("setup.cfg")].diagnostics
    assert item.code_description is None
    assert item.related_information is None


async def test_files_that_are_not_open_are_checked_at_the_start(start: Start) -> None:
    editor = await start(
        SHOP
        + """
-- etc/paste.ini --
[app:shop]
paste.app_factory = shop.cmd:sevre
"""
    )
    await editor.until_shows(
        "etc/paste.ini", "attribute-not-found: paste.app_factory = shop.cmd:«sevre»"
    )
    await editor.until_checked()
    assert editor.uri("setup.cfg") not in editor.client.shown


async def test_files_that_setup_cfg_names_are_checked_as_well(start: Start) -> None:
    editor = await start(NAMED)
    await editor.until_shows("entries.txt", "attribute-not-found: shop = shop.cmd:«mian»")


async def test_renaming_a_function_in_an_open_buffer_warns_in_open_documents(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    editor.open("shop/cmd.py")
    await editor.until_shows("setup.cfg", version=1)
    editor.replace("shop/cmd.py", "def main", "def start")
    await editor.until_shows("setup.cfg", NO_MAIN, version=1)
    editor.replace("shop/cmd.py", "def start", "def main")
    await editor.until_shows("setup.cfg", version=1)
    assert editor.uri("shop/cmd.py") not in editor.client.shown


async def test_renaming_a_function_in_an_open_buffer_warns_in_closed_files(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("shop/cmd.py")
    editor.replace("shop/cmd.py", "def main", "def start")
    await editor.until_shows("setup.cfg", NO_MAIN)


async def test_renaming_a_function_on_disk_warns(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", version=1)
    editor.project.write_file("shop/cmd.py", "def start(): ...\n")
    editor.files_changed("shop/cmd.py", how=types.FileChangeType.Changed)
    await editor.until_shows("setup.cfg", NO_MAIN, version=1)


async def test_a_file_that_comes_is_checked_and_one_that_goes_is_cleared(start: Start) -> None:
    editor = await start(SHOP)
    await editor.until_checked()
    editor.project.write_file("paste.ini", "[app:a]\npaste.app_factory = shop.nowhere:a\n")
    editor.files_changed("paste.ini", how=types.FileChangeType.Created)
    expected = "module-not-found: paste.app_factory = shop.«nowhere»:a"
    await editor.until_shows("paste.ini", expected)
    (editor.project.root / "paste.ini").unlink()
    editor.files_changed("paste.ini", how=types.FileChangeType.Deleted)
    await editor.until(
        lambda: not editor.client.shown[editor.uri("paste.ini")].diagnostics, "it is cleared"
    )


async def test_saving_shows_what_changed_on_disk_unseen(start: Start) -> None:
    """An editor that watches no files still tells what it saves."""
    editor = await start(SHOP, capabilities=editor_capabilities(watches=False))
    assert editor.client.registrations == []
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", version=1)
    editor.project.write_file("shop/cmd.py", "def start(): ...\n")
    editor.save("setup.cfg")
    await editor.until_shows("setup.cfg", NO_MAIN, version=1)


async def test_saving_finds_files_that_came_unseen(start: Start) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(watches=False))
    editor.open("setup.cfg")
    await editor.until_checked()
    editor.project.write_file("paste.ini", "[app:a]\npaste.app_factory = shop.nowhere:a\n")
    editor.save("setup.cfg")
    expected = "module-not-found: paste.app_factory = shop.«nowhere»:a"
    await editor.until_shows("paste.ini", expected)


async def test_closing_an_edited_file_shows_what_is_on_disk(start: Start) -> None:
    editor = await start(SHOP)
    await editor.until_checked()
    editor.open("setup.cfg", editor.project.read("setup.cfg").replace("main", "mian"))
    await editor.until_shows("setup.cfg", NO_MIAN)
    editor.close("setup.cfg")
    await editor.until_shows("setup.cfg")


async def test_closing_a_file_keeps_the_problems_it_has_on_disk(start: Start) -> None:
    editor = await start(SHOP.replace("cmd:main", "cmd:mian"))
    await editor.until_checked()
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", NO_MIAN, version=1)
    editor.close("setup.cfg")
    await editor.until_shows("setup.cfg", NO_MIAN)
    await editor.until(
        lambda: editor.client.shown[editor.uri("setup.cfg")].version is None, "the disk's is shown"
    )


async def test_closing_a_file_outside_the_workspace_clears_it(start: Start) -> None:
    editor = await start(SHOP.replace("cmd:main", "cmd:mian"), folders=("elsewhere",))
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", NO_MIAN)
    editor.close("setup.cfg")
    await editor.until_shows("setup.cfg")


async def test_one_file_may_be_open_without_any_folder(start: Start) -> None:
    editor = await start(SHOP.replace("cmd:main", "cmd:mian"), folders=None)
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", NO_MIAN)


async def test_a_document_is_shown_under_the_editors_spelling_of_its_uri(start: Start) -> None:
    editor = await start(SHOP.replace("cmd:main", "cmd:mian"))
    await editor.until_shows("setup.cfg", NO_MIAN)
    plain = editor.uri("setup.cfg")
    spelled = plain.replace("setup", "%73etup")
    editor.open("setup.cfg", uri=spelled)
    await editor.until_shows("setup.cfg", NO_MIAN, version=1)
    assert not editor.client.shown[plain].diagnostics, "the problem is shown twice"
    editor.close("setup.cfg")
    await editor.until_shows("setup.cfg", NO_MIAN)
    assert not editor.client.shown[spelled].diagnostics, "the problem is shown twice"


async def test_a_file_opened_by_its_real_path_belongs_to_a_linked_folder(
    start: Start, project: Project, tmp_path: Path
) -> None:
    """The editor names the folder by a symbolic link, and a module in it by its real path."""
    real = Project(tmp_path / "real")
    real.write(SHOP)
    (project.root / "linked").symlink_to(real.root, target_is_directory=True)
    editor = await start(folders=("linked",))
    editor.open("linked/setup.cfg")
    await editor.until_shows("linked/setup.cfg", version=1)
    editor.open("cmd.py", "def start(): ...\n", uri=real.uri("shop/cmd.py"))
    await editor.until_shows("linked/setup.cfg", NO_MAIN, version=1)


async def test_unsaved_text_of_a_new_file_is_checked(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("etc/paste.ini", "[app:a]\npaste.app_factory = shop.cmd:nothing\n")
    await editor.until_shows(
        "etc/paste.ini", "attribute-not-found: paste.app_factory = shop.cmd:«nothing»"
    )
    editor.close("etc/paste.ini")
    await editor.until(
        lambda: not editor.client.shown[editor.uri("etc/paste.ini")].diagnostics, "it is cleared"
    )


async def test_what_is_shown_stays_unsent_while_it_stays_the_same(start: Start) -> None:
    editor = await start(SHOP.replace("cmd:main", "cmd:mian"))
    await editor.until_checked()
    before = len(editor.client.published)
    editor.files_changed("shop/cmd.py", how=types.FileChangeType.Changed)
    await asyncio.sleep(1.5)
    assert len(editor.client.published) == before


async def test_documents_that_are_not_ours_are_not_spoken_of(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("README.md", "[app:a]\npaste.app_factory = shop.nowhere:a\n")
    editor.open("tox.ini", "[app:a]\npaste.app_factory = shop.nowhere:a\n")
    editor.open("shop/cmd.py")
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", version=4)
    await editor.until_checked()
    assert list(editor.client.shown) == [editor.uri("setup.cfg")]


async def test_a_document_that_is_ours_no_more_is_cleared(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("paste.ini", "[app:a]\npaste.app_factory = shop.nowhere:a\n")
    await editor.until_shows("paste.ini", "module-not-found: paste.app_factory = shop.«nowhere»:a")
    editor.change("paste.ini", "[tool]\nname = a\n")
    await editor.until(
        lambda: not editor.client.shown[editor.uri("paste.ini")].diagnostics, "it is cleared"
    )


async def test_after_many_changes_a_new_server_shows_the_same(start: Start) -> None:
    editor = await start(
        SHOP
        + """
-- etc/paste.ini --
[app:shop]
use = egg:shop#web
[filter:f]
paste.filter_factory = lib.tools:make
-- lib/setup.cfg --
[entry_points]
console_scripts =
    lib = lib.tools:make
-- lib/lib/__init__.py --
-- lib/lib/tools.py --
def make(): ...
"""
    )
    changed, deleted = types.FileChangeType.Changed, types.FileChangeType.Deleted
    editor.open("setup.cfg")
    editor.open("shop/cmd.py")
    editor.replace("setup.cfg", "shop.cmd:main", "lib.tools:main")
    editor.replace("shop/cmd.py", "main", "start")
    editor.open("etc/paste.ini")
    editor.replace("etc/paste.ini", "lib.tools", "shop.cmd")
    editor.close("etc/paste.ini")
    editor.project.write_file("lib/lib/tools.py", "def made(): ...\n")
    editor.files_changed("lib/lib/tools.py", how=changed)
    editor.replace("setup.cfg", "[entry_points]", "[entry_points]\npaste.app_factory = w = shop:w")
    editor.open("lib/setup.cfg")
    editor.close("lib/setup.cfg")
    editor.close("shop/cmd.py")
    (editor.project.root / "shop/cmd.py").unlink()
    editor.files_changed("shop/cmd.py", how=deleted)

    afresh = await start()
    afresh.open("setup.cfg", editor.texts["setup.cfg"])
    await afresh.until_checked()
    paths = ("setup.cfg", "etc/paste.ini", "lib/setup.cfg")
    await afresh.until(lambda: afresh.client.shown.get(afresh.uri("setup.cfg")), "it is shown")
    expected = [afresh.problems(path) for path in paths]
    assert all(expected)
    await editor.until(
        lambda: [editor.problems(path) for path in paths] == expected,
        f"the server that saw it all shows {expected}",
    )


async def test_what_is_superfluous_is_tagged_so_that_editors_fade_it(start: Start) -> None:
    editor = await start("""
-- setup.cfg --
-- shop.py --
def app(global_conf): ...
-- shop.ini --
[app:main]
paste.app_factory = shop:app
[filter:log]
paste.filter_factory = shop:app
""")
    editor.open("shop.ini")
    await editor.until_shows("shop.ini", "unused-section: «[filter:log]»", version=1)
    (diagnostic,) = editor.client.shown[editor.uri("shop.ini")].diagnostics
    assert list(diagnostic.tags or ()) == [types.DiagnosticTag.Unnecessary]
    assert diagnostic.severity == types.DiagnosticSeverity.Hint
