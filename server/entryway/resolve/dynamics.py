"""What a source does that binds names nobody can read off it."""

from __future__ import annotations

import ast
import re

from entryway.files.view import Text
from entryway.namedtuples import NamedTuple
from entryway.resolve.walking import running
from entryway.syntax.python import Unparsable, parse_python
from entryway.syntax.text import has_word


class Dynamics(NamedTuple):
    """Why names of the module, or attributes of its classes, may exist unseen; None if not so."""

    module: str | None = None
    classes: str | None = None


_SIGNS = (
    ("globals", r"\bglobals\s*\(|__globals__|f_globals", "it writes to globals()"),
    ("modules", r"sys\s*\.\s*modules|import\s+modules\b", "it works on sys.modules"),
    ("import_module(__name__", None, "it works on sys.modules"),
    ("__import__(__name__", None, "it works on sys.modules"),
    ("_getframe", None, "it works on frames"),
    ("currentframe", None, "it works on frames"),
    ("f_locals", None, "it works on frames"),
    ("getmodule", r"getmodule\b", "it works on frames"),
    ("global_enum", None, "it makes members of an enumeration its own"),
    ("_convert_", r"\b_convert_\b", "it makes members of an enumeration its own"),
)
"""What binds names from wherever it stands: a word, the pattern that must match too, the meaning.

The word comes first since looking for it is ten times faster. Patterns are text here, as re keeps
what it compiled, and most are never needed.
"""

_CALLS = ("vars", "locals", "exec", "execfile", "eval", "setattr")
"""The functions whose calls on import bind names; a source without these words is not parsed."""


def read_dynamics(text: Text) -> Dynamics:
    """Look for what binds names at run time; this is asked only where a name was not found.

    `globals()`, `sys.modules` and frames count wherever they stand, since a function that uses them
    is often called at import; `exec`, `vars` and `setattr` only where they run on import.
    """
    source = text.text
    module = next(
        (
            meaning
            for word, pattern, meaning in _SIGNS
            if word in source and (pattern is None or re.search(pattern, source) is not None)
        ),
        None,
    )
    tree = parse_python(source) if any(has_word(source, word) for word in _CALLS) else None
    if tree is None or isinstance(tree, Unparsable):
        return Dynamics(module)
    classes = None
    for part in running(tree.body):
        match part:
            case ast.Call(func=ast.Name(id="exec" | "eval" | "execfile" as name)):
                module = module or f"it calls {name}() on import"
            case ast.Call(func=ast.Name(id="vars" | "locals" as name), args=[]):
                module = module or f"it calls {name}() on import"
            case ast.Call(func=ast.Name(id="setattr"), args=[owner, name_node, *_]):
                literal = isinstance(name_node, ast.Constant)
                if not literal or not isinstance(owner, ast.Name | ast.Attribute):
                    module = module or "it calls setattr() with a computed name on import"
                    classes = classes or "setattr() is called with a computed name on import"
            case ast.Call(func=ast.Name(id="setattr")):
                module = module or "it calls setattr() with computed arguments on import"
                classes = classes or "setattr() is called with computed arguments on import"
            case _:
                pass
    return Dynamics(module, classes)


class Signs(NamedTuple):
    """Signs in a source that its functions set attributes of classes or modules.

    `assigned` are the names set as attributes of anything but `self`; `computed` says that
    `setattr` is used on anything but `self`.
    """

    assigned: frozenset[str]
    computed: bool


_ASSIGNED = r"\b(?!self\b)[^\W\d]\w*\s*\.\s*(\w+)(?:\s*:[^=\n]+)?\s*=(?!=)"
_LITERAL_SETATTR = r"""\bsetattr\(\s*(?!self\b)[\w.]+\s*,\s*['"](\w+)['"]"""
_SETATTR = r"""\bsetattr\b(?!\(\s*self\b)(?!\(\s*[\w.]+\s*,\s*['"]\w+['"])"""


def read_signs(text: Text) -> Signs:
    """Look a source over for attributes set where no statement on import does it.

    This only ever turns a proof that something is missing into doubt, so it may err on the side of
    finding too much and need not understand what it finds.
    """
    assigned = {*re.findall(_ASSIGNED, text.text), *re.findall(_LITERAL_SETATTR, text.text)}
    return Signs(frozenset(assigned), re.search(_SETATTR, text.text) is not None)
