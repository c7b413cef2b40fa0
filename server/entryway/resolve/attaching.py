"""Attributes set from outside: `setattr(Router, 'factory', f)` and `Router.factory = f`."""

from __future__ import annotations

import _ast as ast

from entryway.resolve.expressions import dotted, expression
from entryway.resolve.facts import (
    ANYTHING,
    UNBOUND,
    Attached,
    Binding,
    Class,
    Dotted,
    Imported,
    Opaque,
)
from entryway.resolve.frames import Frame
from entryway.resolve.places import Places

_ALIASES = 20
"""How many assignments `A = B` are followed to find what an attribute is set on."""


class Attachments:
    """Collects what a module's statements set on other objects, in order.

    The fields are those of `ModuleFacts`: what is set, and which objects were given to calls that
    may set anything. `dynamic` says why names of the module itself may be set unseen.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self.attached: dict[tuple[str, ...], dict[str, Attached]] = {}
        self.exposed: dict[tuple[str, ...], str] = {}
        self.dynamic: str | None = None

    def attach(
        self,
        owner: ast.expr,
        attribute: str,
        value: ast.expr | None,
        place: ast.expr,
        node: ast.stmt,
        frame: Frame,
    ) -> None:
        """Note an attribute set on something at module level."""
        target = dotted(owner, frame)
        if target is None:
            return
        named = _what_it_names(target)
        parts = named.parts if named is not None else ANYTHING
        binding = Binding(
            ".".join((*target.parts, attribute)),
            expression(value, frame),
            self.places.expression(place),
            self.places.full(node),
        )
        attributes = self.attached.setdefault(parts, {})
        earlier = attributes.get(attribute)
        if frame.certain or earlier is None:
            attributes[attribute] = Attached((binding,), frame.certain)
        else:
            attributes[attribute] = Attached((*earlier.bindings, binding), earlier.certain)

    def detach(self, owner: ast.expr, attribute: str, frame: Frame) -> None:
        """Apply `del Router.factory`."""
        target = dotted(owner, frame)
        named = _what_it_names(target) if target is not None else None
        if named is not None and frame.certain:
            self.attached.get(named.parts, {}).pop(attribute, None)

    def expose(self, call: ast.Call, frame: Frame) -> None:
        """Note which objects a bare call on import was given, its receiver included.

        `Manager.register('Queue', …)` sets an attribute of `Manager`, and
        `apipkg.initpkg(__name__, …)` names of the module whose name it is told.
        """
        callee = dotted(call.func, frame)
        shown = ".".join(callee.parts) if callee is not None else "a function"
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if isinstance(call.func, ast.Attribute):
            given.append(call.func.value)
        for argument in given:
            target = dotted(argument, frame)
            if target is None:
                continue
            if target.parts == ("__name__",):
                self.dynamic = self.dynamic or f"it is passed to {shown}() by name"
            named = _what_it_names(target)
            if named is not None and any(
                isinstance(binding.value, Class | Imported) for binding in named.where
            ):
                self.exposed.setdefault(named.parts, f"{shown}() is called with it on import")


def _what_it_names(target: Dotted) -> Dotted | None:
    """Return the object behind plain aliases, None where it is only known when the program runs."""
    for _ in range(_ALIASES):
        match [binding for binding in target.where if binding is not UNBOUND]:
            case [Binding(value=Dotted() as alias)]:
                target = Dotted((*alias.parts, *target.parts[1:]), alias.where, alias.local)
            case where:
                unknown = any(isinstance(binding.value, Opaque) for binding in where)
                return None if unknown else target
    return None
