"""Which kind of file a text is, and what its bytes alone say is wrong with it."""

from __future__ import annotations

import os

from entryway.dialects.reading import Reading
from entryway.dialects.table import ENTRY_POINTS_TXT, Dialect, dialect_of, included_dialect
from entryway.files.view import Text
from entryway.model import line_range
from entryway.problems import Code, Problem
from entryway.syntax.line_index import LineIndex


def recognised(text: Text) -> tuple[Text, Dialect] | None:
    """Return a text with the dialect that its file's name and its content show it to be in.

    Other texts are not remembered: a workspace holds many more of them, and larger ones.
    """
    dialect = dialect_of(os.path.basename(text.path), text.text)
    return (text, dialect) if dialect is not None else None


def as_included(text: Text) -> tuple[Text, Dialect] | None:
    """Return a text with its dialect where the user has named its file for Entryway to read."""
    dialect = included_dialect(text.text)
    return (text, dialect) if dialect is not None else None


def as_entry_points_txt(text: Text) -> tuple[Text, Dialect] | None:
    """Return a text as what it is where a project takes entry points from its file."""
    return text, ENTRY_POINTS_TXT


def with_damage(reading: Reading, text: Text) -> Reading:
    """Add the problem of bytes that are not UTF-8, at the first of them."""
    index = LineIndex.of(text.text)
    line, column = index.position(text.text.index("\ufffd"))
    problem = Problem(
        Code.SYNTAX_ERROR,
        line_range(line, column, column + 1),
        "this byte is not valid UTF-8; save the file as UTF-8.",
    )
    return reading._replace(problems=(problem, *reading.problems))


def with_mark(reading: Reading, text: Text) -> Reading:
    """Add the problem of a byte order mark, which configparser and tomllib take for text.

    importlib.metadata, which reads entry points files, refuses nothing.
    """
    problem = Problem(
        Code.SYNTAX_ERROR,
        line_range(0, 0, min(1, len(LineIndex.of(text.text).line(0)))),
        "a byte order mark begins this file and is read as a part of its first line, which is then "
        "refused; save the file as UTF-8 without one.",
    )
    return reading._replace(problems=(problem, *reading.problems))
