"""How an installed distribution came into its environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from entryway.files.store import Store
from entryway.files.view import View
from entryway.resolve.environment import Environment, read_environment
from entryway.resolve.installation import Installation
from entryway.workspace.installed import Installed
from workspace.trees import write_tree

SITE = "env/lib/python3.11/site-packages"
INFO = f"{SITE}/shop-1.0.dist-info"


def installed(root: Path, files: str) -> Installation:
    """Return how the distribution shop is installed in an environment with these files."""
    write_tree(root, f"-- {SITE}/README --\n-- project/shop/__init__.py --\n")
    write_tree(root, files.replace("{root}", str(root)))
    view = View(Store())
    environment = read_environment(view, f"{root}/env", "a test")
    assert isinstance(environment, Environment)
    found = Installed(view, environment).installation("shop")
    assert found is not None
    return found


EDITABLE = {
    "by its direct_url.json": f"""\
        -- {INFO}/direct_url.json --
        {{"url": "file://{{root}}/project", "dir_info": {{"editable": true}}}}
        """,
    "by a path that is quoted": f"""\
        -- {INFO}/direct_url.json --
        {{"url": "file://{{root}}/%70roject", "dir_info": {{"editable": true}}}}
        """,
    "by a path file in its RECORD": f"""\
        -- {SITE}/__editable__.shop-1.0.pth --
        {{root}}/project
        -- {INFO}/RECORD --
        __editable__.shop-1.0.pth,sha256=x,1
        shop-1.0.dist-info/RECORD,,
        """,
    "by a finder in its RECORD": f"""\
        -- {SITE}/__editable__.shop-1.0.pth --
        import __editable___shop_1_0_finder; __editable___shop_1_0_finder.install()
        -- {SITE}/__editable___shop_1_0_finder.py --
        MAPPING = {{"shop": "{{root}}/project"}}
        -- {INFO}/RECORD --
        __editable__.shop-1.0.pth,,
        __editable___shop_1_0_finder.py,,
        """,
    "by metadata that lies in the project": f"""\
        -- {SITE}/shop.egg-link --
        {{root}}/project
        .
        -- project/shop.egg-info/PKG-INFO --
        """,
}


@pytest.mark.parametrize("files", EDITABLE.values(), ids=EDITABLE)
def test_editable(tmp_path: Path, files: str) -> None:
    found = installed(tmp_path, files)
    assert (found.editable, found.origins) == (True, (f"{tmp_path}/project",))


REGULAR = {
    "from a folder": ('{"url": "file:///p/%20x", "dir_info": {}}', ("/p/ x",)),
    "from an archive": ('{"url": "file:///p/x.whl", "archive_info": {}}', ()),
    "from version control": ('{"url": "https://x/y", "vcs_info": {"vcs": "git"}}', ()),
    "from a folder that can't be": ('{"url": "file:///p/%00", "dir_info": {}}', ("/p/\0",)),
    "that tells nothing": ("{}", ()),
    "that is half written": ('{"url": "file:', ()),
    "that is none": ("[]", ()),
    "with an odd address": ('{"url": 1, "dir_info": {"editable": true}}', ()),
    "with an address that is none": ('{"url": "http://[", "dir_info": {"editable": true}}', ()),
    "that is deep": ("[" * 100_000, ()),
}


@pytest.mark.parametrize(("text", "origins"), REGULAR.values(), ids=REGULAR)
def test_regular(tmp_path: Path, text: str, origins: tuple[str, ...]) -> None:
    files = f"-- {INFO}/direct_url.json --\n{text}\n-- {INFO}/INSTALLER --\nuv\n"
    found = installed(tmp_path, files)
    assert (found.editable, found.origins, found.installer) == (False, origins, "uv")


def test_path_files_of_other_distributions_say_nothing(tmp_path: Path) -> None:
    files = f"""\
        -- {SITE}/other.pth --
        {{root}}/project
        -- {INFO}/RECORD --
        shop/data.pth,,
        """
    found = installed(tmp_path, files)
    assert (found.editable, found.origins, found.installer) == (False, (), "")


def test_what_an_import_finds_first_is_what_is_installed(tmp_path: Path) -> None:
    """A develop install in an environment hides a release in the one below it."""
    files = f"""\
        -- env/pyvenv.cfg --
        version = 3.11
        home = {{root}}/base/bin
        include-system-site-packages = true
        -- base/lib/python3.11/site-packages/shop-0.9.dist-info/RECORD --
        -- {SITE}/shop.egg-link --
        {{root}}/project
        -- project/shop.egg-info/PKG-INFO --
        """
    assert installed(tmp_path, files).editable
