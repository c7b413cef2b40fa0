"""Folders, settings and watched files that change while the server runs."""

from __future__ import annotations

import asyncio
import shutil
from typing import Any

import pytest
from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.editor import Editor
from lsp.project import Project

TWO_FOLDERS = """
-- one/setup.cfg --
[entry_points]
console_scripts =
    one = one.cmd:mian
-- one/one/__init__.py --
-- one/one/cmd.py --
def main(): ...
-- two/setup.cfg --
[entry_points]
console_scripts =
    two = two.cmd:mian
-- two/two/__init__.py --
-- two/two/cmd.py --
def main(): ...
"""

IN_ONE = "attribute-not-found: one = one.cmd:«mian»"
IN_TWO = "attribute-not-found: two = two.cmd:«mian»"


def change_folders(editor: Editor, added: str = "", removed: str = "") -> None:
    def named(path: str) -> list[types.WorkspaceFolder]:
        return [types.WorkspaceFolder(editor.project.uri(path), path)] if path else []

    editor.client.workspace_did_change_workspace_folders(
        types.DidChangeWorkspaceFoldersParams(
            types.WorkspaceFoldersChangeEvent(added=named(added), removed=named(removed))
        )
    )


async def test_all_folders_are_checked(start: Start) -> None:
    editor = await start(TWO_FOLDERS, folders=("one", "two"))
    await editor.until_shows("one/setup.cfg", IN_ONE)
    await editor.until_shows("two/setup.cfg", IN_TWO)


async def test_a_folder_that_is_added_is_checked(start: Start) -> None:
    editor = await start(TWO_FOLDERS, folders=("one",))
    await editor.until_shows("one/setup.cfg", IN_ONE)
    assert editor.problems("two/setup.cfg") == []
    change_folders(editor, added="two")
    await editor.until_shows("two/setup.cfg", IN_TWO)
    assert editor.problems("one/setup.cfg") == [IN_ONE]


async def test_a_folder_that_is_removed_is_cleared(start: Start) -> None:
    editor = await start(TWO_FOLDERS, folders=("one", "two"))
    await editor.until_shows("one/setup.cfg", IN_ONE)
    await editor.until_shows("two/setup.cfg", IN_TWO)
    change_folders(editor, removed="two")
    await editor.until_shows("two/setup.cfg")
    await editor.until_checked(times=2)
    assert editor.problems("one/setup.cfg") == [IN_ONE]


async def test_a_document_of_a_removed_folder_stays_checked_while_it_is_open(start: Start) -> None:
    editor = await start(TWO_FOLDERS, folders=("one", "two"))
    editor.open("two/setup.cfg")
    await editor.until_shows("two/setup.cfg", IN_TWO, version=1)
    change_folders(editor, removed="two")
    await editor.until_checked(times=2)
    assert editor.problems("two/setup.cfg") == [IN_TWO]
    editor.close("two/setup.cfg")
    await editor.until_shows("two/setup.cfg")


async def test_folders_see_each_others_projects(start: Start) -> None:
    """A name that only the other folder's project has is found once that folder is there."""
    editor = await start(TWO_FOLDERS.replace("one.cmd:mian", "two.cmd:ma<|>in"), folders=("one",))
    assert await editor.definition("one/setup.cfg") == []
    change_folders(editor, added="two")
    assert await editor.definition("one/setup.cfg") == ["two/two/cmd.py: def «main»(): ..."]


THIRD_PARTY = """
-- setup.cfg --
[entry_points]
console_scripts =
    shop = elsewhere:mian
-- envs/right/pyvenv.cfg --
home = /nowhere
version = 3.11.4
-- envs/right/lib/python3.11/site-packages/elsewhere.py --
def main(): ...
"""

NOT_THERE = "attribute-not-found: shop = elsewhere:«mian»"

NO_ENVIRONMENT = (
    "No Python environment was found, so third-party names can't be checked; name one with "
    "--python or the setting entryway.python, or make one in .venv."
)
NOT_AN_ENVIRONMENT = "The setting entryway.python names "


def messages(editor: Editor) -> tuple[list[str], list[str]]:
    """Return what was logged and what interrupted the user."""
    client = editor.client
    return [each.message for each in client.log_messages], [
        each.message for each in client.messages
    ]


