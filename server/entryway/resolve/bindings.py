"""One module's source -> the facts about its names, by Python's rules of binding.

Only statements that run on import are visited: the bodies of functions are not, save those with a
`global` statement. See the language reference, "Naming and binding".
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from typing import cast

from entryway.files.view import Text
from entryway.resolve.dynamics import find_dynamics
from entryway.resolve.facts import (
    Binding,
    Broken,
    Call,
    Class,
    Dotted,
    Function,
    Imported,
    ModuleFacts,
    Names,
    Opaque,
    Scope,
    StarImport,
    Value,
)
from entryway.resolve.globals import find_global_bindings
from entryway.resolve.places import Places
from entryway.syntax.python import Unparsable, parse_python, parse_unfinished


def read_module(text: Text) -> ModuleFacts | Broken:
    """Return the facts of a module's source; an editor's unfinished text as far as it goes."""
    parse = parse_unfinished if text.overlay else parse_python
    tree = parse(text.text)
    if isinstance(tree, Unparsable):
        return Broken(tree.position.line, tree.message)
    places = Places(text.text)
    reader = _Reader(places)
    names: Names = {}
    reader.block(tree.body, names, in_class=False)
    dynamics = find_dynamics(tree, text.text)
    return ModuleFacts(
        scope=Scope(names),
        star_imports=tuple(reader.stars),
        attached=reader.attached,
        global_names=find_global_bindings(tree, text.text, places),
        exports=frozenset(reader.exports) if reader.exports is not None else None,
        computed_exports=reader.computed_exports,
        dynamic=dynamics.module,
        attached_dynamic=dynamics.classes,
    )


class _Reader:
    """Walks the statements of one module that run on import."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.stars: list[StarImport] = []
        self.attached: dict[tuple[str, ...], Names] = {}
        self.exports: list[str] | None = None
        self.computed_exports = False

    def block(self, statements: Sequence[ast.stmt], names: Names, *, in_class: bool) -> None:
        """Apply the statements, in order, to what the scope's names are bound to."""
        for statement in statements:
            self.statement(statement, names, in_class=in_class)

    def branches(self, blocks: Iterable[Sequence[ast.stmt]], names: Names, in_class: bool) -> None:
        """Apply alternatives: afterwards a name may be what any of them made of it."""
        outcomes: list[Names] = []
        for block in blocks:
            outcome = dict(names)
            self.block(block, outcome, in_class=in_class)
            outcomes.append(outcome)
        _replace(names, merge(outcomes))

    def statement(self, node: ast.stmt, names: Names, *, in_class: bool) -> None:
        """Apply one statement."""
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                if not _extends_property(node):
                    binding = self.definition(node, Function(bool(node.decorator_list)))
                    names[node.name] = (binding,)
            case ast.ClassDef():
                names[node.name] = (self.definition(node, self.class_value(node)),)
            case ast.Import() | ast.ImportFrom():
                self.imports(node, names)
            case ast.Assign():
                for target in node.targets:
                    self.assign(target, node.value, node, names, in_class)
            case ast.AnnAssign(value=ast.expr()):
                self.assign(node.target, node.value, node, names, in_class)
            case ast.AnnAssign(target=ast.Name(id=name)):
                if name not in names:
                    self.bind(name, Opaque("annotation"), node.target, node, names)
            case ast.AugAssign():
                self.augment(node, names)
            case ast.Expr(value=ast.Call() as call):
                self.call(call, node)
            case ast.If():
                self.branches((node.body, node.orelse), names, in_class)
            case ast.Try():
                self.try_statement(node, names, in_class)
            case ast.For() | ast.AsyncFor():
                self.assign(node.target, None, node, names, in_class)
                self.branches((node.body, ()), names, in_class)
                self.block(node.orelse, names, in_class=in_class)
            case ast.While():
                self.branches((node.body, ()), names, in_class)
                self.block(node.orelse, names, in_class=in_class)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    if item.optional_vars is not None:
                        self.assign(item.optional_vars, None, node, names, in_class)
                self.block(node.body, names, in_class=in_class)
            case ast.Match():
                for match_case in node.cases:
                    self.pattern(match_case.pattern, names)
                self.branches((*(c.body for c in node.cases), ()), names, in_class)
            case ast.Delete():
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        names.pop(target.id, None)
            case _:
                self.other(node, names)
        self.walrus(node, names)

    def try_statement(self, node: ast.Try, names: Names, in_class: bool) -> None:
        """Apply `try`: a handler may start from before the body or from behind it."""
        done = dict(names)
        self.block(node.body, done, in_class=in_class)
        interrupted = merge([names, done])
        outcomes: list[Names] = []
        for handler in node.handlers:
            outcome = dict(interrupted)
            self.block(handler.body, outcome, in_class=in_class)
            if handler.name is not None:
                outcome.pop(handler.name, None)
            if not _leaves(handler.body):
                # What the handler binds replaces the body's, unless the body got that far.
                outcomes.append(outcome)
        self.block(node.orelse, done, in_class=in_class)
        _replace(names, merge([done, *outcomes]))
        self.block(node.finalbody, names, in_class=in_class)

    def definition(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, value: Value
    ) -> Binding:
        """Return the binding a `def` or `class` makes."""
        return Binding(node.name, value, self.places.definition_name(node), self.places.full(node))

    def class_value(self, node: ast.ClassDef) -> Class:
        """Return what a class statement says of the class's attributes."""
        names: Names = {}
        self.block(node.body, names, in_class=True)
        return Class(
            bases=tuple(_base(base) for base in node.bases),
            scope=Scope(names),
            opaque=_class_opacity(node),
        )

    def imports(self, node: ast.Import | ast.ImportFrom, names: Names) -> None:
        """Bind what an import statement binds (language reference, "The import statement")."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                parts = tuple(alias.name.split("."))
                if alias.asname is not None:
                    self.bind_import(alias, alias.asname, Imported(parts, None), names, node)
                else:
                    self.bind_import(alias, parts[0], Imported(parts[:1], None), names, node)
            return
        module = tuple(node.module.split(".")) if node.module else ()
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(StarImport(module, node.level, self.places.full(node)))
            else:
                value = Imported(module, alias.name, node.level)
                self.bind_import(alias, alias.asname or alias.name, value, names, node)

    def bind_import(
        self, alias: ast.alias, name: str, value: Imported, names: Names, node: ast.stmt
    ) -> None:
        """Bind one imported name, at the place where it is written."""
        names[name] = (
            Binding(name, value, self.places.alias_name(alias, name), self.places.full(node)),
        )

    def assign(
        self,
        target: ast.expr,
        value: ast.expr | None,
        node: ast.stmt,
        names: Names,
        in_class: bool,
    ) -> None:
        """Bind the names of an assignment's target; `value` is None where it is not written."""
        match target:
            case ast.Name(id="__all__") if not in_class:
                self.export(value, replace=True)
                self.bind("__all__", Opaque("__all__"), target, node, names)
            case ast.Name(id=name):
                self.bind(name, _expression(value), target, node, names)
            case ast.Tuple() | ast.List():
                values = _unpacked(target, value)
                for element, element_value in zip(target.elts, values, strict=True):
                    self.assign(element, element_value, node, names, in_class)
            case ast.Starred():
                self.assign(target.value, None, node, names, in_class)
            case ast.Attribute(value=ast.expr() as owner, attr=attribute) if not in_class:
                self.attach(owner, attribute, value, target, node)
            case _:
                pass  # `x[0] = …` binds no name.

    def bind(self, name: str, value: Value, target: ast.expr, node: ast.stmt, names: Names) -> None:
        """Bind a name; `f = wrap(f)` keeps the definition it wraps, for that is where to look."""
        binding = Binding(name, value, self.places.expression(target), self.places.full(node))
        wrapped = isinstance(value, Call) and Dotted((name,)) in value.arguments
        names[name] = (*names.get(name, ()), binding) if wrapped else (binding,)

    def attach(
        self,
        owner: ast.expr,
        attribute: str,
        value: ast.expr | None,
        place: ast.expr,
        node: ast.stmt,
    ) -> None:
        """Note an attribute set on something else at module level."""
        dotted = _expression(owner)
        if isinstance(dotted, Dotted):
            attributes = self.attached.setdefault(dotted.parts, {})
            attributes[attribute] = (
                Binding(
                    ".".join((*dotted.parts, attribute)),
                    _expression(value),
                    self.places.expression(place),
                    self.places.full(node),
                ),
            )

    def augment(self, node: ast.AugAssign, names: Names) -> None:
        """`__all__ += […]` extends the exports; any other name stays bound where it was."""
        if isinstance(node.target, ast.Name):
            if node.target.id == "__all__":
                self.export(node.value, replace=False)
            elif node.target.id not in names:
                self.bind(node.target.id, Opaque("operation"), node.target, node, names)

    def call(self, call: ast.Call, node: ast.stmt) -> None:
        """Note what a bare call at import binds: `setattr` with a literal name, `__all__.…`."""
        match call:
            case ast.Call(
                func=ast.Name(id="setattr"),
                args=[owner, ast.Constant(value=str() as attribute), value],
            ):
                self.attach(owner, attribute, value, call, node)
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="__all__"), attr=method), args=[argument]
            ):
                if method == "extend":
                    self.export(argument, replace=False)
                elif method == "append":
                    self.export(ast.List(elts=[argument], ctx=ast.Load()), replace=False)
                else:
                    self.computed_exports = True
            case _:
                pass

    def export(self, value: ast.expr | None, *, replace: bool) -> None:
        """Take over an assignment to `__all__`, if it is written out."""
        if replace:
            self.exports, self.computed_exports = [], False
        strings = _strings(value)
        if strings is None:
            self.computed_exports = True
        else:
            self.exports = (self.exports or []) + strings

    def pattern(self, pattern: ast.pattern, names: Names) -> None:
        """Bind the captures of a `case`."""
        for part in ast.walk(pattern):
            if isinstance(part, (ast.MatchAs, ast.MatchStar)) and part.name is not None:
                place = self.places.node(part)
                names[part.name] = (Binding(part.name, Opaque("capture"), place, place),)

    def other(self, node: ast.stmt, names: Names) -> None:
        """Statements of newer grammars, known by their class's name (`type X = …`, `except*`)."""
        kind = type(node).__name__
        if kind == "TypeAlias":
            target = getattr(node, "name", None)
            if isinstance(target, ast.Name):
                self.bind(target.id, Opaque("type alias"), target, node, names)
        elif kind == "TryStar":
            self.try_statement(cast("ast.Try", node), names, in_class=False)

    def walrus(self, node: ast.stmt, names: Names) -> None:
        """Bind the names of `:=` in a statement's own expressions."""
        if not self.places.has_walrus or isinstance(
            node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        ):
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                for part in ast.walk(child):
                    if isinstance(part, ast.NamedExpr):
                        self.bind(part.target.id, _expression(part.value), part.target, node, names)


