"""What a definition says of itself: its signature and docstring, read from its own lines."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from entryway.files.view import Text, Unreadable, View
from entryway.model import Definition, DefinitionKind
from entryway.syntax.line_index import LineIndex
from entryway.syntax.python import Unparsable, parse_python, parse_unfinished

_WIDTH = 88
"""A signature longer than this is written with one parameter a line."""

_STATEMENT_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Description:
    """A definition's signature as Python code, and its docstring without indentation."""

    signature: str
    docstring: str


class _Source:
    """One module's source and the definitions in it that were described.

    A preview describes many, and is asked for again and again.
    """

    def __init__(self, text: Text) -> None:
        self._text = text
        self._index = LineIndex.of(text.text)
        self._described: dict[Definition, Description] = {}

    def describe(self, definition: Definition) -> Description:
        known = self._described.get(definition)
        if known is None:
            known = self._described[definition] = self._describe(definition)
        return known

    def _describe(self, definition: Definition) -> Description:
        if definition.kind is DefinitionKind.MODULE:
            parse = parse_unfinished if self._text.overlay else parse_python
            tree = parse(self._text.text)
            docstring = "" if isinstance(tree, Unparsable) else _docstring(tree)
            return Description(_fallback(definition), docstring)
        match self.statement(definition):
            case ast.FunctionDef() | ast.AsyncFunctionDef() as node:
                return Description(_function(node, definition), _docstring(node))
            case ast.ClassDef() as node:
                return Description(_class(node), _docstring(node))
            case _:
                line = self._index.line(definition.selection.start.line).strip()
                long = len(line) > _STATEMENT_LIMIT
                shown = line[: _STATEMENT_LIMIT - 1] + "…" if long else line
                return Description(shown or _fallback(definition), "")

    def statement(self, definition: Definition) -> ast.stmt | None:
        if definition.kind is DefinitionKind.MODULE:
            return None
        first, last = definition.full.start.line, definition.full.end.line
        return _statement([self._index.line(number) for number in range(first, last + 1)])


def describe(view: View, definition: Definition) -> Description:
    """Read a definition's signature and docstring; where that fails, its name stands for it."""
    source = _source(view, definition)
    if source is None:
        return Description(_fallback(definition), "")
    return source.describe(definition)


def statement_of(view: View, definition: Definition) -> ast.stmt | None:
    """Return the statement that makes a definition, None where it can't be read."""
    source = _source(view, definition)
    return None if source is None else source.statement(definition)


def _source(view: View, definition: Definition) -> _Source | None:
    """Return the source that a definition stands in, None where it can't be read."""
    path = definition.path
    source = view.derive(_Source, path, view.python_text) if view.is_file(path) else None
    return None if isinstance(source, Unreadable) else source


def _fallback(definition: Definition) -> str:
    words = {DefinitionKind.MODULE: "module", DefinitionKind.CLASS: "class"}
    word = words.get(definition.kind)
    return f"{word} {definition.name}" if word is not None else definition.name


def _statement(lines: list[str]) -> ast.stmt | None:
    """Parse one statement where it stands: an indented one needs a block around it."""
    indented = bool(lines) and lines[0][:1].isspace()
    source = "\n".join(["if True:", *lines] if indented else lines)
    tree = parse_python(source)
    if isinstance(tree, Unparsable) or not tree.body:
        return None
    statement = tree.body[0]
    if indented and isinstance(statement, ast.If) and statement.body:
        statement = statement.body[0]
    return statement


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, definition: Definition) -> str:
    keyword = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    returns = f" -> {ast.unparse(node.returns)}" if node.returns is not None else ""
    name = definition.name.rpartition(":")[2]
    decorators = "".join(f"@{ast.unparse(d)}\n" for d in node.decorator_list)
    parameters = list(_parameters(node.args))
    line = f"{keyword} {name}({', '.join(parameters)}){returns}"
    if len(line) > _WIDTH:
        listed = ",\n    ".join(parameters)
        line = f"{keyword} {name}(\n    {listed},\n){returns}"
    return decorators + line


def _parameters(arguments: ast.arguments) -> Iterator[str]:
    """Yield each parameter as PEP 8 writes it, the bare `/` and `*` included."""
    positional = [*arguments.posonlyargs, *arguments.args]
    without_default = len(positional) - len(arguments.defaults)
    for index, argument in enumerate(positional):
        default = arguments.defaults[index - without_default] if index >= without_default else None
        yield _parameter(argument, default)
        if index + 1 == len(arguments.posonlyargs):
            yield "/"
    if arguments.vararg is not None:
        yield f"*{_parameter(arguments.vararg, None)}"
    elif arguments.kwonlyargs:
        yield "*"
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield _parameter(argument, default)
    if arguments.kwarg is not None:
        yield f"**{_parameter(arguments.kwarg, None)}"


def _parameter(argument: ast.arg, default: ast.expr | None) -> str:
    if argument.annotation is None:
        return argument.arg if default is None else f"{argument.arg}={ast.unparse(default)}"
    annotated = f"{argument.arg}: {ast.unparse(argument.annotation)}"
    return annotated if default is None else f"{annotated} = {ast.unparse(default)}"


def _class(node: ast.ClassDef) -> str:
    bases = [ast.unparse(base) for base in node.bases]
    bases.extend(f"{k.arg}={ast.unparse(k.value)}" if k.arg else "**" for k in node.keywords)
    return f"class {node.name}({', '.join(bases)})" if bases else f"class {node.name}"


def _docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    docstring = ast.get_docstring(node, clean=False)
    # Of one line with the quotes below it, the last line's indentation is left.
    return inspect.cleandoc(docstring).rstrip() if docstring is not None else ""
