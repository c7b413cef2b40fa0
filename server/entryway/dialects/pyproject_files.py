"""The entry points files that pyproject.toml names, by what it says rather than where.

The rule is `setuptools.config.pyprojecttoml._ConfigExpander._obtain_entry_points`: the files of
`[tool.setuptools.dynamic] entry-points = {file = …}`, in the form of entry_points.txt, count if
`[project] dynamic` lists entry points or scripts.
"""

from __future__ import annotations

from collections.abc import Mapping

_FIELDS = ("entry-points", "scripts", "gui-scripts")


def dynamic_entry_points_files(pyproject: Mapping[str, object]) -> tuple[str, ...]:
    """Return the files that setuptools takes entry points from, relative to pyproject.toml."""
    project, tool = pyproject.get("project"), pyproject.get("tool")
    dynamic = project.get("dynamic") if isinstance(project, dict) else None
    if not isinstance(dynamic, list) or not any(each in dynamic for each in _FIELDS):
        return ()
    value: object = tool
    for key in ("setuptools", "dynamic", "entry-points", "file"):
        value = value.get(key) if isinstance(value, dict) else None
    names = value if isinstance(value, list) else [value]
    return tuple(name for name in names if isinstance(name, str) and name)
