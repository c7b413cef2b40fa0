"""What a word in a place for names leads to: a section of the file, or something with a scheme.

The rules are those of `ConfigLoader.get_context` and of `loadwsgi.loadcontext`: a word is a URI if
letters and a colon start it, `#` ends its path, and the scheme may be in any case. Nothing is
stripped.
"""

from __future__ import annotations

import os
import re

from entryway.model import EggReference, Name, ObjectReference, Range, line_range
from entryway.namedtuples import NamedTuple
from entryway.paste.sections import PROTOCOLS, Wanted
from entryway.paste.variables import Word
from entryway.syntax.object_reference import parse_object_reference

_ABSOLUTE = re.compile("[a-zA-Z]+:")
_PLAIN = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", re.ASCII)
_BLANK_OR_BRACKET = re.compile(r"[\s\[\]]")


class SectionTarget(NamedTuple):
    """A section of the file that holds the word."""

    word: Word


class ConfigTarget(NamedTuple):
    """`config:path#name`: a section of another file, or what else `name` means there.

    `file` is the path that would be opened, absolute; None for a relative path within `egg:…#…`,
    which is relative to nothing. `section` is None for `main`.
    """

    word: Word
    path: Word
    file: str | None
    section: Word | None


class EggTarget(NamedTuple):
    """`egg:Distribution#name`: an entry point; `name` is `main` where none is written."""

    word: Word
    distribution: Word
    entry: Word | None

    def reference(self, wanted: Wanted, fallback: Range) -> EggReference:
        """Return the reference; `fallback` is the place of words that stand in no file."""
        return EggReference(
            self.word.name(fallback).range,
            self.distribution.name(fallback),
            None if self.entry is None else self.entry.name(fallback),
            tuple(group for alternatives in PROTOCOLS[wanted] for group in alternatives),
        )


class CallTarget(NamedTuple):
    """`call:module:attribute`: an object."""

    word: Word
    spec: Word

    def reference(self, wanted: Wanted, fallback: Range) -> ObjectReference | None:
        """Return the reference, or None where `paste.deploy.util.lookup_object` would fail.

        Against its documentation, the attribute is looked up as one name, dots and all.
        """
        if _BLANK_OR_BRACKET.search(self.spec.text):
            return None
        reference = object_reference(self.spec, PROTOCOLS[wanted][0][0], fallback)
        return reference if reference is not None and len(reference.attributes) == 1 else None


class UnknownScheme(NamedTuple):
    """`scheme:…` with a scheme that Paste Deploy does not know."""

    word: Word
    scheme: Word


Target = SectionTarget | ConfigTarget | EggTarget | CallTarget | UnknownScheme


def read_target(word: Word, folder: str | None) -> Target:
    """Return what a word leads to; `folder` is what `config:` is relative to, the file's own."""
    match = _ABSOLUTE.match(word.text)
    if match is None:
        return SectionTarget(word)
    hash_ = word.text.find("#")
    path = word.part(match.end(), None if hash_ < 0 else hash_)
    fragment = None if hash_ < 0 else word.part(hash_ + 1)
    match match.group()[:-1].lower():
        case "config":
            return ConfigTarget(word, path, config_path(path.text, folder), fragment)
        case "egg":
            if fragment is not None and _ABSOLUTE.match(fragment.text):
                # `EggLoader.get_context` forgets about the egg, and hands on no folder.
                return read_target(fragment, None)
            return EggTarget(word, path, fragment)
        case "call":
            return CallTarget(word, path)
        case _:
            return UnknownScheme(word, word.part(0, match.end() - 1))


def config_path(path: str, folder: str | None) -> str | None:
    """Return the absolute path of the file that `config:path` opens (`loadwsgi._loadconfig`).

    Percent escapes count, those in the folder's own name too. None where a relative path is
    relative to nothing.
    """
    from urllib.parse import unquote  # Slow to import, and few files include others.

    anchored = os.path.isabs(path)
    path = path.replace("\\", "/")
    if not anchored:
        if folder is None:
            return None
        path = folder.replace("\\", "/").removesuffix("/") + "/" + path
    if path.startswith("///"):
        path = path[2:]
    return os.path.abspath(unquote(path).strip())


def object_reference(word: Word, group: str, fallback: Range) -> ObjectReference | None:
    """Return the object reference that a word holds, each part at its own place.

    `fallback` is the place of a word that stands in no file.
    """
    location = word.location
    if location is None:
        return parse_object_reference(Name(word.text, fallback), None, group)
    if word.is_verbatim:
        return parse_object_reference(Name(word.text, location.range), None, group)
    # Columns of a name at the start of a line are offsets in the word.
    at_zero = Name(word.text, line_range(0, 0, len(word.text)))
    reference = parse_object_reference(at_zero, None, group)
    if reference is None:
        return None

    def placed(name: Name) -> Name:
        first = name.range.start.column
        return word.part(first, first + len(name.text)).name(fallback)

    return ObjectReference(
        location.range,
        tuple(placed(name) for name in reference.module),
        tuple(placed(name) for name in reference.attributes),
        None,
        group,
    )


def is_object_reference(text: str) -> bool:
    """Whether a text is an object reference, extras and blanks allowed, save before the module.

    The rule is the pattern of `importlib.metadata.EntryPoint`. Most are as plain as can be, and to
    read one takes a hundred times longer than to see that.
    """
    if _PLAIN.fullmatch(text) and ".py:" not in text:
        return True
    if text[:1].isspace():
        return False
    return parse_object_reference(Name(text, line_range(0, 0, len(text)))) is not None
