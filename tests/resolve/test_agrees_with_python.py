"""What we read off sources against what Python makes of them: the same packages, really imported.

The rule without exception: what Python finds is never proven missing. Beyond that, a function or
class that Python finds is found at its own place, unless what a name is depends on the order in
which modules happen to be loaded (packages with `circular` or `collisions`).
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entryway.files.store import Store
from entryway.files.view import View
from entryway.model import Definition, Found, Missing, Reason, Resolution
from entryway.resolve.classorder import BuiltinBase
from entryway.resolve.entities import Bound
from entryway.resolve.modules import SourceModule
from entryway.resolve.objects import ObjectResolver
from entryway.resolve.outcomes import Hidden
from entryway.resolve.searchpath import SearchPath
from entryway.resolve.trail import Trail
from resolve.packages import Package, packages
from resolve.real_python import RealPython, real_python

EXAMPLES = int(os.environ.get("ENTRYWAY_EXAMPLES", "200"))
"""How many packages are compared; set the variable to search for longer."""

often = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)

numbers = itertools.count()


@pytest.fixture(scope="module")
def real() -> Iterator[RealPython]:
    with real_python() as python:
        yield python


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packages")


def write(folder: Path, files: dict[str, str]) -> Path:
    root = folder / str(next(numbers))
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def resolver(*roots: Path) -> ObjectResolver:
    """Return a resolver that leaves values made by calls unknown, for jedi has its own tests."""
    path = SearchPath(tuple(map(str, roots)), environment="here", standard_library=True)
    made = ObjectResolver(View(Store()), path)
    made.members.infer = lambda bound, name: Hidden(Reason.VALUE, "not inferred here")
    return made


def resolve(made: ObjectResolver, reference: str) -> Resolution:
    module, _, attributes = reference.partition(":")
    return made.resolve(
        tuple(module.split(".")), tuple(attributes.split(".")) if attributes else ()
    )


def is_at(found: Found, root: Path, row: dict[str, Any]) -> bool:
    """Whether one of the targets is where Python says the object is."""
    targets = [target for target in found.targets if isinstance(target, Definition)]
    places = {(t.path, r.start.line + 1) for t in targets for r in (t.full, t.selection)}
    match row["kind"]:
        case "function":
            return (row["path"], row["line"]) in places
        case "class" if row["line"] is not None:
            path, _, line = row["line"].rpartition(":")
            return (str(root / path), int(line)) in places
        case "module":
            return (row["path"] or row["portions"][0]) in {t.path for t in targets}
        case _:
            return True


@given(packages("pkg"))
@often
def test_generated_packages(real: RealPython, folder: Path, package: Package) -> None:
    root = write(folder, package.files)
    made = resolver(root)
    rows = real.ask([str(root)], package.references)
    for reference, row in zip(package.references, rows, strict=True):
        answer = resolve(made, reference)
        if "error" in row:
            continue
        assert not isinstance(answer, Missing), (reference, row, answer)
        if isinstance(answer, Found) and not package.circular and not package.collisions:
            assert is_at(answer, root, row), (reference, row, answer)


def test_the_generated_packages_are_worth_it(real: RealPython, folder: Path) -> None:
    """The comparison above compares something: a known package gives every kind of row."""
    root = write(folder, {"pkg/__init__.py": "def f(): ...\nclass C:\n    here = 'x:2'\nx = 1\n"})
    rows = real.ask([str(root)], ["pkg", "pkg:f", "pkg:C", "pkg:x", "pkg:y", "pkg.z"])
    assert [row.get("kind", row.get("error")) for row in rows] == [
        "module", "function", "class", "value", "AttributeError", "ModuleNotFoundError",
    ]  # fmt: skip


hierarchies = st.lists(
    st.lists(st.integers(0, 20), max_size=3, unique=True), min_size=2, max_size=12
)
builtin_bases = ("object", "Exception", "dict", "type", "ValueError")


@given(hierarchies, st.randoms(use_true_random=False))
@often
def test_method_resolution_order(
    real: RealPython, folder: Path, hierarchy: list[list[int]], random: Any
) -> None:
    """Class C with every earlier class as a possible base, spread over two modules."""
    lines: dict[str, list[str]] = {"one.py": [], "two.py": ["from one import *"]}
    for number, choices in enumerate(hierarchy):
        where = "one.py" if number < len(hierarchy) // 2 else "two.py"
        bases = [f"C{choice % number}" if number else "object" for choice in choices]
        if random.random() < 0.2:
            bases.append(random.choice(builtin_bases))
        unique = list(dict.fromkeys(bases))
        lines[where] += [
            "try:",
            f"    class C{number}({', '.join(unique)}):",
            f"        here = '{where}:{number}'",
            "except TypeError:",
            f"    C{number} = None",
        ]
    root = write(folder, {path: "\n".join(text) + "\n" for path, text in lines.items()})
    made = resolver(root)
    references = [f"two:C{number}" for number in range(len(hierarchy))]
    module = made.finder.find(("two",))
    assert isinstance(module, SourceModule)
    for reference, row in zip(references, real.ask([str(root)], references), strict=True):
        name = reference.partition(":")[2]
        answer = made.members.names.in_module(module, name, Trail({}))
        assert isinstance(answer, tuple)
        classes = [c.entity for c in answer if isinstance(c.entity, Bound) and c.entity.scope.names]
        if row["kind"] != "class":
            continue
        order = made.members.order(classes[0], Trail({}))
        shown = [
            f"{base.module.name}.py:{base.binding.name[1:]}" if isinstance(base, Bound)
            else base.type.__name__ if isinstance(base, BuiltinBase)
            else f"unread {base.name}"
            for base in order
        ]  # fmt: skip
        if not any(name.startswith("unread") for name in shown):
            assert shown == row["order"], reference


MODULES = (
    "argparse", "asyncio", "ast", "collections", "concurrent.futures", "configparser",
    "contextlib", "copyreg", "csv", "ctypes", "dataclasses", "decimal", "difflib", "email.message",
    "enum", "functools", "http", "http.server", "importlib.abc", "importlib.metadata", "inspect",
    "io", "ipaddress", "json", "logging", "logging.handlers", "multiprocessing",
    "multiprocessing.managers", "numbers", "os", "os.path", "pathlib", "pickle", "pprint", "queue",
    "random", "re", "signal", "socket", "socketserver", "ssl", "string", "subprocess", "tarfile",
    "tempfile", "threading", "typing", "unittest", "unittest.mock", "urllib.parse", "uuid",
    "weakref", "wsgiref.simple_server", "xml.dom.minidom", "xml.etree.ElementTree", "zipfile",
)  # fmt: skip


def test_the_standard_library(real: RealPython) -> None:
    """Every name and every attribute of a class that a module of Python has is never missing."""
    library = Path(os.__file__).parent
    made = resolver(library, library / "lib-dynload")
    exact = 0
    references = [f"{name}:{each}" for name in MODULES for each in real.names(name)]
    assert len(references) > 20_000
    for reference, row in zip(references, real.ask([], references), strict=True):
        answer = resolve(made, reference)
        assert not isinstance(answer, Missing), reference
        if row.get("kind") == "function" and isinstance(answer, Found):
            exact += is_at(answer, library, row)
    assert exact > 3_000
