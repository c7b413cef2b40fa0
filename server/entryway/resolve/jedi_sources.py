"""jedi, fenced in: it finds modules where we do, reads their source, and nothing else.

jedi would look for modules with the import machinery of whatever Python it runs in, load compiled
ones, and keep parsed files in the user's home. Here it is given our own search path and a process
interface that loads nothing that is not part of the interpreter itself. Importing this module
imports jedi, which takes a fifth of a second: only inference.py does, when it has to.
"""

# ruff: noqa: ANN401 - jedi has no types
from __future__ import annotations

import importlib
import logging
import sys
import threading
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jedi
import parso.cache
from jedi import settings
from jedi.api.environment import InterpreterEnvironment
from jedi.file_io import KnownContentFileIO
from jedi.inference.compiled import access
from jedi.inference.compiled.subprocess import InferenceStateSameProcess
from jedi.inference.compiled.subprocess.functions import ImplicitNSInfo

from entryway.files.store import Store
from entryway.files.view import Unreadable, View
from entryway.namedtuples import NamedTuple
from entryway.resolve.deadline import TimeUp, deadline
from entryway.resolve.modules import (
    CompiledModule,
    ModuleFinder,
    NamespacePackage,
    SourceModule,
)
from entryway.resolve.searchpath import SearchPath

logger = logging.getLogger(__name__)

_SECONDS = 2.0
"""How much of a processor's time one inference may take; more is nobody's entry point."""

SIZE_LIMIT = 400_000
"""How many characters of one module jedi is given; parso takes seconds for more."""

_CACHED_MODULES = 100
"""parso drops parsed modules from under jedi once it holds 600, and each takes a megabyte."""

_LOCK = threading.Lock()
"""jedi counts its recursions in class variables, so only one thread may be inside."""

# Modules that jedi would import although it was told not to; and searches through other files for
# the callers of a function, which take seconds.
settings.auto_import_modules = []
settings.dynamic_params = False
settings.dynamic_params_for_other_modules = False
settings.dynamic_array_additions = False


def _warm_up() -> None:
    """Let jedi import and set up what it does when first used, for that must not be interrupted.

    Reading its stubs of the built-in types alone takes a second on a slow machine, which would use
    up the time of one inference after the other.
    """
    nowhere = ModuleFinder(View(Store()), SearchPath(()))
    environment = _SourceEnvironment(nowhere.view, nowhere, {})
    project = jedi.Project("/", sys_path=[], smart_sys_path=False)
    script = jedi.Script("def f(): return {}\nf().keys", project=project, environment=environment)
    _keep_off_the_disk(script._inference_state)
    script.goto(2, 5, follow_imports=True)


class InferredName(NamedTuple):
    """A definition that jedi found; `line` is 0-based, `full_name` has its module's name in it."""

    name: str
    path: str
    line: int
    column: int
    module_name: str
    full_name: str
    is_function: bool


def goto(
    view: View, finder: ModuleFinder, source: str, path: str, line: int, column: int
) -> Sequence[InferredName]:
    """Return what stands at a place, as jedi infers it: its 1-based line and 0-based column.

    `source` is the text of `path`, with what is asked about added to it. There is nothing when it
    takes too long. Raises whatever jedi does.
    """
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _make_room(path)
        if not any(parso.cache.parser_cache.values()):
            _warm_up()
        environment = _SourceEnvironment(view, finder, {path: source})
        project = jedi.Project("/", sys_path=list(finder.search_path.roots), smart_sys_path=False)
        try:
            with deadline(_SECONDS):
                script = jedi.Script(source, path=path, project=project, environment=environment)
                _keep_off_the_disk(script._inference_state)
                names = script.goto(line, column, follow_imports=True)
                return [plain for name in names if (plain := _plain(name)) is not None]
        except TimeUp:
            logger.debug("jedi took more than %s seconds in %s", _SECONDS, path)
            # It may have been in the middle of anything.
            parso.cache.parser_cache.clear()
            return ()
        finally:
            _make_room(path)


def _plain(name: Any) -> InferredName | None:
    """Return one of jedi's names as plain data, since asking it more would be more inference."""
    path, line, column = name.module_path, name.line, name.column
    if path is None or line is None or column is None or path.suffix != ".py":
        return None
    return InferredName(
        name=name.name,
        path=str(path),
        line=line - 1,
        column=column,
        module_name=name.module_name or path.stem,
        full_name=name.full_name or name.name,
        is_function=name.type == "function",
    )


def _make_room(path: str) -> None:
    """Forget what was parsed of a path, which is about to change, and of all if it is too much."""
    for modules in parso.cache.parser_cache.values():
        modules.pop(Path(path), None)
    if sum(len(modules) for modules in parso.cache.parser_cache.values()) > _CACHED_MODULES:
        parso.cache.parser_cache.clear()


def _keep_off_the_disk(inference_state: Any) -> None:
    """Let jedi keep what it parses in memory alone; it would write it to the user's home."""
    parse = inference_state.parse_and_get_code

    def parse_and_get_code(*arguments: Any, **options: Any) -> Any:
        return parse(*arguments, **{**options, "cache": False})

    inference_state.parse_and_get_code = parse_and_get_code


class _SourceEnvironment(InterpreterEnvironment):  # type: ignore[misc]  # jedi has no types
    """Our own interpreter's grammar, without anything that lies on its path."""

    def __init__(self, view: View, finder: ModuleFinder, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._view = view
        self._finder = finder
        self._texts = texts

    def get_sys_path(self) -> list[str]:
        return []

    def get_inference_state_subprocess(self, inference_state: Any) -> _SourceProcess:
        return _SourceProcess(inference_state, self._view, self._finder, self._texts)


class _SourceProcess(InferenceStateSameProcess):  # type: ignore[misc]  # jedi has no types
    """What jedi asks of an interpreter: where modules are, and what is in compiled ones."""

    def __init__(
        self, inference_state: Any, view: View, finder: ModuleFinder, texts: Mapping[str, str]
    ) -> None:
        super().__init__(inference_state)
        self._view = view
        self._finder = finder
        self._texts = texts

    def get_module_info(
        self, full_name: str = "", **_: Any
    ) -> tuple[KnownContentFileIO | ImplicitNSInfo | None, bool | None]:
        """Return a module's source, or its folders, and whether it is a package; else nothing."""
        found = self._finder.find(tuple(full_name.split(".")))
        if isinstance(found, NamespacePackage):
            return ImplicitNSInfo(found.name, list(found.portions)), True
        if isinstance(found, SourceModule):
            source = self._source(found.path)
            if source is not None:
                return KnownContentFileIO(found.path, source), found.is_package
        if isinstance(found, CompiledModule) and found.path is None:
            return None, False
        return None, None

    def _source(self, path: str) -> str | None:
        if path in self._texts:
            return self._texts[path]
        text = self._view.python_text(path)
        return None if isinstance(text, Unreadable) or len(text.text) > SIZE_LIMIT else text.text

    def load_module(self, dotted_name: str, **_: Any) -> Any:
        """Return a module only if it is part of the interpreter's own program file."""
        if dotted_name not in sys.builtin_module_names:
            return None
        module = importlib.import_module(dotted_name)
        return access.create_access_path(self._inference_state_weakref(), module)
