"""One frozen view of files, declarations, environments and settings: what every feature reads."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from entryway.dialects.reading import Reading
from entryway.dialects.table import (
    ENTRY_POINTS_TXT,
    PYPROJECT,
    SETUP_CFG,
    Dialect,
)
from entryway.files.store import Store
from entryway.files.view import Text, Unreadable, View
from entryway.model import (
    EggReference,
    Folders,
    Found,
    Missing,
    ObjectReference,
    Reason,
    Reference,
    Resolution,
    Unknown,
)
from entryway.resolve.environment import Environment, NoEnvironment
from entryway.resolve.objects import ObjectResolver
from entryway.resolve.searchpath import SearchPath
from entryway.syntax.line_index import LineIndex
from entryway.workspace.choosing import Chooser
from entryway.workspace.discovery import find_candidates
from entryway.workspace.eggs import EggResolver
from entryway.workspace.environments import choose_environment
from entryway.workspace.folders import innermost
from entryway.workspace.installed import Installed
from entryway.workspace.named_files import missing_file
from entryway.workspace.nested import NestedProjects
from entryway.workspace.projects import Project, has_marker, project_root, read_project
from entryway.workspace.recognition import (
    as_entry_points_txt,
    as_included,
    recognised,
    with_damage,
    with_mark,
)
from entryway.workspace.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from entryway.paste.names import PasteNames
    from entryway.paste.sections import PasteFile
    from entryway.paste.surroundings import Surroundings
    from entryway.workspace.paste_graphs import LoadedPaste

    T = TypeVar("T")


_NAMING = (SETUP_CFG.name, PYPROJECT.name)
"""The files that may name entry points files; each makes its folder a project's."""


@dataclass(frozen=True)
class Document:
    """A file that Entryway reads, with what it found there."""

    path: str
    text: Text
    dialect: Dialect
    reading: Reading

    @cached_property
    def index(self) -> LineIndex:
        """The lines of the text."""
        return LineIndex.of(self.text.text)


