"""Where a project's packages lie, as each build backend is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from entryway.files.store import Store
from entryway.files.view import View
from entryway.workspace.projects import project_root
from workspace.trees import project_of, write_tree

SAYS = {
    "setuptools, package_dir": """
        -- setup.cfg --
        [options]
        package_dir =
            = lib
    """,
    "setuptools, package_dir on one line": """
        -- setup.cfg --
        [options]
        package_dir = =lib
    """,
    "setuptools, packages.find": """
        -- setup.cfg --
        [options.packages.find]
        where = lib
    """,
    "pbr": """
        -- setup.cfg --
        [files]
        packages_root = lib
    """,
    "pbr, with a dash": """
        -- setup.cfg --
        [files]
        packages-root = lib
    """,
    "setuptools, pyproject package-dir": """
        -- pyproject.toml --
        [tool.setuptools]
        package-dir = {"" = "lib"}
    """,
    "setuptools, pyproject packages.find": """
        -- pyproject.toml --
        [tool.setuptools.packages.find]
        where = ["lib"]
    """,
    "poetry": """
        -- pyproject.toml --
        [tool.poetry]
        packages = [{include = "shop", from = "lib"}, {include = "other"}]
    """,
    "hatch, packages": """
        -- pyproject.toml --
        [tool.hatch.build.targets.wheel]
        packages = ["lib/shop"]
    """,
    "hatch, sources": """
        -- pyproject.toml --
        [tool.hatch.build]
        sources = ["lib"]
    """,
    "hatch, dev-mode-dirs": """
        -- pyproject.toml --
        [tool.hatch.build]
        dev-mode-dirs = ["lib"]
    """,
    "pdm": """
        -- pyproject.toml --
        [tool.pdm.build]
        package-dir = "lib"
    """,
    "uv": """
        -- pyproject.toml --
        [tool.uv.build-backend]
        module-root = "lib"
    """,
    "maturin": """
        -- pyproject.toml --
        [tool.maturin]
        python-source = "lib"
    """,
    "scikit-build-core": """
        -- pyproject.toml --
        [tool.scikit-build]
        wheel.packages = ["lib/shop"]
    """,
}


@pytest.mark.parametrize("files", SAYS.values(), ids=SAYS)
def test_the_folder_that_is_said_comes_before_the_usual_ones(tmp_path: Path, files: str) -> None:
    (tmp_path / "src").mkdir()
    project = project_of(tmp_path, files)
    assert project.source_roots[0] == f"{tmp_path}/lib"
    assert project.source_roots[-2:] == (f"{tmp_path}/src", str(tmp_path))


RENAMED = {
    "setuptools": """
        -- setup.cfg --
        [options]
        package_dir =
            shop = lib/the-shop
    """,
    "setuptools, pyproject": """
        -- pyproject.toml --
        [tool.setuptools.package-dir]
        shop = "lib/the-shop"
    """,
    "hatch": """
        -- pyproject.toml --
        [tool.hatch.build.targets.wheel.sources]
        "lib/the-shop" = "shop"
    """,
    "scikit-build-core": """
        -- pyproject.toml --
        [tool.scikit-build.wheel.packages]
        shop = "lib/the-shop"
    """,
}


@pytest.mark.parametrize("files", RENAMED.values(), ids=RENAMED)
def test_a_package_may_lie_in_a_folder_of_another_name(tmp_path: Path, files: str) -> None:
    project = project_of(tmp_path, files)
    assert dict(project.mapped) == {"shop": f"{tmp_path}/lib/the-shop"}


ODD = {
    "nothing": "-- setup.py --\n",
    "half typed": "-- pyproject.toml --\n[tool.poetry\npackages = [\n",
    "other types": (
        '-- pyproject.toml --\ntool.setuptools = 1\ntool.poetry.packages = ["a", 2]\n'
        'tool.hatch.build = []\ntool.pdm.build.package-dir = ["x"]\n'
        "tool.scikit-build.wheel.packages = 7\n"
    ),
    "packages that are listed": '-- pyproject.toml --\n[tool.setuptools]\npackages = ["shop"]\n',
    "package_dir without a sign": "-- setup.cfg --\n[options]\npackage_dir = lib\n",
}


@pytest.mark.parametrize("files", ODD.values(), ids=ODD)
def test_what_says_nothing_leaves_the_usual_places(tmp_path: Path, files: str) -> None:
    assert project_of(tmp_path, files).source_roots == (str(tmp_path),)


def test_the_nearest_project_upward_owns_a_file(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        """
        -- pyproject.toml --
        -- inner/setup.py --
        -- inner/etc/deep/shop.ini --
        -- etc/shop.ini --
        """,
    )
    view = View(Store())
    assert project_root(view, f"{tmp_path}/inner/etc/deep/shop.ini") == f"{tmp_path}/inner"
    assert project_root(view, f"{tmp_path}/etc/shop.ini") == str(tmp_path)
    assert project_root(view, "/no/such/folder/shop.ini") is None


def test_an_entry_points_file_outside_the_project_is_not_read(tmp_path: Path) -> None:
    """Setuptools refuses it too; what a stranger names must not be printed as his mistake."""
    root = tmp_path / "project"
    (tmp_path / "secret.txt").write_text("password")
    project = project_of(
        root,
        f"""
        -- setup.cfg --
        [options]
        entry_points = file: ../secret.txt, {tmp_path}/secret.txt, link.txt, in/side.txt
        -- link.txt -> ../secret.txt --
        -- in/side.txt --
        """,
    )
    assert project.entry_points_files == (f"{root}/in/side.txt",)
