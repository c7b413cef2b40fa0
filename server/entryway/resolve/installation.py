"""How an installed distribution came into its environment: from where, and whether it is editable.

The rules are those of the packaging specification "Recording the Direct URL Origin of installed
distributions" (PEP 610), of "Recording installed projects" (`RECORD`, `INSTALLER`), and of
setuptools' `develop`, which leaves the metadata in the project and links to it (`.egg-link`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from entryway.files.view import Text, Unreadable, View
from entryway.namedtuples import NamedTuple
from entryway.resolve.distributions import Distribution, Metadata, read_installed
from entryway.resolve.environment import Environment
from entryway.resolve.pathfiles import read_path_file
from entryway.syntax.text import split_lines


class Installation(NamedTuple):
    """An installed distribution, the folders it was installed from, and who installed it.

    `origins` is empty where it came from an index, from an archive, or from nobody knows where.
    `installer` is the installer's own name for itself, in small letters, "" where it left none.
    """

    distribution: Distribution
    origins: tuple[str, ...]
    editable: bool
    installer: str


class _DirectUrl(NamedTuple):
    folder: str | None
    editable: bool


def read_installation(view: View, environment: Environment, metadata: Metadata) -> Installation:
    """Return what an environment tells of a distribution that lies in it, or is linked to."""
    distribution = read_installed(view, metadata)
    installer = view.derive(_first_word, f"{metadata.folder}/INSTALLER", view.config_text)
    known = "" if isinstance(installer, Unreadable) else installer
    folder = os.path.dirname(metadata.folder)
    if folder not in environment.site_folders and not folder.endswith(".egg"):
        return Installation(distribution, (folder,), True, known)
    url = view.derive(_direct_url, f"{metadata.folder}/direct_url.json", view.config_text)
    if url is not None and not isinstance(url, Unreadable):
        origins = () if url.folder is None else (url.folder,)
        return Installation(distribution, origins, url.editable, known)
    linked = tuple(dict.fromkeys(_linked(view, metadata.folder)))
    return Installation(distribution, linked, bool(linked), known)


def _first_word(text: Text) -> str:
    words = text.text.split(maxsplit=1)
    return words[0].lower() if words else ""


def _direct_url(text: Text) -> _DirectUrl | None:
    """Return what direct_url.json says, None where it says nothing that can be understood."""
    import json  # Few projects are installed in the environment that is read for them.
    from urllib.parse import unquote, urlsplit

    try:
        read = json.loads(text.text)
        url = urlsplit(read["url"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    info = read.get("dir_info")
    if url.scheme != "file" or not isinstance(info, dict):
        return _DirectUrl(None, False)
    path = unquote(url.path)
    return _DirectUrl(os.path.abspath(path) if path else None, info.get("editable") is True)


def _linked(view: View, metadata: str) -> Iterator[str]:
    """Yield the folders that the path files of a distribution lead to; others have none.

    Installers that left no direct_url.json install so what is editable.
    """
    record = view.derive(_path_files, f"{metadata}/RECORD", view.config_text)
    for name in () if isinstance(record, Unreadable) else record:
        additions = read_path_file(view, f"{os.path.dirname(metadata)}/{name}")
        yield from additions.search
        yield from additions.mapped.values()
        for folders in additions.namespaces.values():
            yield from folders


def _path_files(text: Text) -> tuple[str, ...]:
    """Return the `.pth` files among what a distribution installed into its site folder."""
    names = (line.partition(",")[0] for line in split_lines(text.text))
    return tuple(name for name in names if name.endswith(".pth") and "/" not in name)
