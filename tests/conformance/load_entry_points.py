"""Load the entry points of an installed distribution and say where their objects are defined.

`python -I load_entry_points.py OUTPUT DISTRIBUTION [GROUP NAME]` writes one JSON object a line. It
is run by `record_loads.py` in environments that have nothing of Entryway, so it stands alone, and
what it says is found by other means than Entryway's: objects are asked, not sources.
"""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import importlib.util
import inspect
import json
import os
import site
import sys
import sysconfig
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple


class Place(NamedTuple):
    """A place in a source, 1-based: a definition's first decorator, and its `def` or `class`."""

    file: str
    line: int
    def_line: int | None
    kind: str


def main() -> None:
    """Load what is asked for; what it prints, or where it exits, is of no interest."""
    output, distribution, *only = sys.argv[1:]
    rows = []
    for entry in importlib.metadata.distribution(distribution).entry_points:
        if only in ([], [entry.group, entry.name]):
            row: dict[str, object] = {
                "group": entry.group,
                "name": entry.name,
                "value": entry.value,
            }
            try:
                row.update(_found(entry, entry.load()))
            # SystemExit too: some modules end the program when they are imported.
            except BaseException as error:
                row.update(status=type(error).__name__, error=_without_paths(str(error)))
            rows.append(row)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path(output).write_text(text, "utf-8")
    # Threads that a module has started would keep the process alive.
    os._exit(0)


def _without_paths(text: str) -> str:
    for folder in (sysconfig.get_path("purelib"), sys.base_prefix, sys.prefix):
        text = text.replace(f"{folder}/", "")
    return text.strip().partition("\n")[0]


def _found(entry: importlib.metadata.EntryPoint, loaded: Any) -> dict[str, object]:
    match: Any = entry.pattern.match(entry.value)
    module = sys.modules[match["module"]]
    attributes = match["attr"].split(".") if match["attr"] else []
    place = _object_place(loaded)
    bound = _binding_place(module, attributes)
    chosen = place or bound
    # A decorator may have put another function in the place of the one that a reader looks for.
    if place is not None and bound is not None and bound.def_line is not None:
        chosen = place if bound[:3] == place[:3] else bound
    row: dict[str, object] = {"status": "ok"}
    if chosen is not None:
        row.update(target=_relative(chosen.file), target_line=chosen.line)
        row.update(def_line=chosen.def_line, target_kind=chosen.kind)
    return row


def _relative(path: str) -> str:
    for folder in (*site.getsitepackages(), sysconfig.get_path("stdlib")):
        if path.startswith(f"{folder}/"):
            return path[len(folder) + 1 :]
    return path


def _object_place(loaded: Any) -> Place | None:
    """Return where an object says that it is defined, None where it does not say."""
    if inspect.ismodule(loaded):
        path = getattr(loaded, "__file__", None)
        return Place(path, 1, None, "module") if path else None
    loaded = inspect.unwrap(loaded) if callable(loaded) else loaded
    kind = "method" if inspect.ismethod(loaded) else "function"
    loaded = getattr(loaded, "__func__", loaded)
    if inspect.isfunction(loaded):
        code = loaded.__code__
        return _definition(code.co_filename, code.co_firstlineno, kind)
    if inspect.isclass(loaded):
        try:
            file, line = inspect.getsourcefile(loaded), inspect.getsourcelines(loaded)[1]
        except (OSError, TypeError):
            return None
        return _definition(file, line, "class") if file else None
    return None


def _definition(file: str, line: int, kind: str) -> Place | None:
    """Return the definition that begins in a line, None where there is none: it was generated."""
    if not os.path.isfile(file):
        return None
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            if line in (first, node.lineno):
                return Place(file, first, node.lineno, kind)
    return None


def _tree(file: str) -> ast.Module:
    return ast.parse(Path(file).read_bytes())


def _binding_place(module: types.ModuleType, attributes: list[str]) -> Place | None:
    """Return the statement that gave an object its name, in the module or class that has it."""
    if not attributes:
        return None
    owner: Any = module
    for attribute in attributes[:-1]:
        owner = getattr(owner, attribute)
    name = attributes[-1]
    if inspect.ismodule(owner):
        return _in_module(owner, name)
    bases = inspect.getmro(owner if inspect.isclass(owner) else type(owner))
    holder = next((base for base in bases if name in vars(base)), None)
    place = _object_place(holder) if holder is not None else None
    if place is None:
        return None
    for node in ast.walk(_tree(place.file)):
        if isinstance(node, ast.ClassDef) and node.lineno == place.def_line:
            return _last(place.file, node.body, name)
    return None


def _in_module(module: types.ModuleType, name: str) -> Place | None:
    """Follow the imports of a name to the module whose own statement binds it."""
    seen: set[str] = set()
    while module.__name__ not in seen:
        seen.add(module.__name__)
        path = getattr(module, "__file__", None)
        if path is None or not path.endswith(".py"):
            return None
        body = _tree(path).body
        place = _last(path, body, name)
        if place is not None:
            return place
        source = next(
            (
                (node, alias)
                for node in reversed(list(_statements(body)))
                if isinstance(node, ast.ImportFrom)
                for alias in node.names
                if (alias.asname or alias.name) == name
            ),
            None,
        )
        if source is None:
            return None
        node, alias = source
        package = module.__package__ or ""
        target = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
        name = alias.name
        try:
            module = importlib.import_module(target)
        except ImportError:
            return None
    return None


def _last(file: str, body: list[ast.stmt], name: str) -> Place | None:
    """Return the last statement that defines or assigns a name; imports are not among them."""
    found = None
    for node in _statements(body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name == name:
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                found = Place(file, first, node.lineno, "definition")
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [each for target in targets for each in ast.walk(target)]
            if any(isinstance(each, ast.Name) and each.id == name for each in names):
                found = Place(file, node.lineno, None, "value")
    return found


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a body and of the branches in it, not those of definitions."""
    for node in body:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for field in ("body", "orelse", "finalbody"):
                yield from _statements(getattr(node, field, []))
            for handler in getattr(node, "handlers", []):
                yield from _statements(handler.body)


if __name__ == "__main__":
    main()
