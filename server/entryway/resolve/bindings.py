"""One module's source -> the facts about its names, by Python's rules of binding.

Only statements that run on import are visited: the bodies of functions are not, save those with a
`global` statement. See the language reference, "Naming and binding".
"""

from __future__ import annotations

import _ast as ast
from collections.abc import Iterable, Iterator, Sequence

from entryway.files.view import Text
from entryway.resolve.attaching import Attachments
from entryway.resolve.classes import class_facts
from entryway.resolve.exports import ExportReader
from entryway.resolve.expressions import PART, expression, unpack
from entryway.resolve.facts import (
    UNBOUND,
    Binding,
    Broken,
    Call,
    Class,
    Function,
    ModuleFacts,
    Opaque,
    Scope,
    Value,
    find,
)
from entryway.resolve.frames import Frame
from entryway.resolve.globals import find_global_bindings
from entryway.resolve.importing import ImportReader
from entryway.resolve.places import Places
from entryway.resolve.walking import children_of, walk
from entryway.syntax.python import Unparsable, parse_python, parse_unfinished

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def read_module(text: Text) -> ModuleFacts | Broken:
    """Return the facts of a module's source; an editor's unfinished text as far as it goes."""
    tree = parse_python(text.text)
    unfinished: str | None = None
    if isinstance(tree, Unparsable) and text.overlay:
        # What is left out of unfinished text may have bound anything, so it proves nothing.
        unfinished = f"it is being edited and does not parse at line {tree.position.line + 1}"
        tree = parse_unfinished(text.text)
    if isinstance(tree, Unparsable):
        return Broken(tree.position.line, tree.message)
    try:
        return _facts(tree, text, unfinished)
    except RecursionError:
        return Broken(0, "it is nested too deeply")


def _facts(tree: ast.Module, text: Text, unfinished: str | None) -> ModuleFacts:
    places = Places(text.text)
    folder = text.path.removesuffix("/__init__.py")
    reader = _Reader(places, folder if folder != text.path else None)
    frame = Frame({})
    reader.block(tree.body, frame)
    return ModuleFacts(
        scope=Scope(frame.names),
        attached=reader.attachments.attached,
        global_names=find_global_bindings(tree, places, reader.class_value),
        exports=reader.exports.result(),
        dynamic=reader.attachments.dynamic,
        unfinished=unfinished,
        exposed=reader.attachments.exposed,
    )


