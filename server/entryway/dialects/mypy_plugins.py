"""Plugins of mypy, as its configuration names them.

The rule is `mypy.build.load_plugins_from_config`: a value is `module` or `path/to/module.py`, with
`:function` behind it where that is not `plugin`. A path is relative to the configuration file.
"""

from __future__ import annotations

import os

from entryway.dialects.entry_points import invalid_reference
from entryway.dialects.homes import MYPY_PLUGINS
from entryway.model import Folders, Name, ObjectReference, Range
from entryway.problems import Code, Problem
from entryway.syntax.object_reference import parse_object_reference, part, quoted, stripped

_FUNCTION = "plugin"


def read_plugin(value: Name) -> ObjectReference | Problem | None:
    """Return the function that a plugin's value names, or what is wrong with it.

    None is for a file outside of the project's folder, which is not looked into.
    """
    whole = stripped(value)
    path, colon, function = whole.text, "", ""
    if ":" in os.path.basename(path):
        path, colon, function = path.rpartition(":")
    if path.endswith(".py"):
        return _of_file(whole, path, function if colon else None)
    if "/" in path or "\\" in path:
        return Problem(
            Code.INVALID_OBJECT_REFERENCE,
            part(whole, 0, len(path)).range,
            f"mypy takes {quoted(path)} for a path, which ends with .py; name the file, or a "
            "module with dots.",
        )
    reference = parse_object_reference(whole, group=MYPY_PLUGINS)
    if reference is None or "[" in whole.text:
        return invalid_reference(whole, whole.range)
    if reference.attributes:
        return reference
    return reference._replace(attributes=(_implied(whole),))


def _of_file(whole: Name, path: str, function: str | None) -> ObjectReference | Problem | None:
    normal = os.path.normpath(path)
    if normal.startswith(("/", "..")) or "\0" in path or "\\" in path:
        return None
    named = _implied(whole)
    if function is not None:
        named = part(whole, len(path) + 1, len(whole.text))
        if not function.isidentifier():
            return Problem(
                Code.INVALID_OBJECT_REFERENCE,
                named.range if function else whole.range,
                "a function stands behind this path and its colon; name one, or remove the colon.",
            )
    folder, name = os.path.split(normal)
    module = Name(name.removesuffix(".py"), part(whole, 0, len(path)).range)
    return ObjectReference(
        whole.range,
        (module,),
        (named,),
        group=MYPY_PLUGINS,
        folders=Folders((folder or ".",)),
        file=normal,
    )


def _implied(whole: Name) -> Name:
    """Return the name of the function that is meant where none is written."""
    end = whole.range.end
    return Name(_FUNCTION, Range(end, end))
