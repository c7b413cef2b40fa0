"""`egg:Dist#name` -> resolution: by the workspace's own declarations, then the environment's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entryway.model import (
    Absent,
    EggReference,
    EntryPoint,
    Found,
    Hop,
    HopKind,
    Missing,
    Reason,
    Resolution,
    Unknown,
)
from entryway.resolve.distributions import Distribution, entry_point_location, normalise
from entryway.resolve.environment import NoEnvironment
from entryway.resolve.objects import ObjectResolver
from entryway.workspace.installed import Installed
from entryway.workspace.nested import NestedProjects
from entryway.workspace.projects import Project

_OWN_LOADERS = frozenset({"ckan"})
"""Distributions, by normal name, that read Paste Deploy's files with a loader of their own.

CKAN's takes any `use` but `config:…` for the end of a chain of files and looks nothing up
(`ckan.cli.CKANConfigLoader`); every deployment says `use = egg:ckan`.
"""


@dataclass(frozen=True, slots=True)
class EggResolver:
    """Resolves entry points of distributions for one project.

    `projects` are those whose declarations count, the project itself first. `installed` are the
    environment's distributions. What neither knows may be a project deeper in the workspace, one of
    `nested`.
    """

    objects: ObjectResolver
    projects: tuple[Project, ...]
    installed: Installed | NoEnvironment
    nested: NestedProjects

    def resolve(self, reference: EggReference) -> Resolution:
        """Return the object an egg reference leads to (`paste.deploy.loadwsgi.EggLoader`)."""
        name = reference.distribution.text
        candidates = self.distributions(name)
        for distribution in candidates:
            entries = distribution.find(reference.groups, reference.entry_name)
            if entries:
                return self._follow(reference, distribution, entries[0])
        if not candidates:
            return self._no_distribution(name)
        incomplete = next((d for d in candidates if not d.complete), None)
        if incomplete is not None:
            detail = f"{incomplete.name} may declare it in a place or in a form that is not read"
            return Unknown(Reason.UNDECLARED, detail, 1)
        known = {
            entry.name.text
            for distribution in candidates
            for entry in distribution.entry_points
            if entry.group.text in reference.groups
        }
        if not known and normalise(name) in _OWN_LOADERS:
            detail = f"{name} reads its files itself, and has no entry points for Paste Deploy"
            return Unknown(Reason.UNDECLARED, detail, 1)
        return Missing(
            Absent.ENTRY_POINT,
            reference.entry_name,
            1,
            owner=f"{candidates[0].name} ({' or '.join(reference.groups)})",
            known=tuple(sorted(known)),
        )

    def entries(self, reference: EggReference) -> tuple[EntryPoint, ...]:
        """Return the entry points that a reference may mean, in the order of its groups."""
        for distribution in self.distributions(reference.distribution.text):
            entries = distribution.find(reference.groups, reference.entry_name)
            if entries:
                return entries
        return ()

    def distributions(self, name: str) -> tuple[Distribution, ...]:
        """Return the distributions of this name: the workspace's, then the installed one.

        A project deeper in the workspace counts where there is no other, nor one in sight that may
        be it.
        """
        found = self._in_sight(name)
        if not found and not any(project.hidden for project in self.projects):
            found = _named(name, self.nested.all())
        return tuple(found.values())

    def _in_sight(self, name: str) -> dict[str, Distribution]:
        """Return those that are known without a search, by what declares them."""
        found = _named(name, self.projects)
        if isinstance(self.installed, Installed):
            installed = self.installed.find(name)
            if installed is not None:
                found.setdefault(installed.source, installed)
        return found

    def may_be_hidden(self) -> bool:
        """Whether a project of the workspace may have any name, since its own is not read."""
        return any(project.hidden for project in (*self.projects, *self.nested.all()))

    def all(self) -> Iterator[Distribution]:
        """Yield the distributions that can be named: the workspace's, then the installed ones.

        One that is both, or declares entry points in several files, is yielded as often.
        """
        for project in self.projects:
            yield from project.distributions
        if isinstance(self.installed, Installed):
            yield from self.installed.all()

    def _no_distribution(self, name: str) -> Resolution:
        if self.may_be_hidden():
            detail = f"{name} may be a project of this workspace whose name is not read"
            return Unknown(Reason.UNDECLARED, detail)
        if isinstance(self.installed, NoEnvironment):
            return Unknown(Reason.NO_ENVIRONMENT, f"{name} is not declared in the workspace")
        declared = {d.name for project in self.projects for d in project.distributions}
        return Missing(
            Absent.DISTRIBUTION,
            name,
            0,
            owner=self.installed.folder,
            known=tuple(sorted(declared.union(self.installed.names))),
        )

    def _follow(
        self, reference: EggReference, distribution: Distribution, entry: EntryPoint
    ) -> Resolution:
        shown = f"{entry.name.text} = {entry.value.text}"
        hop = Hop(HopKind.ENTRY_POINT, shown, entry_point_location(distribution, entry))
        target = entry.reference
        if target is None:
            detail = f'"{entry.value.text}" in {distribution.source} is no object reference'
            return Unknown(Reason.UNREADABLE, detail, 1, hop.location, (hop,))
        resolution = self._objects(distribution).resolve(
            tuple(part.text for part in target.module),
            tuple(part.text for part in target.attributes),
        )
        hops = (hop, *resolution.hops)
        match resolution:
            case Found(targets=targets, doubt=doubt):
                return Found(targets, hops, doubt)
            case Missing():
                return Missing(
                    resolution.what,
                    resolution.name,
                    1,
                    resolution.owner,
                    resolution.owner_location,
                    resolution.known,
                    hops,
                )
            case Unknown():
                return Unknown(resolution.reason, resolution.detail, 1, resolution.location, hops)

    def _objects(self, distribution: Distribution) -> ObjectResolver:
        """Return what resolves the objects of a distribution, whose sources may lie deeper."""
        name = distribution.name
        if distribution not in self._in_sight(name).values():
            for project in self.nested.all():
                if distribution in project.distributions:
                    path = self.objects.search_path
                    roots = tuple(dict.fromkeys((*project.source_roots, *path.roots)))
                    mapped = {**path.mapped, **dict(project.mapped)}
                    path = path._replace(roots=roots, mapped=mapped)
                    return ObjectResolver(self.objects.view, path)
        return self.objects


def _named(name: str, projects: Iterable[Project]) -> dict[str, Distribution]:
    """Return the distributions of this name that projects declare, by the file that does."""
    wanted = normalise(name)
    return {
        distribution.source: distribution
        for project in projects
        if project.name == wanted
        for distribution in project.distributions
    }