@dataclass(slots=True)
class Snapshot:
    """All that an answer depends on, fixed: the same snapshot gives the same answer.

    `folders` are the workspace folders, `variables` the process's environment variables, and
    `shown_from` the folders that paths are shown relative to. What is worked out on the way is kept
    for the next question to the same snapshot.
    """

    view: View
    folders: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    variables: Mapping[str, str] = field(default_factory=dict)
    shown_from: tuple[str, ...] = ()
    _projects: dict[str, Project] = field(default_factory=dict)
    _owners: dict[str, Project] = field(default_factory=dict)
    _environments: dict[str, Environment | NoEnvironment] = field(default_factory=dict)
    _resolvers: dict[tuple[str, Folders], ObjectResolver] = field(default_factory=dict)
    _eggs: dict[str, EggResolver] = field(default_factory=dict)
    _others: tuple[Project, ...] | None = None
    _chooser: Chooser | None = None
    _answers: dict[Hashable, Any] = field(default_factory=dict)

    def shown(self, path: str) -> str:
        """Return a path as people read it: relative to the nearest folder that holds it."""
        folder = innermost(self.shown_from, path)
        return path if folder is None or folder == path else path[len(folder.rstrip("/")) + 1 :]

    @property
    def choices(self) -> Chooser:
        """What the session and the projects choose for their files."""
        if self._chooser is None:
            self._chooser = Chooser(self.view, self.folders, self.settings)
        return self._chooser

    def candidates(
        self, folder: str, visit: Callable[[str], object] | None = None
    ) -> Iterator[str]:
        """Yield the files below a folder that may be documents, each once.

        That is what `find_candidates` yields, and behind a file that names others those.
        """
        seen: set[str] = set()
        for found in find_candidates(self.view, folder, visit, self.choices):
            for path in (found, *self.files_named_by(found)):
                if path not in seen:
                    seen.add(path)
                    yield path

    def files_named_by(self, path: str) -> Iterator[str]:
        """Yield the files that a project's setup.cfg or pyproject.toml takes entry points from."""
        if os.path.basename(path) in _NAMING:
            for named in self.project(path).entry_points_files:
                if self.view.is_file(named) and not self.choices.excludes(named):
                    yield named

    def remember(self, question: Hashable, answer: Callable[[], T]) -> T:
        """Return what `answer` finds, the first time that this snapshot is asked a question.

        For answers that depend on several files; `view.derive` is for those that one text gives.
        """
        if question not in self._answers:
            self._answers.setdefault(question, answer())
        found: T = self._answers[question]
        return found

    def document(self, path: str) -> Document | Unreadable | None:
        """Return a file's reading, None where it is no kind of file that Entryway reads."""
        known = self.view.derive(recognised, path, self.view.document_text)
        if known is None and path in self.project(path).entry_points_files:
            # Only the project tells that this is one; neither its name nor its text does.
            known = self.view.derive(as_entry_points_txt, path, self.view.document_text)
        if known is None and self.choices.includes(path):
            known = self.view.derive(as_included, path, self.view.document_text)
        if known is None or isinstance(known, Unreadable):
            return known
        text, dialect = known
        # What is read is the very text that the answer holds, whatever the disk holds by now.
        reading = self.view.derive(dialect.read, path, lambda _: text)
        if isinstance(reading, Unreadable):
            return reading
        if text.damaged:
            reading = with_damage(reading, text)
        if text.has_mark and dialect is not ENTRY_POINTS_TXT:
            reading = with_mark(reading, text)
        return Document(path, text, dialect, reading)

    def project(self, path: str) -> Project:
        """Return the project that owns a file; without one, its workspace folder or own folder."""
        folder = os.path.dirname(path)
        project = self._owners.get(folder)
        if project is None:
            root = project_root(self.view, path)
            if root is None:
                root = innermost(self.folders, path) or _without_metadata(folder)
            project = self._owners[folder] = self._project(root)
        return project

    def _project(self, root: str) -> Project:
        project = self._projects.get(root)
        if project is None:
            project = self._projects[root] = read_project(self.view, root)
        return project

    def other_projects(self) -> tuple[Project, ...]:
        """Return the projects in plain sight: the workspace folders and the folders in them."""
        if self._others is None:
            roots: list[str] = []
            for folder in self.folders:
                listing = self.view.listing(folder)
                names = sorted(listing.folders) if listing is not None else []
                roots.extend(r for r in (folder, *(f"{folder}/{n}" for n in names)))
            marked = (root for root in dict.fromkeys(roots) if has_marker(self.view, root))
            self._others = tuple(self._project(root) for root in marked)
        return self._others

    def environment(self, project: Project) -> Environment | NoEnvironment:
        """Return the environment that is read for a project."""
        environment = self._environments.get(project.root)
        if environment is None:
            environment = self._environments[project.root] = choose_environment(
                self.view, self.settings, self.variables, project.root, self.folders
            )
        return environment

    def installed(self, project: Project) -> Installed | NoEnvironment:
        """Return the distributions of a project's environment, which many projects may share."""
        environment = self.environment(project)
        if isinstance(environment, NoEnvironment):
            return environment
        question = (Installed, environment)
        return self.remember(question, lambda: Installed(self.view, environment))

    def resolver(self, project: Project, folders: Folders = Folders()) -> ObjectResolver:  # noqa: B008
        """Return what resolves object references as this project's code would import them.

        `folders` of the project are searched, too.
        """
        resolver = self._resolvers.get((project.root, folders))
        if resolver is None:
            path = self._search_path(project)
            if folders.paths:
                more = [os.path.normpath(f"{project.root}/{each}") for each in folders.paths]
                roots = (*path.roots, *more) if folders.last else (*more, *path.roots)
                path = path._replace(roots=tuple(dict.fromkeys(roots)))
            resolver = self._resolvers[project.root, folders] = ObjectResolver(self.view, path)
        return resolver

    def _search_path(self, project: Project) -> SearchPath:
        environment = self.environment(project)
        others = [other for other in self.other_projects() if other.root != project.root]
        roots = list(project.source_roots)
        mapped: dict[str, str] = {}
        namespaces: dict[str, tuple[str, ...]] = {}
        if isinstance(environment, Environment):
            roots.extend(environment.roots)
            mapped.update(environment.mapped)
            namespaces.update(environment.namespaces)
        # What stands beside the project in the workspace is often on no path, but is what is meant.
        roots.extend(root for other in others for root in other.source_roots)
        mapped.update(project.mapped)
        known = environment if isinstance(environment, Environment) else None
        return SearchPath(
            roots=tuple(dict.fromkeys(roots)),
            mapped=mapped,
            namespaces=namespaces,
            standard_library=known is not None and known.standard_library != (),
            environment=self.shown(known.folder) if known is not None else None,
        )

    def resolve(self, path: str, reference: Reference) -> Resolution:
        """Resolve a reference of the document at `path`."""
        match reference:
            case ObjectReference():
                project = self.project(path)
                resolution = self._resolve_object(project, reference)
                if isinstance(resolution, Unknown) and resolution.part == 0:
                    return self._resolve_beside(path, project, reference) or resolution
                if isinstance(resolution, Missing):
                    return self._made_by_building(project, reference, resolution) or resolution
                return resolution
            case EggReference():
                return self.eggs(path).resolve(reference)

    def _resolve_beside(
        self, path: str, project: Project, reference: ObjectReference
    ) -> Resolution | None:
        """Return the object as found in a module beside the document, None where there is none.

        Examples are run from the folder that they stand in. Nothing else tells that it is on the
        path, so what the module lacks is not known.
        """
        folder, package = os.path.dirname(path), reference.module[0].text
        listing = self.view.listing(folder)
        if folder == project.root or listing is None or reference.folders.paths:
            return None
        if f"{package}.py" not in listing.files and package not in listing.folders:
            return None
        beside = Folders((os.path.relpath(folder, project.root),), last=True)
        resolution = self._resolve_object(project, reference._replace(folders=beside))
        if isinstance(resolution, Missing):
            detail = f"{package} stands beside this file, in a folder that no path is known to have"
            return Unknown(Reason.IMPORT, f"{detail}, and lacks the name", resolution.part)
        return resolution if isinstance(resolution, Found) else None

    def _made_by_building(
        self, project: Project, reference: ObjectReference, missing: Missing
    ) -> Unknown | None:
        """Return that a project's module is missing only until it is built, None if it is not."""
        place = missing.owner_location.path if missing.owner_location is not None else ""
        is_own = place.startswith(f"{project.root}/") and "/site-packages/" not in place
        if not is_own or missing.part >= len(reference.module) or reference.file is not None:
            return None
        # Only what is missing needs this, which few references are.
        from entryway.workspace.generated import made_by

        module = ".".join(part.text for part in reference.module[: missing.part + 1])
        maker = made_by(self.view, project.root, module)
        if maker is None:
            return None
        detail = f"{maker} may make {module} when the project is built"
        return Unknown(Reason.COMPILED, detail, missing.part)

    def _resolve_object(self, project: Project, reference: ObjectReference) -> Resolution:
        if reference.file is not None:
            missing = missing_file(self.view, project.root, reference.file)
            if missing is not None:
                return missing
        resolver = self.resolver(project, reference.folders)
        module = tuple([part.text for part in reference.module])
        attributes = tuple([part.text for part in reference.attributes])
        resolution = resolver.resolve(module, attributes)
        if reference.is_dotted and isinstance(resolution, Missing):
            end = resolution.part
            if 0 < end < len(module):
                return resolver.resolve(module[:end], (*module[end:], *attributes))
        return resolution

    def paste_names(self, path: str) -> PasteNames | None:
        """Return a file as Paste Deploy's loader sees it, None where there is none to read."""
        from entryway.workspace.surroundings import read_paste  # Only Paste Deploy needs that room.

        return read_paste(self.view, path)

    def paste_file(self, path: str) -> PasteFile | None:
        """Return the sections of a file, None where there is none to read."""
        names = self.paste_names(path)
        return None if names is None else names.file

    def surroundings(self, path: str) -> Surroundings:
        """Return what the graphs of the document at `path` are told of the world around it."""
        from entryway.workspace.surroundings import surroundings

        return surroundings(self.view, self.eggs(path))

    def loaded_paste(self, path: str) -> LoadedPaste | None:
        """Return what loading each section of a file builds, None where there is none to read."""
        from entryway.workspace.paste_graphs import load_paste

        names = self.paste_names(path)
        if names is None:
            return None
        return self.remember((load_paste, path), lambda: load_paste(names, self.surroundings(path)))

    def includers(self, path: str) -> tuple[str, ...]:
        """Return the Paste Deploy files of the workspace through which a file is included.

        These are the outermost ones, in order of their paths: nothing includes them in turn.
        """
        from entryway.workspace.inclusions import Inclusions

        inclusions = self.remember(
            Inclusions, lambda: Inclusions(self.view, self.folders, self.choices)
        )
        return inclusions.outermost(path)

    def eggs(self, path: str) -> EggResolver:
        """Return what resolves `egg:` references of the document at `path`."""
        project = self.project(path)
        eggs = self._eggs.get(project.root)
        if eggs is None:
            eggs = self._eggs[project.root] = EggResolver(
                self.resolver(project),
                (project, *self.other_projects()),
                self.installed(project),
                self.remember(NestedProjects, lambda: NestedProjects(self.view, self.folders)),
            )
        return eggs


def take_snapshot(
    store: Store,
    *,
    overlays: Mapping[str, str] | None = None,
    folders: tuple[str, ...] = (),
    settings: Settings | None = None,
    variables: Mapping[str, str] | None = None,
    shown_from: tuple[str, ...] | None = None,
) -> Snapshot:
    """Return a snapshot of the disk as it is now, with the editors' texts laid over it.

    Paths are shown relative to the workspace folders, unless `shown_from` names others.
    """
    return Snapshot(
        View(store, overlays),
        folders,
        settings or Settings(),
        variables or {},
        folders if shown_from is None else shown_from,
    )


def _without_metadata(folder: str) -> str:
    """Return the folder in which a distribution lies that has its metadata in another."""
    is_metadata = folder.endswith((".dist-info", ".egg-info"))
    return os.path.dirname(folder) if is_metadata else folder
