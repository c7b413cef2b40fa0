"""`egg:Dist#name` -> resolution: by the workspace's own declarations, then the environment's."""

from __future__ import annotations

from dataclasses import dataclass

from entryway.files.view import View
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
from entryway.resolve.distributions import (
    Distribution,
    entry_point_location,
    find_installed,
    list_metadata,
    normalise,
)
from entryway.resolve.environment import Environment, NoEnvironment
from entryway.resolve.objects import ObjectResolver
from entryway.workspace.projects import Project, has_marker


@dataclass(frozen=True, slots=True)
class EggResolver:
    """Resolves entry points of distributions for one project.

    `projects` are those whose declarations count, the project itself first.
    """

    view: View
    objects: ObjectResolver
    projects: tuple[Project, ...]
    environment: Environment | NoEnvironment

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
            detail = f"{incomplete.name} may declare it in pyproject.toml or setup.py, not read yet"
            return Unknown(Reason.UNDECLARED, detail, 1)
        distribution = candidates[0]
        known = {e.name.text for e in distribution.entry_points if e.group.text in reference.groups}
        return Missing(
            Absent.ENTRY_POINT,
            reference.entry_name,
            1,
            owner=f"{distribution.name} ({' or '.join(reference.groups)})",
            known=tuple(sorted(known)),
        )

    def distributions(self, name: str) -> tuple[Distribution, ...]:
        """Return the distributions of this name: the workspace's, then the installed one."""
        wanted = normalise(name)
        declared = {
            project.root: project.distribution
            for project in self.projects
            if project.distribution is not None and normalise(project.distribution.name) == wanted
        }
        found = list(declared.values())
        if isinstance(self.environment, Environment):
            installed = find_installed(self.view, self._metadata_folders(self.environment), name)
            if installed is not None:
                found.append(installed)
        return tuple(found)

    @staticmethod
    def _metadata_folders(environment: Environment) -> tuple[str, ...]:
        return (*environment.site_folders, *environment.path_entries)

    def _no_distribution(self, name: str) -> Resolution:
        if isinstance(self.environment, NoEnvironment):
            return Unknown(Reason.NO_ENVIRONMENT, f"{name} is not declared in the workspace")
        if any(p.distribution is None and has_marker(self.view, p.root) for p in self.projects):
            detail = f"{name} may be a project of this workspace whose name is not read"
            return Unknown(Reason.UNDECLARED, detail)
        installed = list_metadata(self.view, self._metadata_folders(self.environment))
        return Missing(
            Absent.DISTRIBUTION,
            name,
            0,
            owner=self.environment.folder,
            known=tuple(sorted({metadata.name for metadata in installed})),
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
        resolution = self.objects.resolve(
            tuple(part.text for part in target.module),
            tuple(part.text for part in target.attributes),
        )
        hops = (hop, *resolution.hops)
        match resolution:
            case Found(targets=targets):
                return Found(targets, hops)
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
