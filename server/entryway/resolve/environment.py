"""An environment's search path, read from its files; its interpreter is never started.

The rules are those of `site.py` (pyvenv.cfg, `.pth` files, site-packages), the layouts of CPython
and Debian, and setuptools' editable installs (`setuptools.command.editable_wheel`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from entryway.files.view import Text, View
from entryway.namedtuples import NamedTuple
from entryway.resolve.pathfiles import read_path_files
from entryway.syntax.text import split_lines


class Environment(NamedTuple):
    """What an import in this environment would search beyond the project itself.

    `search` are the site folders, each followed by what its `.pth` files add, as `sys.path` has
    them; any of these may hold metadata. The two mappings are as in `SearchPath`. `chosen_by` says
    where the choice came from, for messages.
    """

    folder: str
    chosen_by: str
    version: str | None
    standard_library: tuple[str, ...]
    search: tuple[str, ...]
    site_folders: tuple[str, ...]
    mapped: tuple[tuple[str, str], ...] = ()
    namespaces: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def roots(self) -> tuple[str, ...]:
        """The folders of the search path in order, the standard library first."""
        return (*self.standard_library, *self.search)


class NoEnvironment(NamedTuple):
    """No environment is read; `reason` says why, as a sentence with its remedy."""

    reason: str
    configured: str | None = None
    """The path that was asked for and is no environment, None where none was asked for."""


def read_environment(view: View, path: str, chosen_by: str) -> Environment | NoEnvironment:
    """Read the environment at `path`: an environment's folder, or an interpreter in one.

    Nothing has to exist but the folder with `site-packages` (or `dist-packages`): a virtual
    environment whose base interpreter is gone is still read.
    """
    folder = _environment_folder(view, os.path.abspath(path))
    if folder is None:
        return NoEnvironment(
            f'{chosen_by} names "{path}", which is neither a Python environment nor an interpreter '
            "in one; name a folder that holds pyvenv.cfg or lib/python3.*/site-packages.",
            configured=path,
        )
    config = _read_pyvenv(view, folder)
    interpreter = os.path.basename(path) if folder != os.path.abspath(path) else None
    version = _version(view, folder, config, interpreter)
    sites = list(_site_folders(view, folder, version))
    base = _base_prefix(view, folder, config)
    # `site.venv` takes a pyvenv.cfg without the key for one that says true.
    if config and config.get("include-system-site-packages", "true").lower() == "true":
        sites.extend(s for s in _site_folders(view, base, version) if s not in sites)
    additions = read_path_files(view, sites)
    return Environment(
        folder=folder,
        chosen_by=chosen_by,
        version=version,
        standard_library=tuple(_standard_library(view, base, version)),
        search=additions.search,
        site_folders=tuple(sites),
        mapped=tuple(additions.mapped.items()),
        namespaces=tuple((name, tuple(paths)) for name, paths in additions.namespaces.items()),
    )


def looks_like_environment(view: View, folder: str) -> bool:
    """Whether a folder is a virtual environment, for the search of `.venv` and the like."""
    return view.is_file(f"{folder}/pyvenv.cfg")


def _environment_folder(view: View, path: str) -> str | None:
    candidates = [path]
    name = os.path.basename(path).lower()
    if name.startswith(("python", "pypy")) and not view.is_folder(path):
        # `bin/python` is often a dangling link in copied environments, so it need not exist.
        # Where it does, it may be a link into the environment from outside.
        places = dict.fromkeys((path, os.path.realpath(path)))
        candidates = [up for p in places for up in _upward(p)]
    for candidate in candidates:
        if looks_like_environment(view, candidate) or any(_site_folders(view, candidate, None)):
            return candidate
    return None


def _upward(interpreter: str) -> tuple[str, str]:
    """Return the folders an interpreter belongs to: above `bin`, or its own (Windows)."""
    folder = os.path.dirname(interpreter)
    return os.path.dirname(folder), folder


def _read_pyvenv(view: View, folder: str) -> dict[str, str]:
    """Read `pyvenv.cfg` as `site.venv` does: `key = value` lines, keys in any case."""
    text = view.config_text(f"{folder}/pyvenv.cfg")
    config: dict[str, str] = {}
    if isinstance(text, Text):
        for line in split_lines(text.text):
            key, equals, value = line.partition("=")
            if equals:
                config[key.strip().lower()] = value.strip()
    return config


_VERSION = re.compile(r"(\d+\.\d+)")


def _version(
    view: View, folder: str, config: dict[str, str], interpreter: str | None
) -> str | None:
    """Return `3.11`: as pyvenv.cfg says, as the interpreter's name says, or as its library does."""
    for text in (config.get("version_info"), config.get("version")):
        match = _VERSION.match(text or "")
        if match is not None:
            return match[1]
    if interpreter is not None:
        link = os.path.basename(os.path.realpath(os.path.join(folder, "bin", interpreter)))
        for name in (interpreter, link):
            match = _VERSION.search(name)
            if match is not None:
                return match[1]
    libraries = _library_folders(view, folder, None)
    versions = [_VERSION.search(os.path.basename(library)) for library in libraries]
    found = [m[1] for m in versions if m is not None]
    return max(found, key=_as_numbers) if found else None


