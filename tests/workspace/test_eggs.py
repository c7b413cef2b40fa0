"""`egg:Dist#name`: the workspace's own declarations first, then the environment's."""

from __future__ import annotations

from pathlib import Path

import pytest

from entryway.model import Absent, Definition, Found, Missing, Reason, Resolution, Unknown
from entryway.workspace.settings import Settings
from workspace.trees import Workspace, write_tree

SHOP = """
-- setup.cfg --
[metadata]
name = Shop_Front
[entry_points]
paste.app_factory =
    main = shop.app:factory
    broken = shop.app:gone
    invalid = shop-app
paste.filter_factory =
    gzip = shop.app:gzip
-- shop/__init__.py --
-- shop/app.py --
def factory(): ...
def gzip(): ...
"""

ENVIRONMENT = """
-- .venv/pyvenv.cfg --
version = 3.11
-- .venv/lib/python3.11/site-packages/Paste_Like-1.0.dist-info/entry_points.txt --
[paste.app_factory]
main = pastelike:app
[paste.composite_factory]
main = pastelike:composite
-- .venv/lib/python3.11/site-packages/pastelike.py --
def app(): ...
def composite(): ...
-- .venv/lib/python3.11/site-packages/bare-1.0.dist-info/METADATA --
"""


def use(tmp_path: Path, files: str, uri: str, kind: str = "app") -> Resolution:
    # Without the indentation of the tests, the texts of trees can be joined.
    write_tree(tmp_path, f"{files.lstrip()}-- etc/shop.ini --\n[{kind}:x]\nuse = {uri}\n")
    return Workspace(tmp_path).resolution("etc/shop.ini")


def place(resolution: Resolution) -> str:
    assert isinstance(resolution, Found), resolution
    (target,) = resolution.targets
    assert isinstance(target, Definition)
    return target.name


@pytest.mark.parametrize("name", ["Shop_Front", "shop-front", "SHOP.FRONT", "shop_-._front"])
def test_names_of_distributions_compare_normalised(tmp_path: Path, name: str) -> None:
    assert place(use(tmp_path, SHOP, f"egg:{name}#main")) == "shop.app:factory"


def test_without_a_name_main_is_meant(tmp_path: Path) -> None:
    assert place(use(tmp_path, SHOP, "egg:shop-front")) == "shop.app:factory"


def test_the_kind_of_section_decides_the_groups(tmp_path: Path) -> None:
    assert place(use(tmp_path, SHOP, "egg:shop-front#gzip", "filter")) == "shop.app:gzip"
    assert place(use(tmp_path, "", "egg:shop-front#gzip", "filter-app")) == "shop.app:gzip"
    missing = use(tmp_path, "", "egg:shop-front#gzip", "app")
    assert isinstance(missing, Missing)
    assert (missing.what, missing.part) == (Absent.ENTRY_POINT, 1)
    assert missing.known == ("broken", "invalid", "main")


def test_groups_are_searched_in_the_librarys_order(tmp_path: Path) -> None:
    assert place(use(tmp_path, SHOP + ENVIRONMENT, "egg:paste.like")) == "pastelike:app"


def test_an_installed_distribution_may_add_what_the_workspace_lacks(tmp_path: Path) -> None:
    files = SHOP.replace("Shop_Front", "paste-like").replace("main = shop", "other = shop")
    assert place(use(tmp_path, files + ENVIRONMENT, "egg:paste-like")) == "pastelike:app"
    assert place(use(tmp_path, "", "egg:paste-like#other")) == "shop.app:factory"


def test_the_project_itself_comes_before_its_neighbours(tmp_path: Path) -> None:
    """Also where a neighbour of the same name comes before it in the folder they share."""
    for name, function in (("aa", "gzip"), ("own", "factory"), ("zz", "gzip")):
        write_tree(tmp_path / name, SHOP.replace("shop.app:factory", f"shop.app:{function}"))
    write_tree(tmp_path, "-- own/etc/shop.ini --\n[app:x]\nuse = egg:shop-front\n")
    resolution = Workspace(tmp_path).resolution("own/etc/shop.ini")
    assert place(resolution) == "shop.app:factory"


def test_another_project_of_the_workspace_may_declare_it(tmp_path: Path) -> None:
    other = SHOP.replace("-- ", "-- neighbour/")
    files = "-- setup.cfg --\n[metadata]\nname = main\n" + other.lstrip()
    assert place(use(tmp_path, files, "egg:shop-front")) == "shop.app:factory"


def test_a_project_deep_in_the_workspace_may_be_the_one(tmp_path: Path) -> None:
    deep = SHOP.replace("-- ", "-- tests/fakes/shop/").lstrip()
    files = "-- setup.cfg --\n[metadata]\nname = main\n" + deep
    assert place(use(tmp_path, files, "egg:shop-front")) == "shop.app:factory"


