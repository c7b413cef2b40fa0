"""Who builds a project is said only where its files leave no doubt."""

from __future__ import annotations

import pytest

from entryway.files.store import Store
from entryway.files.view import View
from entryway.workspace.building import Builder, read_builder
from entryway.workspace.manifest import read_manifest

PLAIN = "from setuptools import setup\nsetup()\n"
PBR = "import setuptools\nsetuptools.setup(setup_requires=['pbr>=2'], pbr=True)\n"
PROJECT = "[project]\nname = 'shop'\n"
SETUPTOOLS, WITH_PBR = Builder("setuptools"), Builder("setuptools", pbr=True)


def builder(setup_py: str = "", pyproject: str = "", setup_cfg: str = "") -> Builder | None:
    """Return what builds a project of these files; an empty one is not there."""
    files = {"setup.py": setup_py, "pyproject.toml": pyproject, "setup.cfg": setup_cfg}
    view = View(Store(), {f"/shop/{name}": text for name, text in files.items() if text})
    return read_builder(view, "/shop", read_manifest(view, "/shop"))


def built_by(backend: str, *requires: str) -> str:
    """Return a pyproject.toml that names a backend and what it needs."""
    return f"[build-system]\nbuild-backend = '{backend}'\nrequires = {list(requires)}\n"


@pytest.mark.parametrize(
    ("files", "by"),
    [
        ((PLAIN,), SETUPTOOLS),
        (("", PROJECT), SETUPTOOLS),
        ((PLAIN, PROJECT), SETUPTOOLS),
        (("", built_by("setuptools.build_meta", "setuptools>=61", "wheel")), SETUPTOOLS),
        (("import re\nfrom setuptools import setup\nsetup(name='x', packages=f())",), SETUPTOOLS),
        (("import setuptools as st\nst.setup()",), SETUPTOOLS),
        ((PBR,), WITH_PBR),
        (
            ("from setuptools import setup\nNEED = ['pbr']\nsetup(setup_requires=NEED, pbr=True)",),
            WITH_PBR,
        ),
        ((PBR, built_by("pbr.build", "pbr>=6", "setuptools")), WITH_PBR),
        ((PBR, built_by("setuptools.build_meta", "pbr", "setuptools")), WITH_PBR),
        (("", built_by("hatchling.build", "hatchling")), Builder("Hatchling")),
        (("", built_by("poetry.core.masonry.api", "poetry-core")), Builder("Poetry")),
        (("", built_by("flit_core.buildapi", "flit_core")), Builder("Flit")),
    ],
)
def test_the_builder_is_told_by_the_files(files: tuple[str, ...], by: Builder) -> None:
    assert builder(*files) == by


@pytest.mark.parametrize(
    "setup_py",
    [
        "setup(",
        "from setuptools import setup\nsetup(**options)",
        "from setuptools import setup\nsetup(d2to1=True)",
        "from setuptools import setup\nsetup(distclass=Mine)",
        "from setuptools import setup\nsetup(pbr=use_pbr)",
        "from setuptools import setup\nsetup(pbr='other.ini')",
        "from setuptools import setup\nsetup(setup_requires=['pbr'])",
        "from setuptools import setup\nsetup(setup_requires=needed())",
        "import setuptools\ndef setup(name): ...\nsetup(name='shop')",
        "from setuptools import setup\nimport tools\nsetup()",
        "from setuptools import setup\nfrom . import tools\nsetup()",
        "from setuptools import setup\nimport configparser\nsetup()",
        "from setuptools import setup\nexec(open('more.py').read())\nsetup()",
        "from setuptools import setup\nif x:\n    setup()\nelse:\n    setup(pbr=True)",
        "from setuptools import setup",
    ],
)
def test_a_setup_py_that_may_do_more_leaves_it_open(setup_py: str) -> None:
    assert builder(setup_py, PROJECT) is None


@pytest.mark.parametrize(
    "files",
    [
        (),
        ("", "", "[metadata]\nname = shop\n"),
        ("", "[tool.black]\nline-length = 1\n"),
        ("", "[project"),
        ("", built_by("mine.build")),
        ("", built_by("setuptools.build_meta", "setuptools<69")),
        ("", built_by("setuptools.build_meta", "setuptools==61.0")),
        ("", built_by("setuptools.build_meta", "setuptools", "pbr")),
        ("", built_by("setuptools.build_meta", "setuptools", "unheard-of")),
        ("", built_by("setuptools.build_meta") + "backend-path = ['.']\n"),
        (PLAIN, "", "[options]\nsetup_requires = pbr\n"),
        (PBR, "", "[global]\nsetup-hooks = a.b\n"),
    ],
)
def test_other_files_leave_it_open(files: tuple[str, ...]) -> None:
    assert builder(*files) is None
