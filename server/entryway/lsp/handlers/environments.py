"""entryway/environments: which environment is read for which project, and why (no part of LSP).

An editor that shows where answers come from asks this.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from entryway.lsp.host import EntrywayServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from entryway.workspace.snapshot import Snapshot

ENVIRONMENTS = "entryway/environments"


async def answer(server: EntrywayServer, params: object) -> list[dict[str, Any]]:
    """Answer for each workspace folder and each project in plain sight, in that order.

    `project` is a path, `environment` one or null with the `reason`, `chosenBy` names the rule.
    """
    await server.settled()
    return await server.questions.run(server.session.state, lambda each: list(_read(each)))


def _read(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    from entryway.resolve.environment import Environment

    projects = [snapshot.project(os.path.join(folder, ".")) for folder in snapshot.folders]
    projects.extend(snapshot.other_projects())
    for project in {each.root: each for each in projects}.values():
        environment = snapshot.environment(project)
        known = environment if isinstance(environment, Environment) else None
        yield {
            "project": project.root,
            "environment": known and known.folder,
            "version": known and known.version,
            "chosenBy": known and known.chosen_by,
            "reason": None if isinstance(environment, Environment) else environment.reason,
        }
