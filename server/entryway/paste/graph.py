"""What loading a section would build, as previews, diagnostics and the command line ask for it.

The nodes are in `nodes`, the order in which they fail in `order`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from entryway.paste.builder import Builder
from entryway.paste.nodes import Node
from entryway.paste.sections import PasteFile, PasteSection, Wanted
from entryway.paste.steps import run
from entryway.paste.surroundings import Surroundings


def load_name(
    file: PasteFile,
    surroundings: Surroundings,
    wanted: Wanted = Wanted.APP,
    name: str = "main",
    given: Mapping[str, str] | None = None,
) -> Node:
    """Return what `loadapp("config:file#name", global_conf=given)` would build, and its like."""
    builder = Builder(file, surroundings, given)
    return run(builder.named(name, wanted))


def load_names(
    file: PasteFile, names: Iterable[tuple[str, Wanted]], surroundings: Surroundings
) -> tuple[Node, ...]:
    """Return what each of some names would build where it stands in a file, as in a flavour."""
    builder = Builder(file, surroundings, None)
    return tuple(run(builder.named(name, wanted)) for name, wanted in names)


def load_sections(
    file: PasteFile,
    sections: Iterable[PasteSection],
    surroundings: Surroundings,
    given: Mapping[str, str] | None = None,
) -> tuple[Node, ...]:
    """Return what loading each of some sections of a file would build.

    What they share is built once, so that all sections of a file take little more time than the
    largest. Each is loaded for itself, whether or not its name is ambiguous.
    """
    builder = Builder(file, surroundings, given)
    return tuple(run(builder.section(section)) for section in sections)


def load_file_from(
    file: PasteFile,
    roots: Iterable[PasteSection],
    surroundings: Surroundings,
    given: Mapping[str, str] | None = None,
) -> tuple[Node, ...]:
    """Return what loading a file's roots would build, and then each section they did not load.

    So every section is seen as those that lead to it load it, if any do.
    """
    builder = Builder(file, surroundings, given)
    nodes = [run(builder.section(section)) for section in roots]
    # One after the other: what is loaded changes while they are.
    nodes.extend(run(builder.section(s)) for s in file.sections if not builder.is_loaded(s))
    return tuple(nodes)
