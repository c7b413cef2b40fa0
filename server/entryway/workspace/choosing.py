"""Which choices count for a file: the session's, its project's, and those of projects around it."""

from __future__ import annotations

import os

from entryway.files.view import View
from entryway.workspace.choices import Choices, Severities, read_choices
from entryway.workspace.folders import innermost
from entryway.workspace.patterns import FileRules
from entryway.workspace.project_settings import project_settings
from entryway.workspace.projects import has_marker, project_root
from entryway.workspace.settings import Settings

_NOTHING = Choices()


class Chooser:
    """Answers for one snapshot what is chosen for its files.

    For each code the session's severity counts before the project's: what one person wants to see
    is that person's affair, and whoever has no such wish sees what the project chose. Patterns of
    all places add up, and what is excluded is not included.
    """

    def __init__(self, view: View, folders: tuple[str, ...], settings: Settings) -> None:
        self._view = view
        self._folders = folders
        self._settings = settings
        self._sessions: dict[str | None, Choices] = {}
        self._roots: dict[str, str | None] = {}
        self._projects: dict[str, Choices] = {}
        self._rules: dict[str, tuple[FileRules, ...]] = {}
        self._severities: dict[tuple[str | None, str | None], Severities] = {}

    def severities(self, path: str) -> Severities:
        """Return the severities that are chosen for the problems of a file."""
        root = self._root(os.path.dirname(path))
        place = root, self._settings.folder_of(path)
        known = self._severities.get(place)
        if known is None:
            project = self._project(root)
            known = self._severities[place] = {**project.severity, **self._session(path).severity}
        return known

    def rules(self, folder: str) -> tuple[FileRules, ...]:
        """Return the patterns that the files and folders in a folder are held against."""
        known = self._rules.get(folder)
        if known is None:
            root = self._root(folder)
            project = self._project(root)
            places = ((self._session_base(folder), self._session(folder)), (root, project))
            known = self._rules[folder] = tuple(
                FileRules(base, choices.include, choices.exclude)
                for base, choices in places
                if base is not None and (choices.include or choices.exclude)
            )
        return known

    def includes(self, path: str) -> bool:
        """Whether a file is to be read whatever it is called."""
        return any(rules.includes(path) for rules in self.rules(os.path.dirname(path)))

    def excludes(self, path: str) -> bool:
        """Whether a file is left out: by its project, or with the folder of its project."""
        while True:
            folder = os.path.dirname(path)
            if any(rules.excludes_way_to(path) for rules in self.rules(folder)):
                return True
            root = self._root(folder)
            # Beyond the workspace nobody searches, so nothing there leaves anything out.
            if root is None or not any(root.startswith(f"{each}/") for each in self._folders):
                return False
            path = root

    def complaints(self, path: str) -> tuple[str, ...]:
        """Return what is not understood of the settings in the files of a file's project.

        Each begins with the path of the file that holds them.
        """
        root = self._root(os.path.dirname(path))
        return tuple(f"{root}/{each}" for each in self._project(root).complaints)

    def session_complaints(self, path: str) -> tuple[str, ...]:
        """Return what is not understood of the session's settings for a file."""
        return self._session(path).complaints

    def _session(self, path: str) -> Choices:
        folder = self._settings.folder_of(path)
        known = self._sessions.get(folder)
        if known is None:
            options = self._settings.of(path).options
            known = read_choices(options, "the setting entryway.", strict=False)
            self._sessions[folder] = known
        return known

    def _root(self, folder: str) -> str | None:
        if folder not in self._roots:
            parent = os.path.dirname(folder)
            # A search comes from above, and need not look up there again in every folder.
            if parent in self._roots and not has_marker(self._view, folder):
                self._roots[folder] = self._roots[parent]
            else:
                self._roots[folder] = project_root(self._view, f"{folder}/.")
        return self._roots[folder]

    def _project(self, root: str | None) -> Choices:
        if root is None:
            return _NOTHING
        known = self._projects.get(root)
        if known is None:
            known = self._projects[root] = project_settings(self._view, root)
        return known

    def _session_base(self, folder: str) -> str | None:
        """Return the folder to which the session's patterns are relative here."""
        own = self._settings.base
        if own is not None and innermost((own,), folder) is not None:
            return own
        return innermost(self._folders, folder)
