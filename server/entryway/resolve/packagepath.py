"""What a package's `__init__` does to the path its submodules are looked for on."""

from __future__ import annotations

from entryway.files.view import Text
from entryway.namedtuples import NamedTuple


class PathWork(NamedTuple):
    """What a package's `__init__` does to import, by the words in it.

    `shared`: `pkgutil.extend_path` or `pkg_resources.declare_namespace` spread it over several
    distributions. `dynamic` says what else may bring modules that no file shows, or is None;
    `modules` that this goes beyond the package's own path.
    """

    shared: bool = False
    dynamic: str | None = None
    modules: bool = False


_WORDS = ("extend_path", "declare_namespace", "sys.modules", "meta_path", "__path__")
_SHARED = r"\b(?:extend_path|declare_namespace)\s*\("
_SHARING = (
    r"""\(\s*__path__\s*,|__path__\s*=\s*(?:__import__\(\s*['"]pkgutil['"]|pkgutil|extend_path)"""
)


def read_path_work(text: Text) -> PathWork:
    """Look a package's source over for what it does to import."""
    if not any(word in text.text for word in _WORDS):
        return PathWork()
    import re  # Slow to import, and most packages are plain.

    shared = re.search(_SHARED, text.text) is not None
    for words in ("sys.modules", "meta_path"):
        if words in text.text:
            return PathWork(shared, f"{text.path} works on {words}", modules=True)
    own = re.sub(_SHARING, "", text.text) if shared else text.text
    return PathWork(shared, f"{text.path} works on __path__" if "__path__" in own else None)