def _as_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _library_folders(view: View, prefix: str, version: str | None) -> Iterator[str]:
    """Yield `lib/python3.*` folders of a prefix, those of one Python version where it is known.

    On Windows that is `Lib`, whatever the version.
    """
    for library in ("lib", "lib64"):
        listing = view.listing(f"{prefix}/{library}")
        for name in sorted(listing.folders, reverse=True) if listing is not None else ():
            is_library = re.fullmatch(r"(python|pypy)\d+\.\d+t?", name) is not None
            if is_library and (version is None or name.rstrip("t").endswith(version)):
                yield f"{prefix}/{library}/{name}"
    if view.is_folder(f"{prefix}/Lib"):
        yield f"{prefix}/Lib"


def _site_folders(view: View, prefix: str, version: str | None) -> Iterator[str]:
    """Yield the existing site folders of a prefix, those of one Python version where it is known.

    Debian's interpreters search `/usr/local/lib/python3.X/dist-packages` before
    `/usr/lib/python3/dist-packages`.
    """
    seen: set[str] = set()
    prefixes = [f"{prefix}/local", prefix] if not prefix.endswith("/local") else [prefix]
    for each in prefixes:
        for library in _library_folders(view, each, version):
            for packages in ("site-packages", "dist-packages"):
                folder = f"{library}/{packages}"
                if view.is_folder(folder) and os.path.realpath(folder) not in seen:
                    seen.add(os.path.realpath(folder))
                    yield folder
    debian = f"{prefix}/lib/python3/dist-packages"
    if view.is_folder(debian):
        yield debian


def _base_prefix(view: View, folder: str, config: dict[str, str]) -> str:
    """Return the prefix of the interpreter an environment was made from (`home` of pyvenv.cfg).

    Of an environment that was made by another one's Python, up to 3.10 `home` is that other one.
    """
    seen: set[str] = set()
    while folder not in seen and config.get("home"):
        seen.add(folder)
        home = config["home"]
        is_folder_of_programs = os.path.basename(home).lower() in ("bin", "scripts")
        folder = os.path.dirname(home) if is_folder_of_programs else home
        config = _read_pyvenv(view, folder)
    return folder


def _standard_library(view: View, prefix: str, version: str | None) -> Iterator[str]:
    """Yield the standard library's folders, known by a module that has always been there."""
    for library in _library_folders(view, prefix, version):
        if view.is_file(f"{library}/os.py"):
            yield library
            if view.is_folder(f"{library}/lib-dynload"):
                yield f"{library}/lib-dynload"
            return
