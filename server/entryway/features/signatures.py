"""Whether an object can be called the way its loader calls it, as far as its source proves it.

What a decorator, a base class or a metaclass may change is left alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from entryway.features.source import statement_of
from entryway.files.view import View
from entryway.model import Definition, DefinitionKind
from entryway.namedtuples import NamedTuple

_LITERALS = (
    ast.List,
    ast.Dict,
    ast.Set,
    ast.Tuple,
    ast.JoinedStr,
    ast.ListComp,
    ast.DictComp,
    ast.SetComp,
)


class NotCallable(NamedTuple):
    """What is no function and no class; `what` says in a few words what it is."""

    what: str


class Signature(NamedTuple):
    """What a call may hand over, the parameter that Python binds left out.

    `positional` are the parameters that take positional arguments, the first `required` of them
    without defaults; `positional_only` counts those that no keyword reaches. `keywords` are the
    keyword-only ones, `required_keywords` those without defaults. `rest` and `options` say whether
    there is a `*args` and a `**kwargs`.
    """

    positional: tuple[str, ...]
    required: int
    positional_only: int
    keywords: tuple[str, ...]
    required_keywords: tuple[str, ...]
    rest: bool
    options: bool


class Misfit(NamedTuple):
    """Why a call fails: `too_many` positional arguments, or a keyword `missing` or `unexpected`.

    `twice` is a keyword for what is given by its position, too.
    """

    too_many: bool = False
    missing: str | None = None
    unexpected: str | None = None
    twice: str | None = None


def read_callable(view: View, definition: Definition) -> Signature | NotCallable | None:
    """Return how a definition can be called, or what it is instead; None where nobody can tell."""
    if definition.kind is DefinitionKind.MODULE:
        return NotCallable("a module")
    match statement_of(view, definition):
        case ast.FunctionDef() | ast.AsyncFunctionDef() as function:
            return _function(function, is_method=definition.kind is DefinitionKind.METHOD)
        case ast.ClassDef() as class_:
            return _class(class_)
        case ast.Assign(value=value, targets=[ast.Name()]):
            return _literal(value)
        case ast.AnnAssign(value=ast.expr() as value, target=ast.Name()):
            return _literal(value)
        case _:
            return None


def is_alias(view: View, definition: Definition) -> bool:
    """Whether a definition only gives another name to what is defined elsewhere."""
    match statement_of(view, definition):
        case ast.Assign(value=ast.Name() | ast.Attribute(), targets=[ast.Name()]):
            return True
        case _:
            return False


def _literal(value: ast.expr) -> NotCallable | None:
    if isinstance(value, ast.Constant):
        # None and an ellipsis keep a place for what is set later.
        return None if value.value in (None, ...) else NotCallable("a literal")
    return NotCallable("a literal") if isinstance(value, _LITERALS) else None


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, *, is_method: bool) -> Signature | None:
    decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
    if is_method and decorators == ["classmethod"]:
        return _bound(node.args)
    if decorators and not (is_method and decorators == ["staticmethod"]):
        return None
    # A plain method that is reached through its class is bound to nothing.
    return _signature(node.args)


def _class(node: ast.ClassDef) -> Signature | None:
    """Return the signature of a class by its own `__init__`, if nothing else has a say."""
    is_plain = all(isinstance(base, ast.Name) and base.id == "object" for base in node.bases)
    if not is_plain or node.keywords or node.decorator_list:
        return None
    makers = [
        name
        for statement in node.body
        for name in _bound_names(statement)
        if name in ("__init__", "__new__", "__metaclass__")
    ]
    if makers != ["__init__"]:
        return None
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
            return None if statement.decorator_list else _bound(statement.args)
    return None


def _bound_names(statement: ast.stmt) -> Iterable[str]:
    """Return the names that a statement may bind, those within `if` and the like included."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return (statement.name,)
    names: list[str] = []
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.append(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.append(node.name)
        elif isinstance(node, ast.alias):
            names.append(node.asname or node.name)
    return names


def _bound(arguments: ast.arguments) -> Signature | None:
    """Return a signature without its first parameter, which Python fills in."""
    whole = _signature(arguments)
    if not whole.positional:
        return whole if whole.rest else None
    return whole._replace(
        positional=whole.positional[1:],
        required=max(whole.required - 1, 0),
        positional_only=max(whole.positional_only - 1, 0),
    )


def _signature(arguments: ast.arguments) -> Signature:
    positional = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    pairs = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return Signature(
        positional=tuple(positional),
        required=len(positional) - len(arguments.defaults),
        positional_only=len(arguments.posonlyargs),
        keywords=tuple(each.arg for each in arguments.kwonlyargs),
        required_keywords=tuple(each.arg for each, default in pairs if default is None),
        rest=arguments.vararg is not None,
        options=arguments.kwarg is not None,
    )


def filled(signature: Signature, given: int) -> tuple[str, ...]:
    """Return the names that no keyword may have, since `given` positional arguments fill them."""
    return signature.positional[signature.positional_only : given]


def takes_all(signature: Signature, given: int) -> bool:
    """Whether a call with `given` positional arguments succeeds whatever its keywords are.

    They may not be `filled` already.
    """
    enough = given >= signature.required and not signature.required_keywords
    return enough and signature.options and misfit(signature, given, ()) is None


def misfit(signature: Signature, given: int, keywords: Iterable[str] | None) -> Misfit | None:
    """Return why a call with `given` positional arguments fails, None where it does not.

    `keywords` are the names of the keyword arguments, None where they are not known.
    """
    if given > len(signature.positional) and not signature.rest:
        return Misfit(too_many=True)
    if keywords is None:
        return None
    names = set(keywords)
    twice = next((name for name in filled(signature, given) if name in names), None)
    if twice is not None:
        return Misfit(twice=twice)
    by_name = signature.positional[max(given, signature.positional_only) :]
    left = signature.positional[given : signature.required]
    for parameter in (*left, *signature.required_keywords):
        is_reachable = parameter in by_name or parameter in signature.keywords
        if not is_reachable or parameter not in names:
            return Misfit(missing=parameter)
    if not signature.options:
        known = {*by_name, *signature.keywords}
        unexpected = next((name for name in keywords if name not in known), None)
        if unexpected is not None:
            return Misfit(unexpected=unexpected)
    return None