async def test_without_an_environment_the_log_says_so_once(start: Start) -> None:
    editor = await start(THIRD_PARTY)
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", version=1)
    editor.replace("setup.cfg", "mian", "other")
    await editor.until_shows("setup.cfg", version=2)
    await editor.until_checked()
    assert messages(editor) == ([NO_ENVIRONMENT], [])


async def test_an_environment_may_be_named_when_the_server_starts(start: Start) -> None:
    editor = await start(THIRD_PARTY, options={"python": "envs/right"})
    await editor.until_shows("setup.cfg", NOT_THERE)
    assert messages(editor) == ([], [])


async def test_an_environment_may_be_named_by_a_variable(start: Start) -> None:
    editor = await start(THIRD_PARTY)
    environment = editor.project.path("envs/right")
    editor = await start(THIRD_PARTY, VIRTUAL_ENV=environment)
    await editor.until_shows("setup.cfg", NOT_THERE)


async def test_settings_may_be_sent(start: Start) -> None:
    editor = await start(THIRD_PARTY)
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", version=1)
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"entryway": {"python": "envs/right"}})
    )
    await editor.until_shows("setup.cfg", NOT_THERE, version=1)
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"entryway": {"python": None}})
    )
    await editor.until_shows("setup.cfg", version=1)


async def test_settings_are_asked_for_where_the_client_tells_them(start: Start) -> None:
    editor = await start(
        THIRD_PARTY,
        capabilities=editor_capabilities(configuration=True),
        options={"python": "envs/none"},
        configuration={"entryway": {"python": "envs/right"}},
    )
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", NOT_THERE, version=1)
    assert messages(editor) == ([], []), "what was told first was used"


async def test_settings_are_asked_for_again_when_they_change(start: Start) -> None:
    editor = await start(
        THIRD_PARTY,
        capabilities=editor_capabilities(configuration=True),
        configuration={"entryway": {}},
    )
    await editor.until_checked()
    assert editor.problems("setup.cfg") == []
    editor.client.set_configuration("envs/right", section="entryway.python")
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await editor.until_shows("setup.cfg", NOT_THERE)


async def test_a_client_without_settings_of_ours_keeps_those_it_started_with(start: Start) -> None:
    editor = await start(
        THIRD_PARTY,
        capabilities=editor_capabilities(configuration=True),
        options={"python": "envs/right"},
        configuration={"another": {"python": "envs/none"}},
    )
    await editor.until_shows("setup.cfg", NOT_THERE)


async def test_settings_that_are_taken_back_give_way_to_those_it_started_with(
    start: Start,
) -> None:
    editor = await start(
        THIRD_PARTY,
        capabilities=editor_capabilities(configuration=True),
        options={"python": "envs/right"},
        configuration={"entryway": {"diagnostics": {"severity": {"attribute-not-found": "off"}}}},
    )
    await editor.until_checked()
    assert editor.problems("setup.cfg") == []
    editor.client.set_configuration({})
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await editor.until_shows("setup.cfg", NOT_THERE)


@pytest.mark.parametrize(
    "settings",
    [{}, {"pylsp": {"plugins": {}}}, {"python": {"analysis": {}}}, {"entryway": None}, [], None],
    ids=repr,
)
async def test_settings_of_other_servers_leave_ours_as_they_were(
    start: Start, settings: object
) -> None:
    editor = await start(THIRD_PARTY, options={"python": "envs/right"})
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", NOT_THERE, version=1)
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
    editor.replace("setup.cfg", "shop =", "store =")
    await editor.until_shows("setup.cfg", NOT_THERE.replace("shop", "store"), version=2)


async def test_a_folder_may_have_settings_where_the_editor_has_none(start: Start) -> None:
    editor = await start(
        THIRD_PARTY, capabilities=editor_capabilities(configuration=True), configuration={}
    )
    await editor.until_checked()
    assert editor.problems("setup.cfg") == []
    editor.client.set_configuration(
        {"python": "envs/right"}, section="entryway", scope_uri=editor.project.uri(".")
    )
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await editor.until_shows("setup.cfg", NOT_THERE)


