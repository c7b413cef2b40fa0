"""The version that is installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version


def version() -> str | None:
    """Return Entryway's version, None where it runs from its sources without being installed."""
    try:
        return installed_version("entryway")
    except PackageNotFoundError:
        return None
