"""What Paste Deploy's graphs are told of a workspace and its environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from entryway.model import line_range
from entryway.paste.nodes import FaultKind
from entryway.paste.options import Option
from entryway.paste.sections import Wanted
from entryway.paste.surroundings import EntryPointAnswer, Surroundings
from entryway.paste.targets import EggTarget, read_target
from entryway.paste.variables import Value
from workspace.trees import Workspace, write_tree

PROJECT = """
-- setup.cfg --
[metadata]
name = shop
[entry_points]
paste.app_factory =
    main = shop.app:factory
    both = shop.app:factory
paste.composite_factory =
    both = shop.app:composite
paste.filter_factory =
    gzip = shop.app:gzip
paste.filter_app_factory =
    gzip = shop.app:gzip_app
-- etc/shop.ini --
[app:main]
use = egg:shop
"""

ENVIRONMENT = """
-- .venv/pyvenv.cfg --
version = 3.11
-- .venv/lib/python3.11/site-packages/bare-1.0.dist-info/METADATA --
"""


def around(root: Path, *trees: str) -> Surroundings:
    write_tree(root, "".join(tree.lstrip() for tree in trees))
    return Workspace(root).snapshot().surroundings(str(root / "etc/shop.ini"))


def answer(surroundings: Surroundings, uri: str, wanted: Wanted = Wanted.APP) -> EntryPointAnswer:
    target = read_target(Value(uri, Option("", uri, "")).whole, None)
    assert isinstance(target, EggTarget)
    return surroundings.entry_point(target.reference(wanted, line_range(0, 0, 0)))


@pytest.mark.parametrize(
    ("uri", "wanted", "group"),
    [
        ("egg:shop", Wanted.APP, "paste.app_factory"),
        ("egg:Shop#main", Wanted.APP, "paste.app_factory"),
        ("egg:shop#gzip", Wanted.FILTER, "paste.filter_factory"),
    ],
)
def test_an_entry_point_has_the_group_that_declares_it(
    tmp_path: Path, uri: str, wanted: Wanted, group: str
) -> None:
    assert answer(around(tmp_path, PROJECT), uri, wanted) == EntryPointAnswer(group)


@pytest.mark.parametrize(
    ("uri", "fault"),
    [
        ("egg:shop#both", FaultKind.AMBIGUOUS_ENTRY_POINT),
        ("egg:shop#gone", FaultKind.ENTRY_POINT_NOT_FOUND),
        ("egg:bare#gone", FaultKind.ENTRY_POINT_NOT_FOUND),
        ("egg:absent#main", FaultKind.DISTRIBUTION_NOT_FOUND),
    ],
)
def test_what_is_proven_not_to_load_is_a_fault(tmp_path: Path, uri: str, fault: FaultKind) -> None:
    assert answer(around(tmp_path, PROJECT, ENVIRONMENT), uri) == EntryPointAnswer(fault=fault)


def test_without_an_environment_nobody_knows_of_other_distributions(tmp_path: Path) -> None:
    surroundings = around(tmp_path, PROJECT)
    assert answer(surroundings, "egg:absent#main") == EntryPointAnswer()
    assert surroundings.has_distribution("absent") is None
    assert surroundings.has_distribution("Shop") is True


def test_an_environment_tells_which_distributions_there_are(tmp_path: Path) -> None:
    surroundings = around(tmp_path, PROJECT, ENVIRONMENT)
    assert surroundings.has_distribution("bare") is True
    assert surroundings.has_distribution("absent") is False


def test_files_are_read_through_the_snapshot(tmp_path: Path) -> None:
    surroundings = around(tmp_path, PROJECT)
    file = surroundings.file(str(tmp_path / "etc/shop.ini"))
    assert file is not None
    assert [section.text for section in file.sections] == ["app:main"]
    assert surroundings.file(str(tmp_path / "etc/absent.ini")) is None
