"""Where modules are looked for, in order: facts, gathered by the workspace and the environment."""

from __future__ import annotations

from collections.abc import Mapping

from entryway.namedtuples import NamedTuple
from entryway.resolve.facts import NOTHING


class SearchPath(NamedTuple):
    """The folders and mappings an import would search.

    `roots` are folders in the order of `sys.path`. `mapped` gives modules the place a setuptools
    editable install recorded (`MAPPING` of its finder: a path without suffix), `namespaces` the
    portions of its `NAMESPACES`; both are asked after the roots, as the finder stands behind
    `PathFinder` on `sys.meta_path`. `standard_library` says whether the roots include one, and
    `environment` names what was searched beyond the workspace, or is None where nothing was.
    """

    roots: tuple[str, ...]
    mapped: Mapping[str, str] = NOTHING
    namespaces: Mapping[str, tuple[str, ...]] = NOTHING
    standard_library: bool = False
    environment: str | None = None
