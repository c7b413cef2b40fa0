"""What Python itself answers: a subprocess that really imports, to compare with.

Run as a script it reads one JSON request a line and writes one JSON answer a line. Every module
asked about is imported afresh: all that do not come with Python are forgotten in between.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import json
import os
import subprocess
import sys
import types
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any


class RealPython:
    """The subprocess, seen from the tests."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, roots: Sequence[str], references: Sequence[str]) -> list[dict[str, Any]]:
        """Import each reference with these folders on the path; see `_answers` for the rows."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([list(roots), list(references)]) + "\n")
        self._process.stdin.flush()
        rows: list[dict[str, Any]] = json.loads(self._process.stdout.readline())
        return rows

    def names(self, module: str) -> list[str]:
        """Return the names of a module that comes with Python, and those of its classes."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(module) + "\n")
        self._process.stdin.flush()
        names: list[str] = json.loads(self._process.stdout.readline())
        return names


@contextmanager
def real_python() -> Iterator[RealPython]:
    """Run the subprocess, isolated from this environment's packages."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-B", "-W", "ignore", __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield RealPython(process)
    finally:
        process.terminate()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()


def _answers(module: str, references: Sequence[str]) -> list[dict[str, Any]]:
    """Import a module and say what each of its references is, in their order.

    `error` is the class of what was raised. Else `kind` says what it is; a class tells where it
    stands by its attribute `here`, `path:line`, which the generated classes have in their body.
    """
    rows: list[dict[str, Any]] = []
    failed: str | None = None
    for reference in references:
        attributes = reference.partition(":")[2]
        try:
            found: Any = importlib.import_module(module) if failed is None else None
        except Exception as error:
            # The second import of a module that failed would succeed half-made.
            failed = type(error).__name__
        if failed is not None:
            rows.append({"error": failed})
            continue
        try:
            found = functools.reduce(getattr, attributes.split(".") if attributes else [], found)
        except Exception as error:
            rows.append({"error": type(error).__name__})
        else:
            rows.append(_describe(found))
    return rows


def _describe(found: Any) -> dict[str, Any]:
    if isinstance(found, types.MethodType):
        found = found.__func__
    if isinstance(found, types.FunctionType):
        code = found.__code__
        return {"kind": "function", "path": code.co_filename, "line": code.co_firstlineno}
    if isinstance(found, type):
        order = [base.__dict__.get("here", base.__name__) for base in found.__mro__]
        return {"kind": "class", "line": found.__dict__.get("here"), "order": order}
    if isinstance(found, types.ModuleType):
        portions = found.__dict__.get("__path__", ())
        path = getattr(found, "__file__", None)
        return {"kind": "module", "path": path, "portions": list(portions)}
    return {"kind": "value"}


def _names(module: str) -> list[str]:
    found = importlib.import_module(module)
    names = [name for name in dir(found) if hasattr(found, name)]
    for name in list(names):
        value = getattr(found, name)
        if isinstance(value, type) and value.__module__ == module:
            names += [f"{name}.{each}" for each in dir(value) if hasattr(value, each)]
    return names


def _serve() -> None:
    own = set(sys.modules)
    own_path = list(sys.path)
    for line in sys.stdin:
        question = json.loads(line)
        if isinstance(question, str):
            print(json.dumps(_names(question)), flush=True)
            continue
        roots, references = question
        rows = []
        for module, group in itertools.groupby(references, lambda r: r.partition(":")[0]):
            for name in [name for name in set(sys.modules) - own if _is_foreign(name)]:
                del sys.modules[name]
            sys.path[:] = [*roots, *own_path]
            sys.path_importer_cache.clear()
            importlib.invalidate_caches()
            rows.extend(_answers(module, list(group)))
        print(json.dumps(rows), flush=True)


_STDLIB = str(Path(os.__file__).parent)


def _is_foreign(name: str) -> bool:
    names = vars(sys.modules[name])
    # Python has no namespace packages of its own, and theirs can't be listed without a parent.
    place = names.get("__file__") or ("/" if "__path__" in names else None)
    return place is not None and not place.startswith(_STDLIB)


if __name__ == "__main__":
    _serve()
