"""Lines of an entry points file that begin as comments do, and are none when the project is built.

setuptools hands the files that `[options] entry_points = file: …` of setup.cfg names to
`importlib.metadata`, for which only `#` begins a comment (`setuptools._entry_points.load`): a line
that begins with `;` is an entry point, or ends the build where it has no equals sign. What
pyproject.toml names is read by configparser, for which it is a comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.entry_points import is_group_header
from entryway.dialects.table import ENTRY_POINTS_TXT
from entryway.model import line_range
from entryway.problems import Code, Fix, Problem, Severity
from entryway.syntax.text import split_lines
from entryway.workspace.counting import entry_points_that_count, files_named
from entryway.workspace.manifest import read_manifest
from entryway.workspace.snapshot import Document, Snapshot


def false_comments(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield the lines of a file that seem to be comments, and that setuptools takes for others."""
    if document.dialect is not ENTRY_POINTS_TXT or ";" not in document.text.text:
        return
    if not _is_read_for_setup_cfg(snapshot, document.path):
        return
    is_below_header = False
    for number, line in enumerate(split_lines(document.text.text)):
        content = line.strip()
        is_below_header |= is_group_header(content)
        if is_below_header and content.startswith(";"):
            start = line.index(";")
            fails = "=" not in content
            becomes = "fails at this line" if fails else "takes this line for an entry point"
            yield Problem(
                Code.INVALID_OBJECT_REFERENCE,
                line_range(number, start, start + len(content)),
                f'only "#" begins a comment here, so setuptools {becomes}; write "#" for ";".',
                Severity.ERROR if fails else Severity.WARNING,
                fixes=(Fix('Change ";" to "#"', line_range(number, start, start + 1), "#"),),
            )


def _is_read_for_setup_cfg(snapshot: Snapshot, path: str) -> bool:
    """Whether setuptools takes entry points from a file because setup.cfg names it."""
    project = snapshot.project(path)
    manifest = read_manifest(snapshot.view, project.root)
    named = files_named(project.root, manifest)
    if path not in named.in_setup_cfg or path in named.in_pyproject:
        return False
    counting = entry_points_that_count(snapshot.view, project)
    if counting is None or not counting.proven:
        return False
    return any(each.path == path for each in counting.entries)