def merge(outcomes: Sequence[Names]) -> Names:
    """Join what alternatives bound: each name with all its bindings, each binding once."""
    merged = dict(outcomes[0]) if outcomes else {}
    for outcome in outcomes[1:]:
        for name, bindings in outcome.items():
            known = merged.get(name)
            if known is None:
                merged[name] = bindings
            elif known is not bindings:
                merged[name] = known + tuple(b for b in bindings if b not in known)
    return merged


def _replace(names: Names, by: Names) -> None:
    names.clear()
    names.update(by)


def _leaves(body: Sequence[ast.stmt]) -> bool:
    """Whether a handler always ends the import (`except ImportError: raise`)."""
    return bool(body) and isinstance(body[-1], ast.Raise)


def _expression(node: ast.expr | None) -> Dotted | Call | Opaque:
    match node:
        case None:
            return Opaque("part of a value")
        case ast.Name(id=name):
            return Dotted((name,))
        case ast.Attribute():
            parts: list[str] = []
            current: ast.expr = node
            while isinstance(current, ast.Attribute):
                parts.append(current.attr)
                current = current.value
            if isinstance(current, ast.Name):
                return Dotted((current.id, *reversed(parts)))
            return Opaque("attribute of a value")
        case ast.Call():
            callee = _expression(node.func)
            arguments = (
                _expression(a) for a in node.args if isinstance(a, ast.Name | ast.Attribute)
            )
            return Call(
                callee if isinstance(callee, Dotted) else None,
                tuple(a for a in arguments if isinstance(a, Dotted)),
            )
        case ast.Constant():
            return Opaque(type(node.value).__name__)
        case _:
            return Opaque(type(node).__name__.lower())