def test_what_is_installed_comes_before_it(tmp_path: Path) -> None:
    deep = SHOP.replace("-- ", "-- tests/fakes/shop/").replace("Shop_Front", "paste-like").lstrip()
    files = "-- setup.cfg --\n[metadata]\nname = main\n" + deep
    assert place(use(tmp_path, files + ENVIRONMENT, "egg:paste-like")) == "pastelike:app"


def test_the_project_itself_may_be_the_one_if_its_name_is_not_read(tmp_path: Path) -> None:
    deep = SHOP.replace("-- ", "-- tests/fakes/shop/").lstrip()
    files = "-- setup.py --\nsetup(name=NAME)\n" + deep
    unknown = use(tmp_path, files, "egg:shop-front")
    assert isinstance(unknown, Unknown)
    assert unknown.reason is Reason.UNDECLARED


def test_so_may_a_project_deep_in_the_workspace(tmp_path: Path) -> None:
    deep = "-- tests/fakes/shop/setup.py --\nsetup(name=NAME)\n"
    files = "-- setup.cfg --\n[metadata]\nname = main\n" + deep
    unknown = use(tmp_path, files + ENVIRONMENT.lstrip(), "egg:shop-front")
    assert isinstance(unknown, Unknown)
    assert unknown.reason is Reason.UNDECLARED


def test_the_entry_point_may_lead_nowhere(tmp_path: Path) -> None:
    missing = use(tmp_path, SHOP, "egg:shop-front#broken")
    assert isinstance(missing, Missing)
    assert (missing.what, missing.name, missing.part) == (Absent.ATTRIBUTE, "gone", 1)
    assert missing.hops[0].name == "broken = shop.app:gone"
    unknown = use(tmp_path, "", "egg:shop-front#invalid")
    assert isinstance(unknown, Unknown)


def test_a_distribution_is_missing_once_an_environment_was_searched(tmp_path: Path) -> None:
    missing = use(tmp_path, SHOP + ENVIRONMENT, "egg:Absent#main")
    assert isinstance(missing, Missing)
    assert (missing.what, missing.part) == (Absent.DISTRIBUTION, 0)
    assert missing.owner == f"{tmp_path}/.venv"
    assert missing.known == ("Paste_Like", "Shop_Front", "bare")


def test_a_distribution_without_entry_points_has_none(tmp_path: Path) -> None:
    missing = use(tmp_path, SHOP + ENVIRONMENT, "egg:bare")
    assert isinstance(missing, Missing)
    assert missing.what is Absent.ENTRY_POINT


def test_a_blank_belongs_to_the_name_and_what_was_meant_is_known(tmp_path: Path) -> None:
    missing = use(tmp_path, SHOP + ENVIRONMENT, "egg: Shop_Front#main")
    assert isinstance(missing, Missing)
    assert missing.name == " Shop_Front"
    assert "Shop_Front" in missing.known


def test_without_an_environment_a_distribution_is_unknown(tmp_path: Path) -> None:
    unknown = use(tmp_path, SHOP, "egg:Absent")
    assert isinstance(unknown, Unknown)
    assert unknown.reason is Reason.NO_ENVIRONMENT


@pytest.mark.parametrize("environment", ["", ENVIRONMENT], ids=["without", "with"])
@pytest.mark.parametrize(
    "hiding",
    ["-- next/setup.py --\nsetup(name=read_name())\n", "-- next/pyproject.toml --\n[project\n"],
    ids=["setup.py", "half typed"],
)
def test_nothing_is_proven_while_a_project_hides_its_name(
    tmp_path: Path, environment: str, hiding: str
) -> None:
    unknown = use(tmp_path, SHOP + environment.lstrip() + hiding, "egg:Absent")
    assert isinstance(unknown, Unknown)
    assert unknown.reason is Reason.UNDECLARED


def test_nothing_is_proven_while_a_project_may_declare_more(tmp_path: Path) -> None:
    more = """
-- pyproject.toml --
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "shop-front"
dynamic = ["entry-points"]
"""
    unknown = use(tmp_path, SHOP + more, "egg:shop-front#absent")
    assert isinstance(unknown, Unknown)
    assert unknown.reason is Reason.UNDECLARED


def test_thousands_of_references_are_looked_up_in_one_pass(tmp_path: Path) -> None:
    for number in range(300):
        folder = tmp_path / f".venv/lib/python3.11/site-packages/d{number}-1.dist-info"
        folder.mkdir(parents=True)
    (tmp_path / ".venv/pyvenv.cfg").write_text("version = 3.11")
    uses = "".join(f"[app:x{number}]\nuse = egg:absent{number}\n" for number in range(5_000))
    write_tree(tmp_path, f"-- setup.cfg --\n-- shop.ini --\n{uses}")
    resolutions = Workspace(tmp_path, Settings(".venv")).resolutions("shop.ini")
    assert all(isinstance(resolution, Missing) for resolution in resolutions)
