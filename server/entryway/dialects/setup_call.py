"""The call of `setup()` in a setup.py, and what is given to it in literals.

setup.py is read and never run. The call is one of a name that is imported from setuptools or from
one of those that hand their arguments on to it, under whatever name; where nothing binds `setup`,
since the import is not typed yet, it is that one too.
"""

from __future__ import annotations

import _ast as ast
from collections.abc import Iterator

from entryway.model import Name
from entryway.namedtuples import NamedTuple
from entryway.syntax.python_repair import read_source
from entryway.syntax.python_strings import PythonString
from entryway.syntax.python_values import Items, Module, Pairs, strings_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from entryway.syntax.python_values import Value

_HOMES = ("setuptools", "distutils.core", "skbuild", "numpy.distutils.core")
_CALLS = frozenset(f"{home}.setup" for home in _HOMES)


class SetupCall(NamedTuple):
    """One call of `setup()`.

    `entry_points` is its argument of that name, with the place of that name, None where it has
    none; its value is None where it is computed. `arguments` are the other arguments by name, the
    last one of each, None where it is computed; `may_have_more` says that there may be others,
    unpacked from what is computed or given without a name.
    """

    entry_points: tuple[Name, Value | None] | None
    arguments: dict[str, Value | None]
    may_have_more: bool

    def argument(self, name: str) -> Value | None:
        """Return an argument that is a literal, None where there is none."""
        return self.arguments.get(name)

    def lacks(self, name: str) -> bool:
        """Whether an argument is certainly not given."""
        return name not in self.arguments and not self.may_have_more


class SetupFile(NamedTuple):
    """The calls of `setup()` in a text; `unfinished` says that it does not parse as it is.

    `imports` are the top-level modules that it imports, "" for its own package.
    """

    calls: tuple[SetupCall, ...] = ()
    unfinished: bool = False
    imports: frozenset[str] = frozenset()

    @property
    def only_call(self) -> SetupCall | None:
        """The call that is certainly made, None where there are several or none."""
        return self.calls[0] if len(self.calls) == 1 and not self.unfinished else None


def read_setup_calls(text: str) -> SetupFile:
    """Return the calls of `setup()` in a setup.py, half-typed or not."""
    source = read_source(text)
    if source is None:
        return SetupFile(unfinished=True)
    module = Module(source)
    imported = (dotted for names in module.imports.values() for dotted in names)
    modules = frozenset(dotted.partition(".")[0] for dotted in imported)
    return SetupFile(tuple(_calls(module)), source.unfinished, modules)


def _calls(module: Module) -> Iterator[SetupCall]:
    for call in module.calls:
        if not _is_setup(call.node.func, module):
            continue
        pairs, complete = module.arguments(call.node, call)
        entry_points: tuple[Name, Value | None] | None = None
        arguments: dict[str, Value | None] = {}
        for key, value in pairs:
            if key is None:
                complete = False
            elif key.text == "entry_points":
                entry_points = key.name, value
            else:
                arguments[key.text] = value
        yield SetupCall(entry_points, arguments, not complete or bool(call.node.args))


def _is_setup(function: ast.expr, module: Module) -> bool:
    """Whether what is called is `setup` of setuptools, by any of the names it may have."""
    return any(name == "setup" or name in _CALLS for name in module.stands_for(function))


def is_complete(value: Value | None) -> bool:
    """Whether all of an argument is literal."""
    pending = [value]
    while pending:
        match pending.pop():
            case None:
                return False
            case Pairs(pairs=pairs, complete=complete):
                if not complete or any(pair.key is None for pair in pairs):
                    return False
                pending.extend(pair.value for pair in pairs)
            case PythonString() | bool():
                continue
            case items:
                if not items.complete:
                    return False
                pending.extend(items.values)
    return True


def text_of(value: Value | None) -> str | None:
    """Return the text of a string, None of anything else."""
    return value.text if isinstance(value, PythonString) else None


def texts_of(value: Value | None) -> tuple[str, ...] | None:
    """Return the texts of a list, or of a string alone; None where any of them is computed."""
    if not isinstance(value, PythonString | Items) or not is_complete(value):
        return None
    return tuple(string.text for string in strings_in(value) if string is not None)


def keys_of(value: Value | None) -> tuple[str, ...] | None:
    """Return the keys of a dictionary, None where there may be others or it is none."""
    if not isinstance(value, Pairs) or not value.complete:
        return None
    keys = [pair.key.text for pair in value.pairs if pair.key is not None]
    return tuple(keys) if len(keys) == len(value.pairs) else None