async def test_a_configured_environment_that_is_none_is_shown_once(start: Start) -> None:
    editor = await start(THIRD_PARTY, options={"python": "envs/wrong"})
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", version=1)
    editor.replace("setup.cfg", "mian", "other")
    await editor.until_shows("setup.cfg", version=2)
    logged, (shown,) = messages(editor)
    assert logged == []
    assert shown.startswith(NOT_AN_ENVIRONMENT)
    assert editor.project.path("envs/wrong") in shown
    assert "name a folder that holds pyvenv.cfg" in shown
    assert editor.client.messages[0].type == types.MessageType.Warning


async def test_installing_a_package_is_seen(start: Start) -> None:
    editor = await start(THIRD_PARTY, options={"python": "envs/right"})
    editor.open("setup.cfg", editor.project.read("setup.cfg").replace("elsewhere", "another"))
    await editor.until_shows("setup.cfg", "not-installed: shop = «another»:mian")
    module = "envs/right/lib/python3.11/site-packages/another.py"
    editor.project.write_file(module, "def mian(): ...\n")
    editor.files_changed(module, how=types.FileChangeType.Created)
    await editor.until_shows("setup.cfg", version=1)


INFO = "envs/right/lib/python3.11/site-packages/shop-1.dist-info/entry_points.txt"
INSTALLED = f"""
-- setup.cfg --
[metadata]
name = shop
[options.entry_points]
console_scripts =
    shop = shop:main
-- setup.py --
from setuptools import setup
setup()
-- shop.py --
def main(): ...
-- envs/right/pyvenv.cfg --
version = 3.11.4
-- {INFO} --
[console_scripts]
shop = shop.old:main
"""
STALE = "stale-metadata: shop = «shop:main»"


async def test_installing_the_project_again_is_seen(start: Start) -> None:
    editor = await start(INSTALLED, options={"python": "envs/right"})
    await editor.until_shows("setup.cfg", STALE)
    editor.project.write_file(INFO, "[console_scripts]\nshop = shop:main\n")
    editor.files_changed(INFO, how=types.FileChangeType.Changed)
    await editor.until_shows("setup.cfg")


async def test_an_environment_outside_of_the_workspace_is_watched(
    start: Start, project: Project
) -> None:
    files = INSTALLED.replace("-- s", "-- work/s")
    python = project.path("envs/right")
    editor = await start(files, folders=("work",), options={"python": python})
    await editor.until_shows("work/setup.cfg", STALE)
    client = editor.client
    await editor.until(lambda: len(client.registrations) == 2, "both are asked for")
    site = editor.project.uri(INFO.partition("/shop-1")[0])
    options: Any = client.registrations[1].register_options
    patterns = [each["globPattern"] for each in options["watchers"]]
    assert {each["baseUri"] for each in patterns} == {site}
    editor.project.write_file(INFO, "[console_scripts]\nshop = shop:main\n")
    editor.files_changed(INFO, how=types.FileChangeType.Changed)
    await editor.until_shows("work/setup.cfg")
    assert len(client.registrations) == 2


async def test_a_client_that_can_watch_its_folders_only_is_asked_for_no_more(
    start: Start, project: Project
) -> None:
    editor = await start(
        INSTALLED.replace("-- s", "-- work/s"),
        folders=("work",),
        options={"python": project.path("envs/right")},
        capabilities=editor_capabilities(watches_elsewhere=False),
    )
    await editor.until_shows("work/setup.cfg", STALE)
    await editor.until_heard()
    assert len(editor.client.registrations) == 1