class _Reader:
    """Walks the statements of one module that run on import; `folder` is a package's own."""

    def __init__(self, places: Places, folder: str | None) -> None:
        self.places = places
        self.attachments = Attachments(places)
        self.exports = ExportReader()
        self.imports = ImportReader(places, self.exports, folder)

    def block(self, statements: Sequence[ast.stmt], frame: Frame) -> None:
        """Apply the statements, in order, to what the scope's names are bound to."""
        for statement in statements:
            self.statement(statement, frame)

    def branches(self, blocks: Iterable[Sequence[ast.stmt]], frame: Frame) -> None:
        """Apply alternatives, each from the same state."""
        outcomes: list[Frame] = []
        for block in blocks:
            outcome = frame.branch()
            self.block(block, outcome)
            outcomes.append(outcome)
        frame.join(outcomes)

    def statement(self, node: ast.stmt, frame: Frame) -> None:
        """Apply one statement."""
        if self.places.has_walrus:
            self.walrus(node, frame)
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                if not _extends_property(node, frame):
                    self.define(node, Function(bool(node.decorator_list)), frame)
            case ast.ClassDef():
                self.define(node, self.class_value(node, frame), frame)
            case ast.Import() | ast.ImportFrom():
                self.imports.read(node, frame)
            case ast.Assign():
                for target in node.targets:
                    self.assign(target, node.value, node, frame)
            case ast.AnnAssign(value=ast.expr()):
                self.assign(node.target, node.value, node, frame)
            case ast.AnnAssign(target=ast.Name(id=name)):
                self.declare(name, "annotation", node.target, node, frame)
            case ast.AugAssign():
                self.augment(node, frame)
            case ast.Expr(value=ast.Call() as call):
                self.call(call, node, frame)
            case ast.If():
                self.branches(self.alternatives(node, frame), frame)
            case ast.Try():
                self.try_statement(node, frame)
            case ast.For() | ast.AsyncFor() | ast.While():
                self.loop(node, frame)
            case ast.With() | ast.AsyncWith():
                self.with_statement(node, frame)
            case ast.Match():
                self.match_statement(node, frame)
            case ast.Delete():
                for target in node.targets:
                    self.delete(target, frame)
            case _:
                self.other(node, frame)

    def alternatives(self, node: ast.If, frame: Frame) -> Iterator[Sequence[ast.stmt]]:
        """Yield the blocks of an `if` with all its `elif`s, a ladder of which is nested deeply."""
        while True:
            yield node.body
            match node.orelse:
                case [ast.If() as following]:
                    if self.places.has_walrus:
                        self.walrus(following, frame)
                    node = following
                case orelse:
                    yield orelse
                    return

    def loop(self, node: ast.For | ast.AsyncFor | ast.While, frame: Frame) -> None:
        """Apply a loop, which may have nothing to go over."""
        outcome = frame.branch()
        if not isinstance(node, ast.While):
            self.assign(node.target, None, node, outcome)
        self.block(node.body, outcome)
        frame.join([outcome, frame])
        self.block(node.orelse, frame)

    def match_statement(self, node: ast.Match, frame: Frame) -> None:
        """Apply `match`: one of the cases, or none."""
        outcomes: list[Frame] = []
        for case in node.cases:
            outcome = frame.branch()
            self.pattern(case.pattern, outcome)
            self.block(case.body, outcome)
            outcomes.append(outcome)
        frame.join([*outcomes, frame])

    def try_statement(self, node: ast.Try, frame: Frame) -> None:
        """Apply `try`: a handler may start from before the body or from behind it."""
        done = frame.branch()
        self.block(node.body, done)
        outcomes: list[Frame] = []
        for handler in node.handlers:
            outcome = frame.branch()
            outcome.join([frame.branch(), done])
            self.block(handler.body, outcome)
            if handler.name is not None:
                outcome.bind(frame.mangled(handler.name), (UNBOUND,))
            if not _leaves(handler.body):
                # What the handler binds replaces the body's, unless the body got that far.
                outcomes.append(outcome)
        self.block(node.orelse, done)
        frame.join([done, *outcomes])
        self.block(node.finalbody, frame)

    def with_statement(self, node: ast.With | ast.AsyncWith, frame: Frame) -> None:
        """Apply `with`; under `contextlib.suppress` the body may stop anywhere."""
        for item in node.items:
            if item.optional_vars is not None:
                self.assign(item.optional_vars, None, node, frame)
        if any(_suppresses(item.context_expr) for item in node.items):
            self.branches((node.body, ()), frame)
        else:
            self.block(node.body, frame)

    def define(self, node: _Definition, value: Value, frame: Frame) -> None:
        """Bind what a `def` or `class` binds."""
        name = frame.mangled(node.name)
        place = self.places.definition_name(node)
        frame.bind(name, (Binding(name, value, place, self.places.full(node)),))

    def class_value(self, node: ast.ClassDef, frame: Frame) -> Class:
        """Return what a class statement says of the class's attributes."""
        module = frame.names if frame.module is None else frame.module
        body = Frame({}, module, node.name, certain=frame.certain)
        self.block(node.body, body)
        return class_facts(node, frame, body, self.places)

    def assign(
        self, target: ast.expr, value: ast.expr | None, node: ast.stmt, frame: Frame
    ) -> None:
        """Bind the names of an assignment's target; `value` is None where it is not written."""
        match target:
            case ast.Name(id="__all__") if not frame.in_class:
                self.exports.assign(value, frame)
                self.bind("__all__", Opaque("__all__"), target, node, frame)
            case ast.Name(id=name):
                self.bind(name, PART if value is None else value, target, node, frame)
            case ast.Tuple() | ast.List():
                for element, element_value in zip(target.elts, unpack(target, value), strict=True):
                    self.assign(element, element_value, node, frame)
            case ast.Starred():
                self.assign(target.value, None, node, frame)
            case ast.Attribute(value=owner, attr=attribute):
                name = frame.mangled(attribute)
                self.attachments.attach(owner, name, value, target, node, frame)
            case _:
                pass  # `x[0] = …` binds no name.

    def bind(
        self, name: str, value: ast.expr | Opaque, target: ast.expr, node: ast.stmt, frame: Frame
    ) -> None:
        """Bind a name; `f = wrap(f)` keeps the definition it wraps, for that is where to look."""
        said = value if isinstance(value, Opaque) else expression(value, frame)
        mangled = frame.mangled(name)
        kept: tuple[Binding, ...] = ()
        if isinstance(said, Call) and mangled in frame.names and _is_given(value, name):
            kept = tuple(b for b in frame.names[mangled] if not isinstance(b.value, Call))
        place = self.places.expression(target)
        frame.bind(mangled, (*kept, Binding(mangled, said, place, self.places.full(node))))

    def declare(self, name: str, what: str, target: ast.expr, node: ast.stmt, frame: Frame) -> None:
        """Bind a name that a statement mentions without giving it a value of its own."""
        known = frame.names.get(frame.mangled(name), (UNBOUND,))
        if UNBOUND in known:
            others = tuple(b for b in find(frame.names, frame.mangled(name)) if b is not UNBOUND)
            self.bind(name, Opaque(what), target, node, frame)
            mangled = frame.mangled(name)
            frame.bind(mangled, frame.names[mangled] + others)

    def augment(self, node: ast.AugAssign, frame: Frame) -> None:
        """`__all__ += […]` extends the exports; any other name stays bound where it was."""
        if isinstance(node.target, ast.Name):
            if node.target.id == "__all__" and not frame.in_class:
                self.exports.extend(node.value, frame)
            else:
                self.declare(node.target.id, "operation", node.target, node, frame)

    def call(self, call: ast.Call, node: ast.stmt, frame: Frame) -> None:
        """Note what a bare call at import binds: `__all__.append(…)`, `setattr(…)`, or unseen."""
        match call:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="__all__"), attr=method), args=arguments
            ):
                self.exports.call(method, arguments, frame)
            case ast.Call(
                func=ast.Name(id="setattr"),
                args=[owner, ast.Constant(value=str() as attribute), value],
            ):
                self.attachments.attach(owner, attribute, value, call, node, frame)
            case _:
                self.attachments.expose(call, frame)

    def delete(self, target: ast.expr, frame: Frame) -> None:
        """Apply `del`."""
        match target:
            case ast.Name(id=name):
                frame.bind(frame.mangled(name), (UNBOUND,))
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                for element in elements:
                    self.delete(element, frame)
            case ast.Attribute(value=owner, attr=attribute):
                self.attachments.detach(owner, attribute, frame)
            case _:
                pass

    def pattern(self, pattern: ast.pattern, frame: Frame) -> None:
        """Bind the captures of a `case`."""
        for part in walk(pattern):
            name = getattr(part, "rest" if isinstance(part, ast.MatchMapping) else "name", None)
            if isinstance(name, str) and isinstance(part, ast.pattern):
                place = self.places.node(part)
                name = frame.mangled(name)
                frame.bind(name, (Binding(name, Opaque("capture"), place, place),))

    def other(self, node: ast.stmt, frame: Frame) -> None:
        """Statements of newer grammars, known by their class's name (`type X = …`, `except*`)."""
        kind = type(node).__name__
        if kind == "TypeAlias":
            target = getattr(node, "name", None)
            if isinstance(target, ast.Name):
                self.bind(target.id, Opaque("type alias"), target, node, frame)
        elif kind == "TryStar":
            self.try_statement(node, frame)  # type: ignore[arg-type]  # it has the same fields

    def walrus(self, node: ast.stmt, frame: Frame) -> None:
        """Bind the names of `:=` in a statement's own expressions, which run before its blocks."""
        pending: list[ast.AST] = [node]
        while pending:
            part = pending.pop()
            if isinstance(part, ast.NamedExpr):
                self.bind(part.target.id, part.value, part.target, node, frame)
            if not isinstance(part, (ast.Lambda, ast.excepthandler)):
                children = [c for c in children_of(part) if not isinstance(c, ast.stmt)]
                pending.extend(reversed(children))


