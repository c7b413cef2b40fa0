"""The projects that lie deeper in a workspace than its folders and the folders in them."""

from __future__ import annotations

from entryway.files.view import View
from entryway.workspace.discovery import find_folders
from entryway.workspace.projects import Project, has_marker, read_project


class NestedProjects:
    """The projects anywhere in some folders; they are searched at the first question.

    Tests have packages of their own, and many a repository holds several projects. What is
    installed comes before them, so most questions are answered without a search.
    """

    def __init__(self, view: View, folders: tuple[str, ...]) -> None:
        self._view = view
        self._folders = folders
        self._projects: tuple[Project, ...] | None = None

    def all(self) -> tuple[Project, ...]:
        """Return the projects, each once, in the order of their paths."""
        if self._projects is None:
            found = (each for top in self._folders for each in find_folders(self._view, top))
            roots = sorted({folder for folder in found if has_marker(self._view, folder)})
            self._projects = tuple(read_project(self._view, root) for root in roots)
        return self._projects
