"""Which environment is read for which project, as an editor may show it."""

from __future__ import annotations

from typing import Any

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start
from lsp.editor import Editor

ONE = """
-- one/setup.cfg --
[entry_points]
console_scripts =
    one = one.cmd:main
-- one/.venv/pyvenv.cfg --
version = 3.8.1
"""
TWO = """
-- two/setup.cfg --
[entry_points]
console_scripts =
    two = two.cmd:main
-- two/inner/pyproject.toml --
[project]
name = "inner"
-- two/inner/venv/pyvenv.cfg --
version = 3.12
-- chosen/pyvenv.cfg --
version = 3.11
"""


async def environments(editor: Editor) -> list[dict[str, Any]]:
    protocol: Any = editor.client.protocol  # pygls types no request of another's own.
    answer = await editor.ask(protocol.send_request_async("entryway/environments", {}))
    root = str(editor.project.root)
    named = [each._asdict() if hasattr(each, "_asdict") else dict(each) for each in answer]
    return [
        {name: value.removeprefix(f"{root}/") for name, value in each.items() if value is not None}
        for each in named
    ]


async def test_each_folder_and_project_reads_the_environment_beside_it(start: Start) -> None:
    editor = await start(ONE + TWO, folders=("one", "two"))
    one, two, inner = await environments(editor)
    assert one == {
        "project": "one",
        "environment": "one/.venv",
        "version": "3.8",
        "chosenBy": "the project",
    }
    assert two["project"] == "two"
    assert two["reason"].startswith("no Python environment was found")
    assert "environment" not in two
    assert (inner["project"], inner["environment"]) == ("two/inner", "two/inner/venv")


async def test_a_client_may_say_where_it_has_an_environment_from(start: Start) -> None:
    editor = await start(
        ONE + TWO,
        folders=("one",),
        options={"python": "../chosen", "pythonFrom": "the Python extension"},
    )
    (one,) = await environments(editor)
    assert (one["environment"], one["chosenBy"]) == ("chosen", "the Python extension")


async def test_each_folder_may_have_an_environment_of_its_own(start: Start) -> None:
    editor = await start(
        ONE + TWO,
        folders=("one", "two"),
        capabilities=editor_capabilities(configuration=True),
        configuration={"entryway": {"python": ""}},
        scoped={"two": {"entryway": {"python": "../chosen"}}},
    )
    one, two, _ = await environments(editor)
    assert one["environment"] == "one/.venv"
    assert (two["environment"], two["chosenBy"]) == ("chosen", "the setting entryway.python")