def _leaves(body: Sequence[ast.stmt]) -> bool:
    """Whether a handler always ends the import (`except ImportError: raise`)."""
    return bool(body) and isinstance(body[-1], ast.Raise)


def _is_given(call: ast.expr | Opaque, name: str) -> bool:
    """Whether a name is among the arguments of a call, or of the calls in its arguments."""
    return isinstance(call, ast.Call) and any(
        isinstance(part, ast.Name) and part.id == name
        for argument in (*call.args, *(keyword.value for keyword in call.keywords))
        for part in walk(argument)
    )


def _suppresses(manager: ast.expr) -> bool:
    """Whether a context manager is made by `contextlib.suppress`."""
    match manager:
        case ast.Call(func=ast.Name(id="suppress") | ast.Attribute(attr="suppress")):
            return True
        case _:
            return False


def _extends_property(node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame) -> bool:
    """Whether `@name.setter` or `@name.deleter` decorates: the property stays where it began."""
    if not node.decorator_list:
        return False
    return frame.names.get(frame.mangled(node.name), (UNBOUND,)) != (UNBOUND,) and any(
        isinstance(d, ast.Attribute)
        and d.attr in ("setter", "deleter", "getter")
        and isinstance(d.value, ast.Name)
        and d.value.id == node.name
        for d in node.decorator_list
    )
