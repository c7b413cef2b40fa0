"""What expressions of a Python source are, as far as that stands in it as literals.

A name is what is assigned to it if that is certain: it is bound once in its scope, by a statement
that always comes before its use, and what it holds is not handed to anything that could change it.
All else is computed, and `None` here.
"""

from __future__ import annotations

import _ast as ast
from collections.abc import Iterator, Sequence

from entryway.model import Name, Range
from entryway.namedtuples import NamedTuple
from entryway.syntax.python_repair import Source
from entryway.syntax.python_strings import PythonString, concatenated, named, read_python_string
from entryway.syntax.python_uses import Use, key_set, use_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

_BLOCKS = ("body", "orelse", "finalbody")
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_DEEPEST = 32
"""Names that lead from one to the next, and containers in each other; nobody writes more."""

_MOST_ASKED = 100_000
"""Expressions that are looked at: names that lead to several names can lead to any number."""

_WILD = frozenset({"exec", "globals", "locals", "vars"})
"""Functions that may bind any name."""


class Items(NamedTuple):
    """A list, a tuple or a set; `complete` is False where it has more than is known."""

    values: tuple[Value | None, ...]
    is_set: bool = False
    complete: bool = True


class Pair(NamedTuple):
    """A key of a dictionary with its value; either may be computed."""

    key: PythonString | None
    value: Value | None


class Pairs(NamedTuple):
    """A dictionary; `complete` is False where it has more than is known."""

    pairs: tuple[Pair, ...]
    complete: bool = True


if TYPE_CHECKING:
    Value: TypeAlias = PythonString | Items | Pairs | bool


class _Binding(NamedTuple):
    """A statement that binds a name: the value if it is a plain assignment, and its block."""

    value: ast.expr | None
    block: int
    line: int


class Call(NamedTuple):
    """A call, the scopes it stands in, innermost first, and the blocks around it."""

    node: ast.Call
    scopes: tuple[int, ...]
    blocks: frozenset[int]