async def test_the_client_is_asked_to_watch_files_and_settings(start: Start) -> None:
    editor = await start(
        THIRD_PARTY,
        capabilities=editor_capabilities(configuration=True),
        configuration={"entryway": {}},
    )
    client = editor.client
    await editor.until(lambda: len(client.registrations) == 2, "both are asked for")
    methods = [each.method for each in client.registrations]
    assert methods == ["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]


async def test_a_client_that_answers_late_delays_nothing_for_long(start: Start) -> None:
    """The settings come after the server has given up waiting, and are used nevertheless."""
    editor = await start(
        THIRD_PARTY,
        capabilities=editor_capabilities(configuration=True),
        configuration={"entryway": {"python": "envs/right"}},
        answers_after=2.5,
    )
    editor.open("setup.cfg")
    await editor.until_shows("setup.cfg", version=1)
    await editor.until_shows("setup.cfg", NOT_THERE, version=1)


async def test_a_deleted_folder_is_noticed(start: Start) -> None:
    """Editors tell of the folder only, not of the files that were in it."""
    editor = await start(TWO_FOLDERS)
    await editor.until_shows("two/setup.cfg", IN_TWO)
    await editor.until_checked()
    text = editor.project.read("two/setup.cfg")
    for file in sorted((editor.project.root / "two").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    editor.files_changed("two", how=types.FileChangeType.Deleted)
    await editor.until(
        lambda: not editor.client.shown[editor.uri("two/setup.cfg")].diagnostics, "it is cleared"
    )
    assert text


async def test_a_deleted_folder_with_a_dot_in_its_name_is_noticed(start: Start) -> None:
    """It could be a file of any kind by its name; that files of ours were in it tells."""
    editor = await start(TWO_FOLDERS.replace("-- two/", "-- two.0/"))
    await editor.until(
        lambda: editor.uri("two.0/setup.cfg") in editor.client.shown, "its problem is shown"
    )
    await editor.until_checked()
    shutil.rmtree(editor.project.path("two.0"))
    editor.files_changed("two.0", how=types.FileChangeType.Deleted)
    await editor.until(
        lambda: not editor.client.shown[editor.uri("two.0/setup.cfg")].diagnostics, "it is cleared"
    )


async def test_progress_of_the_first_check_is_shown(start: Start) -> None:
    editor = await start(TWO_FOLDERS, prelude=SLOW_CHECKS)
    client = editor.client
    await editor.until_checked()
    bars: Any = client.progress_reports
    (bar,) = bars.values()
    assert isinstance(bar[0], types.WorkDoneProgressBegin)
    assert bar[0].title == "Entryway: checking the workspace"
    assert bar[0].cancellable
    reports = [each for each in bar if isinstance(each, types.WorkDoneProgressReport)]
    assert [each.message for each in reports] == ["1 of 2 files", "2 of 2 files"]


async def test_a_client_without_progress_is_not_asked_to_show_any(start: Start) -> None:
    editor = await start(TWO_FOLDERS, capabilities=editor_capabilities(progress=False))
    await editor.until_shows("one/setup.cfg", IN_ONE)
    assert editor.client.progress_reports == {}


async def test_the_first_check_can_be_cancelled(start: Start) -> None:
    files = "".join(
        f"-- {n}/setup.cfg --\n[entry_points]\nconsole_scripts =\n  a = b c\n" for n in range(30)
    )
    editor = await start(files, prelude=SLOW_CHECKS)
    client = editor.client
    await editor.until(lambda: len(client.shown) > 2, "some files are checked")
    (token,) = client.progress_reports
    client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))
    await editor.until_checked()
    seen = len(client.shown)
    await asyncio.sleep(0.5)
    assert seen < 30
    assert len(client.shown) == seen, "the check goes on"


async def test_a_check_cancelled_while_it_searches_checks_nothing(
    start: Start, project: Project
) -> None:
    project.write(TWO_FOLDERS)
    project.write_file("wait", "")
    prelude = SEARCH_THAT_WAITS.format(file=project.path("wait"))
    editor = await start(folders=("one", "two"), prelude=prelude)
    client = editor.client
    await editor.until(lambda: any(client.progress_reports.values()), "progress is shown")
    (token,) = client.progress_reports
    client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))
    await editor.until_heard()
    (project.root / "wait").unlink()
    await editor.until_checked()
    await asyncio.sleep(0.2)
    assert client.shown == {}


SLOW_CHECKS = """
import time
from entryway.lsp import examining
quick = examining.diagnostics
def slow(snapshot, document):
    time.sleep(0.1)
    return quick(snapshot, document)
examining.diagnostics = slow
"""

SEARCH_THAT_WAITS = """
import os, time
from entryway.lsp import examining
quick = examining.search
def waiting(snapshot):
    while os.path.exists({file!r}):
        time.sleep(0.01)
    return quick(snapshot)
examining.search = waiting
"""
