"""What the editor has told us: open texts, folders, settings. Knows nothing of LSP's types.

The session changes on the event loop only. What workers see of it is a `State`, which never
changes; the snapshots they make of it are the engine's.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from entryway.lsp.uris import path_of, quote_path, uri_of
from entryway.workspace.settings import Settings


@dataclass(frozen=True, slots=True)
class OpenText:
    """A document as an editor shows it. `uri` is the editor's own spelling of `path`."""

    uri: str
    path: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A workspace folder; `real` is its path with symbolic links resolved."""

    uri: str
    path: str
    real: str


@dataclass(frozen=True, slots=True)
class State:
    """The session at one moment. Two states of one session with one generation are equal.

    `texts` holds the open documents by URI, the one that changed last at the end.
    """

    generation: int = 0
    texts: Mapping[str, OpenText] = field(default_factory=dict)
    folders: tuple[Folder, ...] = ()
    settings: Settings = field(default_factory=Settings)

    @property
    def folder_paths(self) -> tuple[str, ...]:
        """The paths of the workspace folders."""
        return tuple(folder.path for folder in self.folders)

    def overlays(self) -> dict[str, str]:
        """Return the open texts by path; of two spellings of one file the last changed counts."""
        return {text.path: text.text for text in self.texts.values()}

    def open_texts(self, path: str) -> tuple[OpenText, ...]:
        """Return the open documents that show a file, the one that changed last at the end."""
        return tuple(text for text in self.texts.values() if text.path == path)

    def uri_of(self, path: str) -> str:
        """Return a file's URI as the client spells it: that of the document, or of its folder."""
        texts = self.open_texts(path)
        if texts:
            return texts[-1].uri
        holding = [folder for folder in self.folders if is_within(path, folder.path)]
        if not holding:
            return uri_of(path)
        folder = max(holding, key=lambda each: len(each.path))
        rest = path[len(folder.path) :].replace(os.sep, "/").lstrip("/")
        # A root's own path ends with a slash, as its URI must not lose all of its own.
        return f"{folder.uri.removesuffix('/')}/{quote_path(rest)}" if rest else folder.uri

    def in_workspace(self, path: str) -> bool:
        """Whether a file lies in one of the workspace folders."""
        return any(is_within(path, folder.path) for folder in self.folders)


class Session:
    """The one mutable thing: each change makes a new state with the next generation."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._state = State(settings=settings or Settings())

    @property
    def state(self) -> State:
        """The session as it is now."""
        return self._state

    def open(self, uri: str, version: int, text: str) -> OpenText | None:
        """Take in a newly opened document; None where the URI is no file's."""
        path = self.path_of(uri)
        return self._put(OpenText(uri, path, version, text)) if path is not None else None

    def change(self, uri: str, version: int, text: str) -> OpenText | None:
        """Take in the new text of an open document; None where it is not open."""
        known = self._find(uri)
        if known is None:
            return None
        return self._put(replace(known, version=version, text=text))

    def _put(self, opened: OpenText) -> OpenText:
        others = {uri: text for uri, text in self._state.texts.items() if uri != opened.uri}
        self._become(texts={**others, opened.uri: opened})
        return opened

    def close(self, uri: str) -> OpenText | None:
        """Forget an open document and return what it was; from now on the disk holds its text."""
        known = self._find(uri)
        if known is not None:
            self._become(texts={u: t for u, t in self._state.texts.items() if u != known.uri})
        return known

    def change_folders(self, added: Iterable[str], removed: Iterable[str]) -> None:
        """Add and remove workspace folders by URI; those that are no files' are left out."""
        folders = {folder.path: folder for folder in self._state.folders}
        for uri in removed:
            folders.pop(path_of(uri) or "", None)
        for uri in added:
            path = path_of(uri)
            if path is not None:
                folders.setdefault(path, Folder(uri, path, _real(path)))
        self._become(folders=tuple(folders.values()))
        # Which file an open document is may depend on the folders: see `_place`.
        texts = {
            uri: replace(text, path=self._place(path_of(uri) or text.path))
            for uri, text in self._state.texts.items()
        }
        self._become(texts=texts)

    def change_settings(self, settings: Settings) -> bool:
        """Take in new settings; say whether they differ from those before."""
        differ = settings != self._state.settings
        if differ:
            self._become(settings=settings)
        return differ

    def touch(self) -> None:
        """Note that files changed on disk, so that the next snapshot looks at them again."""
        self._become()

    def path_of(self, uri: str) -> str | None:
        """Return the path a URI means in this session, or None where it is no file's."""
        path = path_of(uri)
        return self._place(path) if path is not None else None

    def _find(self, uri: str) -> OpenText | None:
        """Return an open document by its URI, spelled as when it was opened or otherwise."""
        known = self._state.texts.get(uri)
        if known is not None:
            return known
        path = path_of(uri)
        return next((t for t in self._state.texts.values() if path_of(t.uri) == path), None)

    def _place(self, path: str) -> str:
        """Return the path under which a folder of the workspace holds a file.

        A file may be opened by its real path while its folder was opened through a symbolic link,
        and the engine must see one file, not two.
        """
        state = self._state
        if not state.folders or state.in_workspace(path):
            return path
        real = _real(path)
        for folder in state.folders:
            if is_within(real, folder.real):
                return folder.path + real[len(folder.real) :]
        return path

    def _become(
        self,
        *,
        texts: Mapping[str, OpenText] | None = None,
        folders: tuple[Folder, ...] | None = None,
        settings: Settings | None = None,
    ) -> None:
        old = self._state
        self._state = State(
            old.generation + 1,
            old.texts if texts is None else texts,
            old.folders if folders is None else folders,
            old.settings if settings is None else settings,
        )


def is_only_python(path: str) -> bool:
    """Whether a file holds Python and nothing of ours: another server's, not worth a look.

    setup.py is Python that declares entry points.
    """
    name = os.path.basename(path)
    return name.endswith((".py", ".pyi")) and name != "setup.py"


def is_within(path: str, folder: str) -> bool:
    """Whether a path is a folder's or lies below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return path
