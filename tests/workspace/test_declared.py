"""What a project declares, and when it may declare more than is read."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from entryway.workspace.projects import Project
from workspace.trees import project_of

NAMED = {
    "setup.cfg": """
        -- setup.cfg --
        [metadata]
        name = shop
    """,
    "pyproject": """
        -- pyproject.toml --
        [project]
        name = "shop"
    """,
    "pyproject before setup.cfg": """
        -- pyproject.toml --
        [project]
        name = "shop"
        -- setup.cfg --
        [metadata]
        name = other
    """,
    "poetry": """
        -- pyproject.toml --
        [tool.poetry]
        name = "shop"
    """,
    "flit": """
        -- pyproject.toml --
        [tool.flit.metadata]
        module = "shop"
    """,
}


@pytest.mark.parametrize("files", NAMED.values(), ids=NAMED)
def test_the_name_is_read_where_it_is_written(tmp_path: Path, files: str) -> None:
    assert [d.name for d in project_of(tmp_path, files).distributions] == ["shop"]


COMPLETE = {
    "setup.cfg alone": "",
    "a setup.py that only calls setup": """
        -- setup.py --
        from setuptools import setup
        setup()
    """,
    "pbr, whatever its setup.py": """
        -- setup.py --
        setup(setup_requires=["pbr"], pbr=True, **more)
    """,
    "dynamic entry points, which setuptools takes from setup.cfg": """
        -- pyproject.toml --
        [build-system]
        requires = ["setuptools"]
        [project]
        dynamic = ["entry-points"]
    """,
    "a pyproject without entry points": """
        -- pyproject.toml --
        [build-system]
        requires = ["setuptools"]
        [project]
        name = "shop"
    """,
}

INCOMPLETE = {
    "dynamic entry points of another backend": """
        -- pyproject.toml --
        [build-system]
        requires = ["hatchling"]
        build-backend = "hatchling.build"
        [project]
        dynamic = ["entry-points"]
    """,
    "dynamic entry points and a plugin of setuptools": """
        -- pyproject.toml --
        [build-system]
        requires = ["setuptools", "setuptools-finder"]
        [project]
        dynamic = ["entry-points"]
    """,
    "dynamic entry points of setuptools in no form that is read": """
        -- pyproject.toml --
        [project]
        dynamic = ["entry-points"]
        [tool.setuptools.dynamic]
        entry-points = {attr = "shop.points"}
    """,
    "a half-typed pyproject": "-- pyproject.toml --\n[project\n",
    "a pyproject that can't be read": "-- pyproject.toml -> nowhere --\n",
    "entry points in setup.py": "-- setup.py --\nsetup(entry_points=found())\n",
    "arguments unpacked in setup.py": "-- setup.py --\nsetup(**arguments)\n",
    "a setup.py of another encoding": "-- setup.py --\n# coding: klingon\n",
}


def declaring(tmp_path: Path, files: str, section: str) -> Project:
    head = f"-- setup.cfg --\n[metadata]\nname = shop\n[{section}]\nshop.x =\n    a = shop:a\n"
    return project_of(tmp_path, head + "\n".join(line.strip() for line in files.split("\n")))


@pytest.mark.parametrize("files", COMPLETE.values(), ids=COMPLETE)
def test_what_is_read_is_all_there_is(tmp_path: Path, files: str) -> None:
    section = "entry_points" if "pbr" in files else "options.entry_points"
    (distribution,) = declaring(tmp_path, files, section).distributions
    assert distribution.complete
    assert [entry.name.text for entry in distribution.entry_points] == ["a"]


@pytest.mark.parametrize("files", INCOMPLETE.values(), ids=INCOMPLETE)
def test_there_may_be_more_than_is_read(tmp_path: Path, files: str) -> None:
    (distribution,) = declaring(tmp_path, files, "options.entry_points").distributions
    assert not distribution.complete


def test_each_file_that_declares_is_a_source_of_its_own(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        """
        -- setup.cfg --
        [metadata]
        name = shop
        [options]
        entry_points = file: a.txt, b.txt, gone.txt
        -- a.txt --
        [paste.app_factory]
        a = shop:a
        -- b.txt --
        [paste.app_factory]
        b = shop:b
        """,
    )
    declared = {d.source: [e.name.text for e in d.entry_points] for d in project.distributions}
    assert declared == {
        f"{tmp_path}/setup.cfg": [],
        f"{tmp_path}/a.txt": ["a"],
        f"{tmp_path}/b.txt": ["b"],
    }


IN_PYPROJECT = {
    "project": """
        [project]
        name = "shop"
        [project.entry-points."paste.app_factory"]
        main = "shop:app"
    """,
    "poetry": """
        [tool.poetry]
        name = "shop"
        [tool.poetry.plugins]
        "paste.app_factory" = {main = "shop:app"}
    """,
    "flit": """
        [tool.flit.metadata]
        module = "shop"
        [tool.flit.entrypoints.paste.app_factory]
        main = "shop:app"
    """,
}


@pytest.mark.parametrize("text", IN_PYPROJECT.values(), ids=IN_PYPROJECT)
def test_pyproject_declares_for_all_backends(tmp_path: Path, text: str) -> None:
    (distribution,) = project_of(tmp_path, "-- pyproject.toml --\n" + dedent(text)).distributions
    assert distribution.complete
    assert distribution.source == f"{tmp_path}/pyproject.toml"
    assert [e.name.text for e in distribution.find(["paste.app_factory"], "main")] == ["main"]


def test_a_half_typed_pyproject_declares_what_can_be_read(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        """
        -- pyproject.toml --
        [project]
        name = "shop"
        dependencies = [
        [project.entry-points."paste.app_factory"]
        main = "shop:app"
        """,
    )
    (distribution,) = project.distributions
    assert not distribution.complete
    assert [entry.name.text for entry in distribution.entry_points] == ["main"]


def test_setuptools_takes_entry_points_from_the_files_that_pyproject_names(tmp_path: Path) -> None:
    files = """
        -- pyproject.toml --
        [project]
        name = "shop"
        dynamic = ["entry-points", "scripts"]
        [tool.setuptools.dynamic]
        entry-points = {file = ["a.txt", "../b.txt"]}
        -- a.txt --
        [paste.app_factory]
        a = shop:a
        """
    project = project_of(tmp_path, files)
    declared = {d.source: [e.name.text for e in d.entry_points] for d in project.distributions}
    assert declared == {f"{tmp_path}/pyproject.toml": [], f"{tmp_path}/a.txt": ["a"]}
    assert all(distribution.complete for distribution in project.distributions)
    static = project_of(tmp_path / "static", files.replace('"entry-points", "scripts"', ""))
    assert static.entry_points_files == ()


HIDDEN = {
    "setup.py": "-- setup.py --\nsetup(name=read_name())\n",
    "a half-typed pyproject": "-- pyproject.toml --\n[project\n",
    "a template": "-- setup.cfg --\n{% if x %}\n[metadata]\n{% endif %}\n",
}

NAMELESS = {
    "a pyproject of tools": "-- pyproject.toml --\n[tool.ruff]\nline-length = 100\n",
    "a setup.cfg of tools": "-- setup.cfg --\n[flake8]\nmax-line-length = 100\n",
}


@pytest.mark.parametrize("files", HIDDEN.values(), ids=HIDDEN)
def test_a_project_may_hide_its_name(tmp_path: Path, files: str) -> None:
    project = project_of(tmp_path, files)
    assert project.hidden
    assert project.distributions == ()


@pytest.mark.parametrize("files", NAMELESS.values(), ids=NAMELESS)
def test_a_folder_that_only_configures_tools_hides_nothing(tmp_path: Path, files: str) -> None:
    project = project_of(tmp_path, files)
    assert not project.hidden
    assert project.distributions == ()
