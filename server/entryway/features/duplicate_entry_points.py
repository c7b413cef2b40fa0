"""Entry points of one name that two files of a project declare, both of which count.

setuptools puts the files that `[options] entry_points = file: a, b` and `[tool.setuptools.dynamic]`
name behind each other, and refuses what stands there twice (`setuptools._entry_points.validate`,
`setuptools.config.expand.entry_points`). Of other files it reads one or the other, which is told of
the section that is ignored.
"""

from __future__ import annotations

from collections.abc import Iterator

from entryway.model import Location
from entryway.problems import Code, Problem, Related
from entryway.syntax.object_reference import quoted
from entryway.workspace.counting import DeclaredEntry, entry_points_that_count
from entryway.workspace.snapshot import Document, Snapshot


def duplicate_entry_points(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield the entry points of a document that an earlier file of its project declares, too."""
    project = snapshot.project(document.path)
    if len({each.source for each in project.distributions if each.entry_points}) < 2:
        return
    counting = entry_points_that_count(snapshot.view, project)
    first: dict[tuple[str, str], DeclaredEntry] = {}
    for each in counting.entries if counting is not None else ():
        entry = each.entry
        earlier = first.setdefault((entry.group.text, entry.name.text), each)
        if each.path == document.path != earlier.path and entry.name.text:
            place = Location(earlier.path, earlier.entry.name.range)
            yield Problem(
                Code.DUPLICATE_ENTRY_POINT,
                entry.name.range,
                f"{quoted(entry.name.text)} is declared in {entry.group.text} of "
                f"{snapshot.shown(earlier.path)}, too; rename or remove one.",
                related=(Related(place, "the first one is here"),),
            )