def _base(node: ast.expr) -> Dotted | Call | Opaque:
    # `Generic[T]` has the attributes of what is subscripted.
    return _expression(node.value if isinstance(node, ast.Subscript) else node)


def _unpacked(target: ast.Tuple | ast.List, value: ast.expr | None) -> list[ast.expr | None]:
    if (
        isinstance(value, (ast.Tuple, ast.List))
        and len(value.elts) == len(target.elts)
        and not any(isinstance(e, ast.Starred) for e in (*value.elts, *target.elts))
    ):
        return list(value.elts)
    return [None] * len(target.elts)


def _strings(node: ast.expr | None) -> list[str] | None:
    match node:
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            strings = [e.value for e in elements if isinstance(e, ast.Constant)]
            if len(strings) == len(elements) and all(isinstance(s, str) for s in strings):
                return [s for s in strings if isinstance(s, str)]
            return None
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            first, second = _strings(left), _strings(right)
            return None if first is None or second is None else first + second
        case _:
            return None


def _extends_property(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether `@name.setter` or `@name.deleter` decorates: the property stays where it began."""
    return any(
        isinstance(d, ast.Attribute)
        and d.attr in ("setter", "deleter", "getter")
        and isinstance(d.value, ast.Name)
        and d.value.id == node.name
        for d in node.decorator_list
    )


_HARMLESS_DECORATORS = {
    "dataclass", "total_ordering", "add_metaclass", "python_2_unicode_compatible", "final",
    "runtime_checkable", "unique", "implementer",
}  # fmt: skip
_HARMLESS_METACLASSES = {"ABCMeta", "type", "EnumMeta", "EnumType"}


def _class_opacity(node: ast.ClassDef) -> str | None:
    """Why a class may have attributes that nobody can see in its source, or None."""
    for decorator in node.decorator_list:
        expression = _expression(decorator)
        if isinstance(expression, Call):
            if expression.callee is not None and expression.callee.parts[-1] == "add_metaclass":
                if not all(a.parts[-1] in _HARMLESS_METACLASSES for a in expression.arguments):
                    return f"the metaclass of {node.name} may add attributes"
                continue
            expression = expression.callee or Opaque("call")
        if not (isinstance(expression, Dotted) and expression.parts[-1] in _HARMLESS_DECORATORS):
            return f"a decorator of {node.name} may add attributes"
    for keyword in node.keywords:
        value = _expression(keyword.value)
        harmless = isinstance(value, Dotted) and value.parts[-1] in _HARMLESS_METACLASSES
        if keyword.arg == "metaclass" and not harmless:
            return f"the metaclass of {node.name} may add attributes"
    for statement in node.body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for part in ast.walk(statement):
            match part:
                case ast.Call(func=ast.Name(id="locals" | "vars" | "exec" as function)):
                    return f"the body of {node.name} calls {function}()"
    return None
