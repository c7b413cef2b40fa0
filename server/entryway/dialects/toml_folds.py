"""What can be folded in a TOML file."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.folds import Fold, comment_folds
from entryway.dialects.reading import Reading
from entryway.files.view import Text
from entryway.syntax.toml import read_toml
from entryway.syntax.toml_tree import TomlTree


def toml_folds(text: Text, _: Reading) -> Iterator[Fold]:
    """Yield what stands below each header, the values of several lines, and the comments."""
    tree = read_toml(text.text)

    def line(offset: int) -> int:
        return tree.lines.position(offset).line

    for header in tree.headers:
        yield Fold(line(header.start), line(header.last))
    for start, end in tree.statements:
        yield Fold(line(start), line(end))
    yield from comment_folds(_comment_lines(tree))


def _comment_lines(tree: TomlTree) -> Iterator[int]:
    """Yield the lines that hold nothing but a comment."""
    for start, _ in tree.comments:
        line, column = tree.lines.position(start)
        if not tree.lines.line(line)[:column].strip(" \t"):
            yield line
