"""Which environment a project's names are looked up in."""

from __future__ import annotations

from pathlib import Path

import pytest

from entryway.resolve.environment import Environment, NoEnvironment
from entryway.workspace.settings import Settings, settings_from
from workspace.trees import Workspace, write_tree

PYTHON = "lib/python3.11/site-packages/README"


def environment(path: str) -> str:
    return f"-- {path}/pyvenv.cfg --\nversion = 3.11\n-- {path}/{PYTHON} --\n"


def chosen(workspace: Workspace, path: str = "setup.cfg") -> str:
    """Return the environment of a file's project, or why there is none."""
    snapshot = workspace.snapshot()
    found = snapshot.environment(snapshot.project(f"{workspace.root}/{path}"))
    if isinstance(found, NoEnvironment):
        return found.reason
    return found.folder.removeprefix(f"{workspace.root}/")


ALL = "-- setup.cfg --\n" + "".join(
    map(environment, ("set", "active", "conda", ".venv", "venv", "env"))
)


def test_what_is_configured_comes_first_and_the_others_in_order(tmp_path: Path) -> None:
    write_tree(tmp_path, ALL)
    variables = {"VIRTUAL_ENV": f"{tmp_path}/active", "CONDA_PREFIX": f"{tmp_path}/conda"}
    assert chosen(Workspace(tmp_path, Settings("set"), variables)) == "set"
    assert chosen(Workspace(tmp_path, variables=variables)) == "active"
    assert chosen(Workspace(tmp_path, variables={**variables, "VIRTUAL_ENV": ""})) == "conda"
    for name in (".venv", "venv", "env"):
        assert chosen(Workspace(tmp_path)) == name
        (tmp_path / name / "pyvenv.cfg").unlink()
    assert chosen(Workspace(tmp_path)).startswith("no Python environment was found")


def test_an_active_environment_that_is_gone_is_passed_over(tmp_path: Path) -> None:
    write_tree(tmp_path, ALL)
    assert chosen(Workspace(tmp_path, variables={"VIRTUAL_ENV": "/no/such"})) == ".venv"


def test_a_configured_environment_that_is_none_is_not_replaced(tmp_path: Path) -> None:
    write_tree(tmp_path, ALL)
    reason = chosen(Workspace(tmp_path, Settings("typo")))
    assert "the setting entryway.python" in reason
    assert "typo" in reason
    assert reason.endswith(".")


@pytest.mark.parametrize(
    "python",
    ["set", "./set/", "{root}/set", "set/bin/python", "set/bin/python3.11", "~/set", "x/../set"],
)
def test_an_environment_is_configured_by_its_folder_or_an_interpreter(
    tmp_path: Path, python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    write_tree(tmp_path, ALL)
    (tmp_path / "x").mkdir()
    assert chosen(Workspace(tmp_path, Settings(python.format(root=tmp_path)))) == "set"


def test_a_relative_path_is_relative_to_the_workspace_folder(tmp_path: Path) -> None:
    write_tree(tmp_path, ALL + "-- inner/setup.cfg --\n" + environment("inner/set"))
    assert chosen(Workspace(tmp_path, Settings("set")), "inner/setup.cfg") == "set"
    assert chosen(Workspace(tmp_path / "inner", Settings("set"))) == "set"


def test_each_workspace_folder_may_have_its_own(tmp_path: Path) -> None:
    write_tree(tmp_path, ALL + "-- inner/setup.cfg --\n-- inners/setup.cfg --\n")
    settings = Settings("set", folders={f"{tmp_path}/inner": Settings(f"{tmp_path}/conda")})
    assert chosen(Workspace(tmp_path, settings), "inner/setup.cfg") == "conda"
    assert chosen(Workspace(tmp_path, settings), "inners/setup.cfg") == "set"


def test_a_client_says_where_it_has_the_environment_from() -> None:
    told = {"python": "x", "pythonFrom": "the Python extension"}
    assert settings_from(told) == Settings("x", "the Python extension")
    assert settings_from({**told, "python": ""}) == Settings()


def test_the_environment_beside_the_project_comes_before_the_workspaces(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        "-- a/setup.cfg --\n-- b/setup.cfg --\n" + environment(".venv") + environment("a/venv"),
    )
    assert chosen(Workspace(tmp_path), "a/setup.cfg") == "a/venv"
    assert chosen(Workspace(tmp_path), "b/setup.cfg") == ".venv"


def test_a_conda_environment_beside_the_project_is_one(tmp_path: Path) -> None:
    write_tree(tmp_path, f"-- setup.cfg --\n-- env/conda-meta/history --\n-- env/{PYTHON} --\n")
    assert chosen(Workspace(tmp_path)) == "env"


def test_a_folder_that_is_only_called_so_is_none(tmp_path: Path) -> None:
    write_tree(tmp_path, "-- setup.cfg --\n-- env/production.ini --\n-- venv --\n")
    assert "no Python environment" in chosen(Workspace(tmp_path))


def test_an_environment_with_nothing_in_it_is_read_all_the_same(tmp_path: Path) -> None:
    write_tree(tmp_path, "-- setup.cfg --\n-- .venv/pyvenv.cfg --\n")
    snapshot = Workspace(tmp_path).snapshot()
    found = snapshot.environment(snapshot.project(f"{tmp_path}/setup.cfg"))
    assert isinstance(found, Environment)
    assert found.site_folders == ()


@pytest.mark.parametrize(
    ("options", "python"),
    [
        ({"python": "x"}, "x"),
        ({"entryway": {"python": "x"}}, "x"),
        ({"entryway": {"python": ""}}, None),
        ({"entryway": {"python": "  "}}, None),
        ({"entryway": {"python": ["x"]}}, None),
        ({"entryway": "x"}, None),
        ({}, None),
        (None, None),
        ("x", None),
        ([{"python": "x"}], None),
    ],
)
def test_settings_of_any_shape_are_taken(options: object, python: str | None) -> None:
    assert settings_from(options).python == python
