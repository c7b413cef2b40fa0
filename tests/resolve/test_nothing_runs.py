"""Nothing that is read is ever run: an environment full of traps, each of which leaves a file.

The traps do work: the controls spring every one of them in a subprocess.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from entryway.files.store import Store
from entryway.files.view import View
from entryway.model import Found, Resolution, Unknown
from entryway.resolve.distributions import list_metadata, read_installed
from entryway.resolve.environment import Environment, read_environment
from entryway.resolve.objects import ObjectResolver
from entryway.resolve.searchpath import SearchPath

SUFFIX = ".abi3.so"
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
SITE = f"lib/python{VERSION}/site-packages"


class Traps:
    """The environment: `sprung` are the names of the traps that something ran into."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.canaries = root / "canaries"
        self.site = root / "venv" / SITE
        self.canaries.mkdir(parents=True)
        for folder in (self.site, root / "venv/bin", root / "src"):
            folder.mkdir(parents=True)
        (root / "venv/pyvenv.cfg").write_text(f"home = /nowhere\nversion = {VERSION}\n")
        for name in ("python", "python3"):
            python = root / "venv/bin" / name
            python.write_text(f"#!/bin/sh\ntouch {self.canaries}/{name}\n")
            python.chmod(python.stat().st_mode | stat.S_IXUSR)
        self.write("trap.pth", f"import os; {self.python('pth')}\n")
        self.write("__editable__.x.pth", "import __editable___x_finder; x.install()\n")
        self.write(
            "__editable___x_finder.py", f"import os\n{self.python('finder')}\nMAPPING = {{}}"
        )
        self.write("sitecustomize.py", f"import os\n{self.python('sitecustomize')}\n")
        self.write("gi/__init__.py", f"import os\n{self.python('gi')}\ndef make(): ...\n")
        self.write(
            "package/__init__.py",
            f"import os\n{self.python('package')}\nimport fast, lazy\n"
            "class App:\n    def run(self): ...\ndef make(): return App()\n"
            "app = make()\nother = fast.make()\nthird = gi.make()\nfourth = lazy.thing\n"
            "from fast import *\nfrom lazy import made\nclass Sub(fast.Base): ...\n",
        )
        self.write(
            "lazy.py",
            f"import os\ndef __getattr__(name):\n    {self.python('getattr')}\n    return 1",
        )
        self.write("shop-1.0.dist-info/METADATA", "Name: shop\n")
        self.write("shop-1.0.dist-info/entry_points.txt", "[console_scripts]\nx = package:make\n")
        (root / "src/setup.py").write_text(f"import os\n{self.python('setup')}\n")
        (root / "src/conftest.py").write_text(f"import os\n{self.python('conftest')}\n")
        self.compile("fast")
        self.compile("_speedups")
        self.compile("package/inner")

    def python(self, name: str) -> str:
        return f"open({str(self.canaries / name)!r}, 'w').close()"

    def write(self, path: str, text: str) -> None:
        (self.site / path).parent.mkdir(parents=True, exist_ok=True)
        (self.site / path).write_text(text)

    def compile(self, path: str) -> None:
        """Build a library that springs as soon as anything loads it, whoever it is."""
        name = path.replace("/", "-")
        source = self.root / f"{name}.c"
        source.write_text(
            "#include <stdio.h>\n__attribute__((constructor)) static void spring(void) {"
            f'fclose(fopen("{self.canaries}/{name}", "w"));}}\n'
        )
        target = self.site / f"{path}{SUFFIX}"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", target, source], check=True)

    @property
    def sprung(self) -> set[str]:
        return {path.name for path in self.canaries.iterdir()}


@pytest.fixture
def traps(tmp_path: Path) -> Traps:
    return Traps(tmp_path.resolve())


def references() -> Iterator[str]:
    for module in (
        "package",
        "fast",
        "gi",
        "lazy",
        "package.inner",
        "setup",
        "conftest",
        "_speedups",
    ):
        yield module
        for name in ("make", "app", "other", "third", "fourth", "made", "nothing", "Sub", "App"):
            yield f"{module}:{name}"
            yield f"{module}:{name}.run"
            yield f"{module}:{name}.run.x"


