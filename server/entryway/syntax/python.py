"""Python source text -> `ast`, and what can be saved of a text that does not parse."""

from __future__ import annotations

import _ast as ast
import contextlib
import warnings

from entryway.model import Position
from entryway.namedtuples import NamedTuple


class Unparsable(NamedTuple):
    """Source that this Python's grammar rejects; `position` is where it says so."""

    position: Position
    message: str


def parse_python(text: str) -> ast.Module | Unparsable:
    """Parse a module's source without ever raising or warning.

    Python 2, a newer grammar, NUL bytes and nesting too deep for the parser are all `Unparsable`.
    """
    try:
        with warnings.catch_warnings():
            # An invalid escape in somebody's string is not ours to report.
            warnings.simplefilter("ignore")
            # `ast.parse`, whose module is not imported here: see `resolve.walking`.
            source = text.removeprefix("\ufeff")
            tree = compile(source, "<unknown>", "exec", ast.PyCF_ONLY_AST)
            assert isinstance(tree, ast.Module)
            return tree
    except SyntaxError as error:
        line, column = max((error.lineno or 1) - 1, 0), max((error.offset or 1) - 1, 0)
        return Unparsable(Position(line, column), error.msg or "invalid syntax")
    except (ValueError, RecursionError, MemoryError) as error:
        return Unparsable(Position(0, 0), str(error) or "nested too deeply")


def parse_unfinished(text: str) -> ast.Module | Unparsable:
    """Parse source that is being typed: statements parso can't make sense of are left out.

    parso's recovery tells which stretches of the text are broken; these are blanked, the rest keeps
    its place, so every range in the tree is a range of the text. Where that is not enough, the line
    the parser complains about is blanked as well, a few times.
    """
    module = parse_python(text)
    if not isinstance(module, Unparsable):
        return module
    lines = _without_broken_statements(text)
    for _ in range(_RETRIES):
        repaired = parse_python("\n".join(lines))
        if not isinstance(repaired, Unparsable):
            return repaired
        line = repaired.position.line
        if line >= len(lines) or not lines[line].strip():
            break
        # A line that is indented too far stays wrong as long as anything stands on it.
        is_blanked = lines[line].strip() == "pass"
        lines[line] = "" if is_blanked else _placeholder(lines[line], 0, len(lines[line]))
    return module


_RETRIES = 20


def _without_broken_statements(text: str) -> list[str]:
    import parso
    from parso.tree import NodeOrLeaf

    from entryway.syntax.line_index import LineIndex

    index = LineIndex.of(text)
    lines = [index.line(number) for number in range(index.line_count)]
    # parso counts form feeds and other exotic breaks as line ends; it is given ours.
    source = "\n".join(line.translate(_PARSO_BREAKS) for line in lines)
    root: NodeOrLeaf = parso.parse(source)  # type: ignore[no-untyped-call]  # parso's own gap

    broken: list[NodeOrLeaf] = []

    def visit(node: NodeOrLeaf) -> None:
        if node.type in ("error_node", "error_leaf"):
            broken.append(node)
            return
        for child in getattr(node, "children", ()):
            visit(child)

    # Nesting too deep to walk is no person's typing; the unrepaired text speaks for itself.
    with contextlib.suppress(RecursionError):
        visit(root)
    # From the end, since blanking may move what follows on a line.
    for node in reversed(broken):
        _blank(lines, node.start_pos, node.end_pos)
    return lines


_PARSO_BREAKS = {ord(char): " " for char in "\f\v\x1c\x1d\x1e\x85\u2028\u2029"}


def _blank(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Blank parso's 1-based lines and 0-based columns, leaving `pass` where a block may need it."""
    for number in range(start[0] - 1, min(end[0], len(lines))):
        line = lines[number]
        first = start[1] if number == start[0] - 1 else 0
        last = end[1] if number == end[0] - 1 else len(line)
        lines[number] = (
            _placeholder(line, first, last)
            if number == start[0] - 1
            else line[:first] + _blanks(line[first:last]) + line[last:]
        )


def _placeholder(line: str, first: int, last: int) -> str:
    """Blank a stretch of a line with `pass` in it, where that moves nothing behind the stretch."""
    body = line[first:last]
    indent = first + len(body) - len(body.lstrip())
    fits = last - indent >= len("pass") or not line[last:].strip()
    blanks = _blanks(line[indent:last])
    if fits:
        blanks = "pass" + blanks[len("pass") :]
    return line[:indent] + blanks + line[last:]


def _blanks(text: str) -> str:
    """Return as many blanks as the text has bytes, since `ast` counts columns in UTF-8."""
    return " " * len(text.encode("utf-8", "surrogatepass"))
