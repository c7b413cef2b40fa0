"""Neovim: which files have a server, which server, and what happens when it ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from editors.neovim.conftest import Start
from editors.neovim.person import Person
from editors.neovim.start import FOLDER, children, lua_of, neovim
from workspace.trees import write_tree

SHOP = """
-- setup.cfg --
[metadata]
name = {name}
[entry_points]
console_scripts =
    {name} = shop.cli:main
-- shop/__init__.py --
-- shop/cli.py --
def main(): return "{name}"
-- etc/paste.conf --
[app:main]
paste.app_factory = shop.cli:main
-- etc/paste.conf-sample --
[app:main]
paste.app_factory = shop.cli:main
-- pyproject.toml --
[build-system]
"""

DOCS = FOLDER.parents[1] / "docs"

BESIDE_JEDI = """
vim.lsp.config('jedi', {
  cmd = { 'jedi-language-server' }, filetypes = { 'python' }, root_markers = { 'setup.cfg' },
})
vim.lsp.enable('jedi')
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Start Neovim in a project that no test changes."""
    folder = tmp_path_factory.mktemp("project")
    with neovim(folder / "home", shop(folder / "shop")) as person:
        yield person


def shop(root: Path, name: str = "shop") -> Path:
    root.mkdir()
    write_tree(root, SHOP.format(name=name))
    return root


@pytest.mark.parametrize(
    ("file", "filetype"),
    [
        ("setup.cfg", "dosini"),
        ("etc/paste.ini", "dosini"),
        ("etc/paste.conf", "conf"),
        ("etc/paste.conf-sample", "dosini"),
        ("pyproject.toml", "toml"),
        ("shop/cli.py", "python"),
    ],
)
def test_a_file_of_a_project_has_a_server(project: Person, file: str, filetype: str) -> None:
    project.open(file)
    assert project.filetype() == filetype
    assert project.servers() == ["."]


def test_a_sample_is_read_like_what_it_is_a_sample_of(project: Person) -> None:
    project.open("etc/paste.conf-sample")
    project.put_cursor("shop.cli:ma<|>in")
    project.press("gd")
    project.until_at('shop/cli.py: def <|>main(): return "shop"')


def test_two_projects_have_two_servers_and_each_its_own_names(start: Start, tmp_path: Path) -> None:
    shop(tmp_path / "one", "one")
    shop(tmp_path / "two", "two")
    person = start(tmp_path)
    for name in ("one", "two"):
        person.open(f"{name}/setup.cfg")
        person.put_cursor("shop.cli:ma<|>in")
        person.press("gd")
        person.until_at(f'{name}/shop/cli.py: def <|>main(): return "{name}"')
    assert person.servers() == ["one", "two"]


def test_one_server_can_serve_a_repository(start: Start, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    shop(tmp_path / "one", "one")
    shop(tmp_path / "two", "two")
    person = start(tmp_path, readme("root_markers"))
    person.open("one/setup.cfg")
    person.open("two/setup.cfg")
    assert person.servers() == ["."]


def test_a_file_that_belongs_to_no_project_has_none_unless_asked_for(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "shop.ini").write_text("[app:main]\npaste.app_factory = shop.cli:main\n")
    person = start(tmp_path)
    person.edit("shop.ini")
    assert person.filetype() == "dosini"
    assert person.lua("return #vim.lsp.get_clients({ _uninitialized = true })") == 0
    person.command(f"lua {readme('workspace_required')}")
    person.open("shop.ini")
    person.put_cursor("[app:ma<|>in]")
    person.press("K")
    drawn = "app main: not known whether it resolves\n1 ? main  shop.cli:main\n"
    person.until(lambda: [each[: len(drawn)] for each in person.floats()], [drawn])


@pytest.mark.parametrize("how", ["settings = { entryway = %s }", "init_options = %s"])
def test_settings_are_taken(start: Start, tmp_path: Path, how: str) -> None:
    root = shop(tmp_path / "shop")
    write_tree(root, "-- other.ini --\n[app:main]\npaste.app_factory = shop.cli:mian\n")
    setting = how % "{ diagnostics = { severity = { ['attribute-not-found'] = 'hint' } } }"
    person = start(root, f"vim.lsp.config('entryway', {{ {setting} }})")
    person.open("other.ini")
    hint = "hint attribute-not-found: paste.app_factory = shop.cli:«mian»"
    person.until_problems("other.ini", hint)


@pytest.mark.parametrize(
    "page", [FOLDER / "README.md", DOCS / "settings.md"], ids=["README", "docs"]
)
def test_what_the_pages_show_is_lua_that_neovim_takes(start: Start, page: Path) -> None:
    person = start(page.parent, *lua_of(page))
    assert person.messages() == ""


def test_beside_another_server_for_python_nothing_is_told_twice(
    start: Start, tmp_path: Path
) -> None:
    root = shop(tmp_path / "shop")
    write_tree(root, "-- shop/web.py --\nfrom shop.cli import main\nprint(main())\n")
    person = start(root, BESIDE_JEDI)
    person.open("shop/web.py")
    person.open("shop/web.py", server="jedi")
    person.put_cursor("print(ma<|>in())")
    person.press("K")
    person.until(lambda: [each.partition("(")[0] for each in person.floats()], ["def main"])
    person.press("gd")
    person.until_at('shop/cli.py: def <|>main(): return "shop"')
    assert person.listed("getqflist()") == []
    assert person.messages() == ""


def test_a_server_that_was_killed_is_started_again(imagestore: Person) -> None:
    imagestore.open("setup.cfg")
    imagestore.until(lambda: len(imagestore.problems("setup.cfg")), 6)
    (server,) = children(imagestore.pid)
    os.kill(server, signal.SIGKILL)
    imagestore.until(imagestore.servers, [])
    imagestore.until(lambda: "Client entryway quit" in imagestore.messages(), True)
    imagestore.command("lua vim.lsp.enable('entryway')")
    imagestore.until(imagestore.servers, ["."])
    imagestore.put_cursor("imagestore.cmd.api:ma<|>in")
    imagestore.press("gd")
    imagestore.until_at(
        "imagestore/cmd/api.py: def <|>main(argv: Sequence[str] | None = None) -> int:"
    )
    imagestore.until(lambda: len(imagestore.problems("setup.cfg")), 6)
    assert server not in children(imagestore.pid)


def test_it_can_be_switched_off_and_on(imagestore: Person) -> None:
    imagestore.open("setup.cfg")
    imagestore.until(lambda: len(imagestore.problems("setup.cfg")), 6)
    imagestore.command("lua vim.lsp.enable('entryway', false)")
    imagestore.until(imagestore.servers, [])
    imagestore.until_problems("setup.cfg")
    imagestore.until(lambda: children(imagestore.pid), set())
    imagestore.command("lua vim.lsp.enable('entryway')")
    imagestore.until(lambda: len(imagestore.problems("setup.cfg")), 6)


def test_checkhealth_shows_it(example: Person) -> None:
    example.open("setup.cfg")
    example.command("checkhealth vim.lsp")
    health = "\n".join(example.lines())
    assert f"- entryway (id: 1)\n  - Version: {version('entryway')}\n" in health
    assert f"  - Root directory: {example.root}\n" in health
    assert "ERROR" not in health
    assert "WARNING" not in health


def readme(word: str) -> str:
    """Return the piece of the README's Lua that holds a word, on one line."""
    (piece,) = (each for each in lua_of(FOLDER / "README.md") if word in each)
    return " ".join(piece.split())
