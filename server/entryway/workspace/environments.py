"""Which environment is read for a project."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from entryway.files.view import View
from entryway.resolve.environment import (
    Environment,
    NoEnvironment,
    looks_like_environment,
    read_environment,
)
from entryway.workspace.folders import innermost
from entryway.workspace.settings import Settings

_VARIABLES = ("VIRTUAL_ENV", "CONDA_PREFIX")
_FOLDERS = (".venv", "venv", "env")


def choose_environment(
    view: View,
    settings: Settings,
    variables: Mapping[str, str],
    project_root: str,
    folders: tuple[str, ...],
) -> Environment | NoEnvironment:
    """Return the environment of a project: the configured one, the active one, or one beside it.

    `variables` are the process's environment variables, `folders` the workspace folders. A
    configured environment that is none is not replaced by another: the answer says so.
    """
    settings = settings.of(project_root)
    if settings.python is not None:
        path = os.path.expanduser(settings.python)
        base = _folder_of(project_root, folders)
        return read_environment(view, os.path.join(base, path), settings.python_from)
    for variable in _VARIABLES:
        path = variables.get(variable, "")
        if path:
            environment = read_environment(view, path, f"the variable {variable}")
            if isinstance(environment, Environment):
                return environment
    for folder in _beside(project_root, folders):
        if looks_like_environment(view, folder) or view.is_folder(f"{folder}/conda-meta"):
            return read_environment(view, folder, "the project")
    return NoEnvironment(
        "no Python environment was found, so third-party names can't be checked; name one with "
        "--python or the setting entryway.python, or make one in .venv."
    )


def _folder_of(project_root: str, folders: tuple[str, ...]) -> str:
    """Return the workspace folder that holds a project, to which relative paths are relative."""
    return innermost(folders, project_root) or project_root


def _beside(project_root: str, folders: tuple[str, ...]) -> Iterator[str]:
    for base in dict.fromkeys((project_root, _folder_of(project_root, folders))):
        for name in _FOLDERS:
            yield f"{base}/{name}"
