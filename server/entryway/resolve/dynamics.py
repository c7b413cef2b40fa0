"""What a source does that binds names nobody can read off it."""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

from entryway.files.view import Text
from entryway.resolve.walking import running


class Dynamics(NamedTuple):
    """Why names of the module, or attributes of its classes, may exist unseen; None if not so."""

    module: str | None = None
    classes: str | None = None


# Plain words first: looking for a substring is ten times faster than the expression.
_CALLS = ("vars", "locals", "exec", "eval", "setattr")
_WORDS = ("globals", "modules", "__name__", "frame", "f_locals", "getmodule", "_enum", "_convert_")
# Patterns are text here: re compiles and keeps them when first needed, which is rarely.
_ANYWHERE = (
    r"\b(?:(?P<globals>globals\s*\(|__globals__|f_globals)"
    r"|(?P<modules>sys\s*\.\s*modules|import\s+modules\b|(?:import_module|__import__)\(__name__)"
    r"|(?P<frames>(?:_getframe|currentframe|f_locals|getmodule)\b)"
    r"|(?P<enums>(?:global_enum|_convert_)\b))"
)
_WHY = {
    "globals": "it writes to globals()",
    "modules": "it works on sys.modules",
    "frames": "it works on frames",
    "enums": "it makes members of an enumeration its own",
}


def find_dynamics(tree: ast.Module, text: str) -> Dynamics:
    """Look for what binds names at run time.

    `globals()`, `sys.modules` and frames count wherever they stand, since a function that uses them
    is often called at import; `exec`, `vars` and `setattr` only where they run on import.
    """
    word = re.search(_ANYWHERE, text) if any(w in text for w in _WORDS) else None
    module = _WHY[str(word.lastgroup)] if word is not None else None
    if not any(word in text for word in _CALLS):
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
