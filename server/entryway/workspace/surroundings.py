"""What Paste Deploy's graphs are told of the world around a file, as one snapshot sees it."""

from __future__ import annotations

from entryway.dialects.paste_ini import read_paste_ini
from entryway.dialects.paste_kinds import APP_GROUPS
from entryway.files.view import Unreadable, View
from entryway.model import Absent, EggReference, Missing
from entryway.paste.names import PasteNames, read_names
from entryway.paste.nodes import FaultKind
from entryway.paste.sections import PasteFile
from entryway.paste.surroundings import EntryPointAnswer, Surroundings
from entryway.resolve.environment import NoEnvironment
from entryway.syntax.ini import IniTree
from entryway.workspace.eggs import EggResolver


def read_paste(view: View, path: str) -> PasteNames | None:
    """Return a file as Paste Deploy's loader sees it, None where there is none to read."""

    def tree(path: str) -> tuple[str, IniTree] | Unreadable:
        # It is the one that the dialect has read, or will read.
        reading = view.derive(read_paste_ini, path, view.config_text)
        if isinstance(reading, Unreadable):
            return reading
        assert reading.tree is not None
        return path, reading.tree

    names = view.derive(read_names, path, tree)
    return None if isinstance(names, Unreadable) else names


def surroundings(view: View, eggs: EggResolver) -> Surroundings:
    """Return the surroundings of the files whose eggs this resolver finds."""

    def file(path: str) -> PasteFile | None:
        names = read_paste(view, path)
        return None if names is None else names.file

    def entry_point(reference: EggReference) -> EntryPointAnswer:
        return _entry_point(eggs, reference)

    def has_distribution(name: str) -> bool | None:
        if eggs.distributions(name):
            return True
        is_known = not isinstance(eggs.installed, NoEnvironment) and not eggs.may_be_hidden()
        return False if is_known else None

    return Surroundings(file, entry_point, has_distribution)


def _entry_point(eggs: EggResolver, reference: EggReference) -> EntryPointAnswer:
    entries = eggs.entries(reference)
    if entries:
        groups = [entry.group.text for entry in entries]
        # An app's groups are alternatives of each other, a filter's or a server's go in order.
        if len(set(groups)) > 1 and groups[0] in APP_GROUPS:
            return EntryPointAnswer(fault=FaultKind.AMBIGUOUS_ENTRY_POINT)
        return EntryPointAnswer(groups[0])
    resolution = eggs.resolve(reference)
    if not isinstance(resolution, Missing):
        return EntryPointAnswer()
    is_distribution = resolution.what is Absent.DISTRIBUTION
    return EntryPointAnswer(
        fault=FaultKind.DISTRIBUTION_NOT_FOUND
        if is_distribution
        else FaultKind.ENTRY_POINT_NOT_FOUND
    )
