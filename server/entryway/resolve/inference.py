"""jedi, the last resort: attributes of values that are made by a call.

jedi is given our own interpreter's grammar and the search path, and reads source only: it starts no
interpreter of the workspace and loads no compiled module. It is imported when first needed.
"""

from __future__ import annotations

import contextlib
import logging
import os
from typing import TYPE_CHECKING, Any

from entryway.files.view import Unreadable, View
from entryway.model import Hop, HopKind, Reason, line_range
from entryway.resolve.entities import Bound, Candidate
from entryway.resolve.facts import Binding, Class, Function, ModuleFacts, Opaque, Scope, Value
from entryway.resolve.modules import SourceModule
from entryway.resolve.names import Hidden, Lookup
from entryway.resolve.searchpath import SearchPath
from entryway.syntax.text import LineIndex

if TYPE_CHECKING:
    from jedi.api.classes import Name as JediName

logger = logging.getLogger(__name__)


def infer_attribute(view: View, search_path: SearchPath, bound: Bound, name: str) -> Lookup:
    """Find attribute `name` of the value a binding holds, as far as jedi infers the value.

    Never proves anything missing: what jedi does not see may still be there.
    """
    unknown = Hidden(Reason.VALUE, f"{bound.full_name} is a value made at run time", bound.location)
    text = view.python_text(bound.module.path)
    if isinstance(text, Unreadable) or not name.isidentifier():
        return unknown
    # A line of our own behind the module asks jedi for the attribute as the module would see it.
    expression = ".".join((*bound.qualified, name))
    source = f"{text.text}\n{expression}"
    index = LineIndex.of(source)
    line, column = index.line_count, len(expression)
    try:
        names = _goto(source, bound.module.path, search_path, line, column)
    except Exception:  # jedi raises what it likes on odd source; the answer is then unknown.
        logger.debug("jedi could not infer %s in %s", expression, bound.module.path, exc_info=True)
        return unknown
    candidates = tuple(c for n in names if (c := _candidate(n)) is not None)
    return tuple(c.behind((_hop(c),)) for c in candidates) or unknown


def _hop(candidate: Candidate) -> Hop:
    entity = candidate.entity
    assert isinstance(entity, Bound)
    return Hop(HopKind.INFERRED, entity.full_name, entity.location)


def _goto(
    source: str, path: str, search_path: SearchPath, line: int, column: int
) -> list[JediName]:
    import warnings

    import jedi
    from jedi.api.environment import InterpreterEnvironment

    project = jedi.Project(
        os.path.dirname(path),
        sys_path=list(search_path.roots),
        smart_sys_path=False,
        load_unsafe_extensions=False,
    )
    with warnings.catch_warnings(), open(os.devnull, "w") as silence:
        warnings.simplefilter("ignore")
        with contextlib.redirect_stderr(silence):
            script = jedi.Script(
                source, path=path, project=project, environment=InterpreterEnvironment()
            )
            names: list[Any]
            try:
                names = script.goto(line, column, follow_imports=True)
            except KeyError:
                # parso evicts modules from its cache by age once it holds 600, and jedi then misses
                # them; after the eviction the same question succeeds.
                names = script.goto(line, column, follow_imports=True)
            return names


def _candidate(name: JediName) -> Candidate | None:
    path, line, column = name.module_path, name.line, name.column
    if path is None or line is None or column is None or path.suffix != ".py":
        return None
    place = line_range(line - 1, column, column + len(name.name))
    value: Value = Opaque(name.type)
    if name.type == "function":
        value = Function(decorated=False)
    elif name.type == "class":
        value = Class((), Scope(), opaque="it was inferred")
    full_name = name.full_name or name.name
    module_name = name.module_name or path.stem
    qualifier = full_name.removeprefix(module_name + ".").split(".")[:-1]
    module = SourceModule(module_name, str(path))
    facts = ModuleFacts(Scope())
    within: tuple[Bound, ...] = ()
    for outer in qualifier:
        # Only the names matter here: they make the definition's full name.
        binding = Binding(outer, Class((), Scope(), opaque="it was inferred"), place, place)
        within = (*within, Bound(module, facts, binding, within))
    return Candidate(Bound(module, facts, Binding(name.name, value, place, place), within))
