"""A class statement -> its bases, and what may hide attributes from a reader of its source."""

from __future__ import annotations

import _ast as ast
from collections.abc import Iterator

from entryway.resolve.expressions import expression
from entryway.resolve.facts import Binding, Call, Class, Dotted, Opaque, Scope
from entryway.resolve.frames import Frame
from entryway.resolve.places import Places
from entryway.resolve.walking import running, statements

_HARMLESS_DECORATORS = {
    "dataclass", "total_ordering", "add_metaclass", "python_2_unicode_compatible", "final",
    "runtime_checkable", "unique", "implementer",
}  # fmt: skip
"""Class decorators that add nothing but special names."""

_HARMLESS_METACLASSES = {"ABCMeta", "type"}


def class_facts(node: ast.ClassDef, around: Frame, body: Frame, places: Places) -> Class:
    """Return the facts of a class: `around` is where it stands, `body` what its body bound."""
    bases: list[ast.expr] = []
    metaclasses = [keyword.value for keyword in node.keywords if keyword.arg == "metaclass"]
    for base in node.bases:
        match base:
            # six and future: `class A(with_metaclass(Meta, Base))` has the base `Base`.
            case ast.Call(func=callee, args=[metaclass, *inner]) if (
                _last(callee) == "with_metaclass"
            ):
                metaclasses.append(metaclass)
                bases.extend(inner)
            case _:
                bases.append(base)
    opaque = _add_slots(node, body, places) if places.has_slots else None
    for decorator in node.decorator_list:
        match decorator:
            case ast.Call(func=callee, args=[metaclass]) if _last(callee) == "add_metaclass":
                metaclasses.append(metaclass)
            case ast.Call(func=callee) if _last(callee) in _HARMLESS_DECORATORS:
                pass
            case _ if _last(decorator) not in _HARMLESS_DECORATORS:
                opaque = opaque or f"a decorator of {node.name} may add attributes"
    unusual = any(_last(metaclass) not in _HARMLESS_METACLASSES for metaclass in metaclasses)
    if unusual or any(keyword.arg is None for keyword in node.keywords):
        opaque = opaque or f"the metaclass of {node.name} may add attributes"
    if places.may_be_dynamic:
        opaque = opaque or _dynamic_body(node)
    return Class(
        bases=tuple(_base(base, around) for base in bases),
        scope=Scope(body.names),
        opaque=opaque,
        abstract=any(_last(metaclass) == "ABCMeta" for metaclass in metaclasses),
    )


def _base(node: ast.expr, frame: Frame) -> Dotted | Call | Opaque:
    # `Generic[T]` has the attributes of what is subscripted.
    return expression(node.value if isinstance(node, ast.Subscript) else node, frame)


def _last(node: ast.expr) -> str | None:
    """Return the last name of a chain of attributes."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _add_slots(node: ast.ClassDef, body: Frame, places: Places) -> str | None:
    """Bind the names in `__slots__`, each of which becomes an attribute of the class."""
    for statement in statements(node.body):
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id="__slots__")], value=value)
                | ast.AnnAssign(target=ast.Name(id="__slots__"), value=ast.expr() as value)
            ):
                slots = list(_written_out(value))
                for slot in slots:
                    if isinstance(slot, ast.Constant) and isinstance(slot.value, str):
                        name = body.mangled(slot.value)
                        place = places.node(slot)
                        body.names.setdefault(name, (Binding(name, Opaque("slot"), place, place),))
                    else:
                        return f"the slots of {node.name} are computed"
            case _:
                pass
    return None


def _written_out(value: ast.expr) -> Iterator[ast.expr | None]:
    match value:
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            yield from elements
        case ast.Dict(keys=keys):
            yield from keys
        case _:
            yield value


def _dynamic_body(node: ast.ClassDef) -> str | None:
    for part in running(node.body):
        match part:
            case ast.Call(func=ast.Name(id="locals" | "vars" | "exec" as function)):
                return f"the body of {node.name} calls {function}()"
    return None
