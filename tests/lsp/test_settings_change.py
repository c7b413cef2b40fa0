"""Severities and files that the editor or the project chooses, while the server runs."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.editor import Editor

SHOP = """
-- setup.cfg --
[entry_points]
console_scripts =
    shop = shop.cli:mian
-- shop/__init__.py --
-- shop/cli.py --
def main(*_, **__): ...
-- etc/shop.template --
[app:main]
paste.app_factory = shop.cli:<|>gone
-- etc/paste.ini --
[app:main]
paste.app_factory = shop.cli:main<|>
filter-with = f
[filter:f]
paste.filter_factory = shop.cli:gone
"""
TOML = "\n-- pyproject.toml --\n[tool.entryway]\n"

WRONG = "attribute-not-found: shop = shop.cli:«mian»"
IN_INI = "attribute-not-found: paste.filter_factory = shop.cli:«gone»"
IN_TEMPLATE = "attribute-not-found: paste.app_factory = shop.cli:«gone»"

ERROR, HINT = types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Hint


def severity(level: str) -> dict[str, Any]:
    return {"diagnostics": {"severity": {"attribute-not-found": level}}}


def shown(editor: Editor, path: str) -> list[types.DiagnosticSeverity | None]:
    params = editor.client.shown.get(editor.uri(path))
    return [each.severity for each in params.diagnostics] if params is not None else []


async def until_severity(
    editor: Editor, path: str, *expected: types.DiagnosticSeverity | None
) -> None:
    await editor.until(lambda: shown(editor, path) == [*expected], f"{path} shows {expected}")


def configure(editor: Editor, options: Any) -> None:
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"entryway": options})
    )


async def test_severities_may_be_chosen_when_the_server_starts(start: Start) -> None:
    editor = await start(SHOP, options=severity("hint"))
    await until_severity(editor, "setup.cfg", HINT)


async def test_severities_that_change_are_shown(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    await until_severity(editor, "setup.cfg", ERROR)
    await until_severity(editor, "etc/paste.ini", ERROR)
    configure(editor, severity("hint"))
    await until_severity(editor, "setup.cfg", HINT)
    await until_severity(editor, "etc/paste.ini", HINT)
    configure(editor, severity("off"))
    await until_severity(editor, "setup.cfg")
    await until_severity(editor, "etc/paste.ini")


async def test_severities_are_asked_for(start: Start) -> None:
    editor = await start(
        SHOP,
        capabilities=editor_capabilities(configuration=True),
        configuration={"entryway": severity("hint")},
    )
    await until_severity(editor, "setup.cfg", HINT)


async def test_a_project_file_counts_as_it_is_typed(start: Start) -> None:
    editor = await start(SHOP + TOML)
    await until_severity(editor, "setup.cfg", ERROR)
    editor.open("pyproject.toml")
    line = 'diagnostics.severity.attribute-not-found = "hint"\n'
    editor.change("pyproject.toml", f"[tool.entryway]\n{line}")
    await until_severity(editor, "setup.cfg", HINT)
    editor.change("pyproject.toml", "[tool.entry")
    await until_severity(editor, "setup.cfg", ERROR)


async def test_which_files_are_looked_at_counts_as_it_is_typed(start: Start) -> None:
    editor = await start(SHOP + TOML)
    await editor.until_shows("etc/paste.ini", IN_INI)
    editor.open("pyproject.toml")
    editor.change(
        "pyproject.toml", '[tool.entryway.files]\nexclude = ["*.ini"]\ninclude = ["*.template"]\n'
    )
    await editor.until_shows("etc/paste.ini")
    await editor.until_shows("etc/shop.template", IN_TEMPLATE)
    editor.close("pyproject.toml")
    await editor.until_shows("etc/shop.template")
    await editor.until_shows("etc/paste.ini", IN_INI)


async def test_what_was_typed_and_not_saved_no_longer_counts_when_it_is_closed(
    start: Start,
) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg")
    editor.change("setup.cfg", "[entryway]\nfiles.include = *.template\n")
    await editor.until_shows("etc/shop.template", IN_TEMPLATE)
    editor.close("setup.cfg")
    await editor.until_shows("etc/shop.template")


async def test_which_files_are_looked_at_counts_as_it_changes_on_disk(start: Start) -> None:
    editor = await start(SHOP + TOML)
    await editor.until_shows("etc/paste.ini", IN_INI)
    editor.project.write_file("pyproject.toml", '[tool.entryway.files]\ninclude = ["etc"]\n')
    editor.files_changed("pyproject.toml", how=types.FileChangeType.Changed)
    await editor.until_shows("etc/shop.template", IN_TEMPLATE)


async def test_an_excluded_file_has_no_problems_but_leads_to_its_names(start: Start) -> None:
    editor = await start(SHOP, options={"files": {"exclude": ["etc"]}})
    await editor.until_shows("setup.cfg", WRONG)
    editor.open("etc/paste.ini")
    await editor.until_shows("etc/paste.ini", version=1)
    assert await editor.definition("etc/paste.ini") == ["shop/cli.py: def «main»(*_, **__): ..."]
    configure(editor, {"files": {"exclude": []}})
    await editor.until_shows("etc/paste.ini", IN_INI, version=1)


async def test_an_excluded_file_is_offered_no_corrections(start: Start) -> None:
    editor = await start(SHOP.replace("cli:mian", "cli:mi<|>an"))
    editor.open("setup.cfg")
    assert await editor.quick_fixes("setup.cfg") != []
    configure(editor, {"files": {"exclude": ["setup.cfg"]}})
    assert await editor.quick_fixes("setup.cfg") == []


async def test_a_setting_that_is_not_understood_is_told_once(start: Start) -> None:
    editor = await start(SHOP + TOML + "strict = true\n", options=severity("of"))
    await editor.until_shows("setup.cfg", WRONG)
    await editor.until_checked()
    assert [each.message for each in editor.client.messages] == [
        "The setting entryway.diagnostics.severity gives attribute-not-found the level "
        '"of"; a level is error, warning, information, hint or off.'
    ]
    told = [each.message for each in editor.client.log_messages]
    assert [each for each in told if "tool.entryway" in each] == [
        "pyproject.toml: tool.entryway.strict is no setting; the settings here are "
        "diagnostics.severity, files.include and files.exclude."
    ]


async def test_each_folder_has_its_own_settings(start: Start) -> None:
    editor = await start(
        SHOP.replace("-- ", "-- one/", 5) + SHOP.replace("-- ", "-- two/", 5).replace("<|>", ""),
        folders=("one", "two"),
        capabilities=editor_capabilities(configuration=True),
        configuration={"entryway": severity("off")},
        scoped={
            "one": {"entryway": severity("hint")},
            "two": {"entryway": severity("error")},
        },
    )
    await until_severity(editor, "one/setup.cfg", HINT)
    await until_severity(editor, "one/etc/paste.ini", HINT)
    await until_severity(editor, "two/etc/paste.ini", ERROR)


async def test_a_folder_that_is_added_brings_its_settings(start: Start) -> None:
    editor = await start(
        SHOP.replace("-- ", "-- one/", 5),
        folders=(),
        capabilities=editor_capabilities(configuration=True),
        configuration={"entryway": {}},
        scoped={"one": {"entryway": severity("hint")}},
    )
    await editor.until_heard()
    editor.client.workspace_did_change_workspace_folders(
        types.DidChangeWorkspaceFoldersParams(
            types.WorkspaceFoldersChangeEvent(
                added=[types.WorkspaceFolder(editor.uri("one"), "one")], removed=[]
            )
        )
    )
    await until_severity(editor, "one/setup.cfg", HINT)
