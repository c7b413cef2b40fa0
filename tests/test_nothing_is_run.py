"""Opening a hostile repository is safe: nothing that is read is ever run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CANARIES = ("path_file", "package", "setup_py", "compiled", "interpreter", "value", "pth_module")

WRITE = "open({path!r}, 'w').close()"


class HostileProject:
    """A project and its environment in which everything that could be run leaves a mark."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.marks = root / "marks"
        self.environment = root / "env"
        self.site = self.environment / "lib" / "python3.11" / "site-packages"
        self._write()

    def mark(self, canary: str) -> str:
        """Return Python code that leaves a canary's mark."""
        return WRITE.format(path=str(self.marks / canary))

    def _write(self) -> None:
        for folder in (self.marks, self.site / "hostile", self.environment / "bin"):
            folder.mkdir(parents=True)
        (self.environment / "pyvenv.cfg").write_text("version = 3.11.4\nhome = /nowhere/bin\n")
        (self.site / "hostile.pth").write_text(
            f"import sys; exec({self.mark('path_file')!r})\nimport pth_module\n"
        )
        (self.site / "pth_module.py").write_text(self.mark("pth_module"))
        (self.site / "hostile" / "__init__.py").write_text(
            f"{self.mark('package')}\ndef main(): ...\n"
        )
        (self.site / "hostile" / "values.py").write_text(
            "from hostile._fast import Base\n"
            "class App(Base):\n"
            "    def run(self): ...\n"
            f"def make() -> App:\n    {self.mark('value')}\n    return App()\n"
            "app = make()\n"
            "other = unknown_call(app)\n"
        )
        self._compile()
        interpreter = self.environment / "bin" / "python"
        interpreter.write_text(f"#!/bin/sh\n: > {self.marks / 'interpreter'}\n")
        interpreter.chmod(0o755)
        (self.environment / "bin" / "python3").symlink_to("python")
        (self.root / "setup.py").write_text(self.mark("setup_py"))
        (self.root / "setup.cfg").write_text(
            "[metadata]\nname = shop\n"
            "[entry_points]\n"
            "console_scripts =\n"
            "    package = hostile:main\n"
            "    method = hostile.values:app.run\n"
            "    absent = hostile.values:app.absent\n"
            "    unknown = hostile.values:other.thing\n"
            "    compiled = hostile._fast:Base\n"
            "    below = hostile._fast:Base.method\n"
            "    gone = hostile:gone\n"
        )
        (self.root / "shop.ini").write_text(
            "[app:main]\nuse = egg:shop#main\n[filter:f]\nuse = egg:hostile#f\n"
        )

    def _compile(self) -> None:
        """Make a shared library that leaves a mark whenever it is loaded, by anyone."""
        source = self.root / "fast.c"
        source.write_text(
            "#include <stdio.h>\n"
            "__attribute__((constructor)) static void loaded(void) {\n"
            f'  FILE *f = fopen("{self.marks / "compiled"}", "w"); if (f) fclose(f);\n'
            "}\n"
        )
        suffix = f".cpython-3{sys.version_info[1]}-x86_64-linux-gnu.so"
        library = self.site / "hostile" / f"_fast{suffix}"
        command = ["cc", "-shared", "-fPIC", "-o", str(library), str(source)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except FileNotFoundError:
            pytest.fail("the canaries need a C compiler; on Debian: apt-get install gcc libc6-dev")
        self.library = library

    def marked(self) -> set[str]:
        """Return the canaries that were run."""
        return {mark.name for mark in self.marks.iterdir()}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[HostileProject]:
    yield HostileProject(tmp_path)


def _entryway(project: HostileProject, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "entryway", *arguments, "--python", str(project.environment)],
        cwd=project.root,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "VIRTUAL_ENV": str(project.environment)},
    )


def test_check_runs_nothing(project: HostileProject) -> None:
    done = _entryway(project, "check", ".")
    assert 'hostile has no "gone"' in done.stdout
    assert project.marked() == set()


@pytest.mark.parametrize(
    "reference",
    [
        "hostile:main",
        "hostile.values:app.run",
        "hostile.values:other.thing",
        "hostile._fast:Base.x",
    ],
)
def test_resolving_runs_nothing(project: HostileProject, reference: str) -> None:
    done = _entryway(project, "resolve", reference)
    assert done.stdout.startswith(reference), done.stderr
    assert project.marked() == set()


def test_an_interpreter_that_is_named_is_not_run(project: HostileProject) -> None:
    interpreter = project.environment / "bin" / "python"
    done = subprocess.run(
        [sys.executable, "-m", "entryway", "resolve", "hostile:main", "--python", str(interpreter)],
        cwd=project.root,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert project.marked() == set()


def test_the_canaries_do_sing(project: HostileProject) -> None:
    """The control: what the tests above watch for really happens when things are run."""
    code = (
        "import site, ctypes, runpy, sys, subprocess\n"
        f"site.addsitedir({str(project.site)!r})\n"
        "import hostile\n"
        f"ctypes.CDLL({str(project.library)!r})\n"
        f"runpy.run_path({str(project.root / 'setup.py')!r})\n"
        f"subprocess.run([{str(project.environment / 'bin' / 'python')!r}])\n"
        "import types; sys.modules['hostile._fast'] = types.SimpleNamespace(Base=object)\n"
        "import builtins; builtins.unknown_call = print\n"
        "import hostile.values\n"
    )
    subprocess.run([sys.executable, "-S", "-c", code], check=True, capture_output=True, timeout=60)
    assert project.marked() == set(CANARIES)