class Module:
    """The names of one source: where they are bound, and how they are used."""

    def __init__(self, source: Source) -> None:
        self.calls: list[Call] = []
        self.imports: dict[str, list[str]] = {}
        """What each imported name stands for, dotted; a star import binds "*"."""
        self._source = source
        self._bindings: dict[tuple[int, str], list[_Binding]] = {}
        self._loads: dict[str, list[ast.Name]] = {}
        self._parents: dict[int, ast.AST] = {}
        self._wild: list[int] = []
        self._asked = 0
        self._read(source.tree)

    def is_bound(self, name: str) -> bool:
        """Whether any statement of the source binds a name."""
        return any(bound == name for _, bound in self._bindings)

    def place(self, node: ast.keyword, text: str) -> Name:
        """Return the name of a keyword argument at its place."""
        start = self._source.offset(node.lineno, node.col_offset)
        index = self._source.original
        return Name(text, Range(index.position(start), index.position(start + len(text))))

    def value(self, node: ast.expr, call: Call, depth: int = 0) -> Value | None:
        """Return what an expression in the arguments of a call is."""
        self._asked += 1
        if depth > _DEEPEST or self._asked > _MOST_ASKED:
            return None
        match node:
            case ast.Constant(value=str()):
                return self._string(node)
            case ast.Constant(value=bool() as value):
                return value
            case ast.BinOp(op=ast.Add()):
                return self._sum(node)
            case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
                return self._items(elements, isinstance(node, ast.Set), call, depth)
            case ast.Dict(keys=keys, values=values):
                return self._pairs(keys, values, call, depth)
            case ast.Call(func=ast.Name(id="dict")) if not self.is_bound("dict"):
                return self._dict(node, call, depth)
            case ast.Name(id=name):
                return self._named(name, call, depth)
            case _:
                return None

    def _string(self, node: ast.expr) -> PythonString | None:
        offset = self._source.offset
        start = offset(node.lineno, node.col_offset)
        end = offset(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
        return read_python_string(self._source.original, start, end)

    def _sum(self, node: ast.BinOp) -> PythonString | None:
        """Return literals that are added to each other; the tree of a long sum is as deep."""
        parts: list[PythonString] = []
        rest: ast.expr = node
        while isinstance(rest, ast.BinOp) and isinstance(rest.op, ast.Add):
            part = self._plain(rest.right)
            if part is None:
                return None
            parts.append(part)
            rest = rest.left
        first = self._plain(rest)
        return None if first is None else concatenated((first, *reversed(parts)))

    def _plain(self, node: ast.expr) -> PythonString | None:
        is_string = isinstance(node, ast.Constant) and isinstance(node.value, str)
        return self._string(node) if is_string else None

    def _items(self, elements: Sequence[ast.expr], is_set: bool, call: Call, depth: int) -> Items:
        values: list[Value | None] = []
        complete = True
        for element in elements:
            if not isinstance(element, ast.Starred):
                values.append(self.value(element, call, depth + 1))
                continue
            more = self.value(element.value, call, depth + 1)
            if isinstance(more, Items):
                values.extend(more.values)
                complete &= more.complete
            else:
                complete = False
        return Items(tuple(values), is_set, complete)

    def _pairs(
        self,
        keys: Sequence[ast.expr | None],
        values: Sequence[ast.expr],
        call: Call,
        depth: int,
    ) -> Pairs:
        pairs: list[Pair] = []
        complete = True
        for key, value in zip(keys, values, strict=True):
            found = self.value(value, call, depth + 1)
            if key is not None:
                name = self.value(key, call, depth + 1)
                pairs.append(Pair(name if isinstance(name, PythonString) else None, found))
            elif isinstance(found, Pairs):
                pairs.extend(found.pairs)
                complete &= found.complete
            else:
                complete = False
        return Pairs(tuple(pairs), complete)

    def _dict(self, node: ast.Call, call: Call, depth: int) -> Pairs | None:
        """Return what `dict(...)` makes of its arguments."""
        pairs: list[Pair] = []
        complete = True
        for argument in node.args:
            first = self.value(argument, call, depth + 1)
            if not isinstance(first, Pairs):
                return None
            pairs.extend(first.pairs)
            complete &= first.complete
        more, is_all = self.arguments(node, call, depth)
        return Pairs((*pairs, *more), complete and is_all)

    def arguments(self, node: ast.Call, call: Call, depth: int = 0) -> tuple[list[Pair], bool]:
        """Return the keyword arguments of a call, and whether these are all it has."""
        pairs: list[Pair] = []
        complete = True
        for keyword in node.keywords:
            value = self.value(keyword.value, call, depth + 1)
            if keyword.arg is not None:
                key = named(self.place(keyword, keyword.arg))
                pairs.append(Pair(key, value))
            elif isinstance(value, Pairs):
                pairs.extend(value.pairs)
                complete &= value.complete
            else:
                complete = False
        return pairs, complete

    def _named(self, name: str, call: Call, depth: int) -> Value | None:
        for level, scope in enumerate(call.scopes):
            bindings = self._bindings.get((scope, name), [])
            if not bindings:
                continue
            if len(bindings) > 1 or bindings[0].value is None:
                return None
            binding = bindings[0]
            if binding.block not in call.blocks or any(at > binding.line for at in self._wild):
                return None
            outside = call._replace(scopes=call.scopes[level:])
            value = self.value(bindings[0].value, outside, depth + 1)
            return value if isinstance(value, PythonString) else self._unchanged(name, value)
        return None

    def _unchanged(self, name: str, value: Value | None) -> Value | None:
        """Return what a name holds, None where something may have taken from it."""
        loads = self._loads.get(name, [])
        uses = [use_of(node, self._parents, self._hands_on) for node in loads]
        if Use.ANYTHING in uses:
            return None
        if Use.SETS in uses:
            if not isinstance(value, Pairs):
                return None
            value = self._with_keys_set(value, loads)
        if Use.ADDS in uses and isinstance(value, Items | Pairs):
            return value._replace(complete=False)
        return value

    def _with_keys_set(self, value: Pairs, loads: list[ast.Name]) -> Pairs:
        """Return a dictionary of which some keys are set to what is not known."""
        nodes = [key for node in loads if (key := key_set(node, self._parents)) is not None]
        keys = [string for node in nodes if (string := self._string(node)) is not None]
        texts = {key.text for key in keys}
        kept = (p for p in value.pairs if p.key is None or p.key.text not in texts)
        return Pairs((*kept, *(Pair(key, None) for key in keys)), value.complete)

    def stands_for(self, function: ast.expr) -> tuple[str, ...]:
        """Return the dotted names of what is called, by its imports.

        There may be several. A name that nothing binds stands for itself, and one that is bound
        otherwise for nothing.
        """
        words: list[str] = []
        while isinstance(function, ast.Attribute):
            words.append(function.attr)
            function = function.value
        if not isinstance(function, ast.Name):
            return ()
        rest = "".join(f".{word}" for word in reversed(words))
        imported = self.imports.get(function.id)
        if imported is not None:
            return tuple(f"{dotted}{rest}" for dotted in imported)
        return () if self.is_bound(function.id) else (f"{function.id}{rest}",)

    def _hands_on(self, function: ast.expr) -> bool:
        return any(
            name == "dict" or name.rpartition(".")[2] == "setup"
            for name in self.stands_for(function)
        )

    # --- Reading ---

    def _read(self, tree: ast.Module) -> None:
        """Visit all nodes, each with the scopes and blocks around it."""
        module = id(tree.body)
        pending: list[tuple[ast.AST, tuple[int, ...], frozenset[int], int]] = [
            (node, (module,), frozenset({module}), module) for node in tree.body
        ]
        while pending:
            node, scopes, blocks, block = pending.pop()
            self._bind(node, scopes[0], block, module)
            if isinstance(node, ast.Call):
                self.calls.append(Call(node, scopes, blocks))
                if _binds_anything(node):
                    self._wild.append(node.lineno)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self._loads.setdefault(node.id, []).append(node)
            # Functions in a class do not see its names, but nobody calls `setup` there.
            inner = (id(node), *scopes) if isinstance(node, _SCOPES) else scopes
            for field in node._fields:
                value = getattr(node, field, None)
                children = value if isinstance(value, list) else [value]
                is_block = field in _BLOCKS and isinstance(value, list)
                around = blocks | {id(value)} if is_block else blocks
                for child in children:
                    if isinstance(child, ast.AST):
                        self._parents[id(child)] = node
                        pending.append((child, inner, around, id(value) if is_block else block))
        self.calls.sort(key=lambda call: (call.node.lineno, call.node.col_offset))

    def _bind(self, node: ast.AST, scope: int, block: int, module: int) -> None:
        """Note what a node binds."""
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._note(scope, name, value, block, node.lineno)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                self._note(scope, name, value, block, node.lineno)
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                parent = self._parents.get(id(node))
                is_plain = isinstance(parent, ast.AnnAssign) or (
                    isinstance(parent, ast.Assign) and parent.targets == [node]
                )
                if not is_plain:
                    self._note(scope, name, None, block, node.lineno)
            case ast.arg(arg=name):
                self._note(scope, name, None, block, node.lineno)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                self._note(scope, name, None, block, node.lineno)
            case ast.ClassDef(name=name):
                self._note(scope, name, None, block, node.lineno)
            case ast.ExceptHandler(name=str() as name):
                self._note(scope, name, None, block, node.lineno)
            case ast.MatchAs(name=str() as name) | ast.MatchStar(name=str() as name):
                self._note(scope, name, None, block, node.lineno)
            case ast.MatchMapping(rest=str() as name):
                self._note(scope, name, None, block, node.lineno)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                for name in names:
                    # What binds it here binds it there, once more than there.
                    self._note(module, name, None, block, node.lineno)
            case ast.Import() | ast.ImportFrom():
                self._import(node, scope, block)

    def _import(self, node: ast.Import | ast.ImportFrom, scope: int, block: int) -> None:
        for alias in node.names:
            if isinstance(node, ast.ImportFrom):
                bound, dotted = alias.asname or alias.name, f"{node.module or ''}.{alias.name}"
                if node.level:
                    dotted = f".{dotted}"
            elif alias.asname:
                bound, dotted = alias.asname, alias.name
            else:
                bound = dotted = alias.name.partition(".")[0]
            if bound == "*":
                self._wild.append(node.lineno)
                self.imports.setdefault("*", []).append(dotted.removesuffix(".*"))
            else:
                self.imports.setdefault(bound, []).append(dotted)
                self._note(scope, bound, None, block, node.lineno)

    def _note(self, scope: int, name: str, value: ast.expr | None, block: int, line: int) -> None:
        self._bindings.setdefault((scope, name), []).append(_Binding(value, block, line))


def _binds_anything(node: ast.Call) -> bool:
    """Whether a call may bind any name here, which `exec` does not with a dictionary of its own."""
    if not isinstance(node.func, ast.Name) or node.func.id not in _WILD:
        return False
    return node.func.id != "exec" or len(node.args) < 2


def strings_in(value: Value | None) -> Iterator[PythonString | None]:
    """Yield the strings of a list, of lists in it, or a string alone; None for what is computed."""
    pending = [value]
    while pending:
        match pending.pop():
            case Items(values=values):
                pending.extend(reversed(values))
            case PythonString() as string:
                yield string
            case _:
                yield None
