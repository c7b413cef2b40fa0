"""Which of some folders a path belongs to."""

from __future__ import annotations

from collections.abc import Iterable


def innermost(folders: Iterable[str], path: str) -> str | None:
    """Return the innermost of some folders that holds a path or is it, None where none does."""
    holding = (each for each in folders if f"{path}/".startswith(f"{each.rstrip('/')}/"))
    return max(holding, key=len, default=None)
