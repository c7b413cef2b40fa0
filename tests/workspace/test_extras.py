"""Which extras a project defines is said only where its files tell all of them."""

from __future__ import annotations

import pytest

from entryway.features.diagnostics import diagnostics
from entryway.files.store import Store
from entryway.files.view import View
from entryway.workspace.extras import defined_extras
from entryway.workspace.snapshot import Document, take_snapshot

SETUP = "[options.extras_require]\ncolor = colorama\n"
PROJECT = "[project]\nname = 'shop'\n"


def defined(**files: str) -> tuple[str, ...] | None:
    """Return the extras that files define, each named as a keyword with `_` for its dot."""
    overlays = {f"/shop/{name.replace('_', '.')}": text for name, text in files.items()}
    extras = defined_extras(View(Store(), overlays), "/shop")
    return None if extras is None else extras.names


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"setup_cfg": SETUP}, ("color",)),
        ({"setup_cfg": "[extras]\nldap = ldappool\n"}, ("ldap", "test")),
        ({"pyproject_toml": PROJECT}, ()),
        ({"pyproject_toml": PROJECT + "optional-dependencies.docs = []"}, ("docs",)),
        (
            {"pyproject_toml": PROJECT + "optional-dependencies.docs = []", "setup_cfg": SETUP},
            ("docs", "color"),
        ),
        ({"setup_cfg": SETUP, "setup_py": "from setuptools import setup\nsetup()"}, ("color",)),
        ({"setup_py": "setup(extras_require={'a': [], 'b:os_name == \"nt\"': []})"}, ("a", "b")),
        ({"setup_py": "MORE = {'a': []}\nsetup(extras_require=MORE)"}, ("a",)),
        ({"setup_cfg": SETUP, "setup_py": "# no extras\nsetup()"}, ("color",)),
    ],
)
def test_extras_are_those_of_all_homes(files: dict[str, str], names: tuple[str, ...]) -> None:
    assert defined(**files) == names


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"setup_cfg": "[metadata]\nname = shop\n"},
        {"setup_cfg": SETUP, "setup_py": "setup(extras_require=found())"},
        {"setup_cfg": SETUP, "setup_py": "setup(extras_require={'a': [], found(): []})"},
        {"setup_cfg": SETUP, "setup_py": "setup(extras_require={'a': []}, name='"},
        {"setup_cfg": SETUP, "setup_py": "setup(**more)"},
        {"setup_cfg": "[global]\nsetup-hooks = a.b\n[extras]\nldap = x\n"},
        {"setup_cfg": SETUP, "pyproject_toml": "[project"},
        {"setup_cfg": SETUP, "pyproject_toml": PROJECT + "dynamic = ['optional-dependencies']"},
        {"pyproject_toml": PROJECT + "[tool.poetry.extras]\ndocs = []"},
        {"pyproject_toml": "[tool.flit.metadata.requires-extra]\ndocs = []"},
    ],
)
def test_extras_that_may_be_elsewhere_are_unknown(files: dict[str, str]) -> None:
    assert defined(**files) is None


@pytest.mark.parametrize("name", ["Fancy_Ui", "fancy-ui", "FANCY.UI", "fancy-_.ui"])
def test_extras_are_compared_as_pep_685_has_it(name: str) -> None:
    overlays = {"/shop/setup.cfg": "[extras]\nFancy_Ui =\n"}
    extras = defined_extras(View(Store(), overlays), "/shop")
    assert extras is not None
    assert name in extras and "fancyui" not in extras


def test_what_is_installed_has_extras_of_its_own() -> None:
    """An environment inside a project is not that project."""
    path = "/shop/env/lib/site-packages/other.dist-info/entry_points.txt"
    overlays = {"/shop/setup.cfg": SETUP, path: "[other.plugins]\none = re:search [docs]\n"}
    snapshot = take_snapshot(Store(), overlays=overlays, folders=("/shop",))
    document = snapshot.document(path)
    assert isinstance(document, Document)
    assert [problem.code.value for problem in diagnostics(snapshot, document)] == []
