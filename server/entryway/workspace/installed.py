"""The distributions of one environment, looked up by name."""

from __future__ import annotations

from collections.abc import Iterator

from entryway.files.view import View
from entryway.resolve.distributions import (
    Distribution,
    Metadata,
    list_metadata,
    normalise,
    read_installed,
)
from entryway.resolve.environment import Environment
from entryway.resolve.installation import Installation, read_installation


class Installed:
    """An environment's installed distributions; their folders are listed at the first question."""

    def __init__(self, view: View, environment: Environment) -> None:
        self.folder = environment.folder
        self._view = view
        self._environment = environment
        self._metadata: dict[str, Metadata] | None = None

    @property
    def names(self) -> Iterator[str]:
        """The names of the distributions, as their metadata writes them."""
        return (metadata.name for metadata in self._by_name().values())

    def find(self, name: str) -> Distribution | None:
        """Return the distribution of this name that an import would find first."""
        metadata = self._by_name().get(normalise(name))
        return None if metadata is None else read_installed(self._view, metadata)

    def installation(self, name: str) -> Installation | None:
        """Return the distribution that `find` does, with how it was installed."""
        metadata = self._by_name().get(normalise(name))
        if metadata is None:
            return None
        return read_installation(self._view, self._environment, metadata)

    def all(self) -> Iterator[Distribution]:
        """Yield every distribution, each with the entry points that it records."""
        return (read_installed(self._view, metadata) for metadata in self._by_name().values())

    def _by_name(self) -> dict[str, Metadata]:
        if self._metadata is None:
            self._metadata = {}
            for metadata in list_metadata(self._view, self._environment.search):
                self._metadata.setdefault(normalise(metadata.name), metadata)
        return self._metadata