def resolve_everything(traps: Traps) -> dict[str, Resolution]:
    view = View(Store())
    environment = read_environment(view, str(traps.root / "venv/bin/python"), "the test")
    assert isinstance(environment, Environment)
    for metadata in list_metadata(view, environment.site_folders):
        read_installed(view, metadata)
    assert [metadata.name for metadata in list_metadata(view, environment.site_folders)] == ["shop"]
    roots = (str(traps.root / "src"), *environment.roots)
    resolver = ObjectResolver(view, SearchPath(roots, environment=environment.folder))
    answers: dict[str, Resolution] = {}
    for reference in references():
        module, _, attributes = reference.partition(":")
        answers[reference] = resolver.resolve(
            tuple(module.split(".")), tuple(attributes.split(".")) if attributes else ()
        )
    return answers


def test_resolving_springs_no_trap(traps: Traps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIRTUAL_ENV", str(traps.root / "venv"))
    monkeypatch.chdir(traps.root / "src")
    answers = resolve_everything(traps)
    assert traps.sprung == set()
    # The last resort was asked, and read the source.
    assert isinstance(answers["package:app.run"], Found)
    assert isinstance(answers["package:other.run"], Unknown)
    assert isinstance(answers["fast:make"], Unknown)


def test_not_even_where_our_own_python_would_look(
    traps: Traps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entryway may be installed in the very environment it reads."""
    monkeypatch.syspath_prepend(str(traps.site))
    monkeypatch.syspath_prepend(str(traps.root / "src"))
    before = set(sys.modules)
    answers = resolve_everything(traps)
    assert traps.sprung == set()
    assert isinstance(answers["package:app.run"], Found)
    ours = {"fast", "package", "gi", "lazy", "setup", "conftest", "package.inner"}
    assert not ours & (set(sys.modules) - before)


@pytest.mark.parametrize(
    ("code", "trap"),
    [
        ("import site; site.addsitedir(site_folder)", "pth"),
        ("import __editable___x_finder", "finder"),
        ("import package", "package"),
        ("import package.inner", "package-inner"),
        ("import gi", "gi"),
        ("import lazy; lazy.thing", "getattr"),
        ("import fast", "fast"),
        ("import ctypes; ctypes.CDLL(site_folder + '/fast.abi3.so')", "fast"),
        ("import sitecustomize", "sitecustomize"),
        ("import runpy; runpy.run_path('setup.py')", "setup"),
        ("import conftest", "conftest"),
        ("import subprocess; subprocess.run([site_folder + '/../../../bin/python'])", "python"),
        ("import subprocess; subprocess.run([site_folder + '/../../../bin/python3'])", "python3"),
    ],
)
def test_the_traps_do_spring(traps: Traps, code: str, trap: str) -> None:
    prologue = f"import sys; site_folder = {str(traps.site)!r}; sys.path[:0] = [site_folder, '.']\n"
    if trap == "package-inner":
        # The package itself can't be imported, for it imports a library that is no module.
        prologue += "import types; sys.modules['package'] = types.ModuleType('package')\n"
        prologue += "sys.modules['package'].__path__ = [site_folder + '/package']\n"
    subprocess.run(
        [sys.executable, "-I", "-S", "-c", prologue + code],
        cwd=traps.root / "src",
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        check=False,
    )
    assert trap in traps.sprung


def test_jedi_left_to_itself_springs_them(traps: Traps) -> None:
    """Why it is fenced in: the same question, put to jedi as it is usually called."""
    code = (
        "import sys, jedi\n"
        "site = sys.argv[1]\n"
        "sys.path.insert(0, site)\n"
        "source = 'import fast\\nfast.make().x'\n"
        "project = jedi.Project('.', sys_path=[site], load_unsafe_extensions=True)\n"
        "environment = jedi.api.environment.InterpreterEnvironment()\n"
        "script = jedi.Script(source, project=project, environment=environment)\n"
        "script.goto(2, 12)\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, str(traps.site)]
    subprocess.run(command, cwd=traps.root, capture_output=True, check=True)
    assert "fast" in traps.sprung
