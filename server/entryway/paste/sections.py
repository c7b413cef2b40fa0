"""Which section of a Paste Deploy file a name means.

The rules are those of `paste.deploy.loadwsgi.ConfigLoader.find_config_section`: what a name means
depends on what is wanted where it stands, an app, a filter or a server. The tables are those of
`_App`, `_Filter` and `_Server` there; a test holds them against the library, which is not imported
here because that takes longer than reading a file.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

from entryway.dialects.paste_kinds import APP_GROUPS, FILTER_GROUPS, SERVER_GROUPS
from entryway.files.view import Text
from entryway.model import Location, Range, line_range
from entryway.namedtuples import NamedTuple
from entryway.paste.identity import by_identity
from entryway.paste.options import Option, read_option
from entryway.syntax.ini import IniSection, IniTree, read_ini

SET = "set "
GET = "get "
"""What the key of an option that sets or gets a global variable starts with; of one length."""


class Wanted(enum.Enum):
    """What is to be loaded: the `object_type` of `loadwsgi` (`APP`, `FILTER`, `SERVER`)."""

    APP = "app"
    FILTER = "filter"
    SERVER = "server"

    # Enum's own is slow, and each member is the only one of its value.
    __hash__ = object.__hash__


PREFIXES: Mapping[Wanted, tuple[tuple[str, ...], ...]] = {
    Wanted.APP: (
        ("app", "application"),
        ("composite", "composit"),
        ("pipeline",),
        ("filter-app",),
    ),
    Wanted.FILTER: (("filter",),),
    Wanted.SERVER: (("server",),),
}
"""The kinds of sections that fit, as `config_prefixes` has them: of a group, the first that has
the name is taken and the others are not looked at; between groups there must be one hit in all."""

PROTOCOLS: Mapping[Wanted, tuple[tuple[str, ...], ...]] = {
    Wanted.APP: tuple((group,) for group in APP_GROUPS),
    Wanted.FILTER: (FILTER_GROUPS,),
    Wanted.SERVER: (SERVER_GROUPS,),
}
"""The factories' protocols, which are entry point groups too, as `egg_protocols` has them: grouped
as the kinds are."""

WANTED_BY_KIND: Mapping[str, Wanted] = {
    kind: wanted for wanted, groups in PREFIXES.items() for group in groups for kind in group
}
"""For each kind of section, what it is loaded as."""


@by_identity
class PasteSection(NamedTuple):
    """A section that Paste Deploy can load, `[kind:name]` or bare `[kind]`.

    `text` is what stands between the brackets. `name` has no blanks around it; it is `main` for a
    bare section, which is found only by a factory that asks for no name at all; `wanted` is what it
    is loaded as. A section that is
    repeated, which configparser rejects, is `ini` where it stands first, and `options` are those of
    all its parts, the first of each key. `has_setters` says whether some of them are `set x` or
    `get x`, `leads_on` whether its kind or its options can make the loader ask for anything else.
    """

    path: str
    text: str
    kind: str
    name: str
    wanted: Wanted
    ini: IniSection
    options: Mapping[str, Option]
    has_setters: bool
    leads_on: bool

    @property
    def header(self) -> Range:
        """Where the header stands, brackets included."""
        return self.ini.header

    @property
    def name_range(self) -> Range:
        """Where the name stands within the header, or the kind if no name is written."""
        line, column = self.ini.name.range.start
        if self.is_bare:
            return line_range(line, column, column + len(self.text))
        name = self.text[len(self.kind) + 1 :]
        start = column + len(self.text) - len(name.lstrip())
        return line_range(line, start, start + len(name.strip()))

    @property
    def is_bare(self) -> bool:
        """Whether no name is written; then even a pipeline is loaded as if it were an app."""
        return self.text == self.kind

    @property
    def location(self) -> Location:
        """Where the header stands."""
        return Location(self.path, self.header)


@by_identity
class PasteFile(NamedTuple):
    """A file as Paste Deploy's loader sees it: its sections, and the defaults of all of them.

    Sections of other kinds are left out. `named` holds the sections by kind and name, `folded` by
    their names without case, both in file order. `only` has the names for which a single section
    fits where something is wanted, as nearly all do.
    """

    path: str
    sections: tuple[PasteSection, ...]
    defaults: Mapping[str, Option]
    named: Mapping[tuple[str, str], tuple[PasteSection, ...]]
    folded: Mapping[str, tuple[PasteSection, ...]]
    only: Mapping[tuple[Wanted, str], PasteSection]


class NotFound(NamedTuple):
    """No section of a fitting kind has the name, which may be a near miss.

    `other_case` are sections of a fitting kind whose names differ in case alone; `other_kind` have
    the name and can't be loaded as what is wanted; `bare` would be found with its `main` written.
    """

    name: str
    wanted: Wanted
    other_case: tuple[PasteSection, ...] = ()
    other_kind: tuple[PasteSection, ...] = ()
    bare: tuple[PasteSection, ...] = ()


class Ambiguous(NamedTuple):
    """Several sections fit, which Paste Deploy refuses; in the order in which it looks."""

    name: str
    wanted: Wanted
    candidates: tuple[PasteSection, ...]


def read_paste_file(text: Text) -> PasteFile:
    """Return what Paste Deploy's loader sees in a text; never raises."""
    return paste_file(text.path, read_ini(text.text))


def paste_file(path: str, tree: IniTree) -> PasteFile:
    """Return what Paste Deploy's loader sees in a tree that `read_ini` made."""
    defaults: dict[str, Option] = {}
    first: dict[str, IniSection] = {}
    options: dict[str, dict[str, Option]] = {}
    for section in tree.sections:
        name = section.name_text
        known = defaults if section.is_default else options.setdefault(name, {})
        first.setdefault(name, section)
        for option in section.options:
            read = read_option(option, path)
            known.setdefault(read.key, read)
    sections = tuple(_sections(path, first, options))
    named: dict[tuple[str, str], list[PasteSection]] = {}
    folded: dict[str, list[PasteSection]] = {}
    fitting: dict[tuple[Wanted, str], list[PasteSection]] = {}
    for found in sections:
        folded.setdefault(found.name.casefold(), []).append(found)
        if not found.is_bare:
            named.setdefault((found.kind, found.name), []).append(found)
            fitting.setdefault((found.wanted, found.name), []).append(found)
    return PasteFile(
        path,
        sections,
        defaults,
        {key: tuple(them) for key, them in named.items()},
        {key: tuple(them) for key, them in folded.items()},
        {key: them[0] for key, them in fitting.items() if len(them) == 1},
    )


def _sections(
    path: str, first: Mapping[str, IniSection], options: Mapping[str, Mapping[str, Option]]
) -> Iterator[PasteSection]:
    for text, section in first.items():
        kind, colon, name = text.partition(":")
        wanted = WANTED_BY_KIND.get(kind)
        if wanted is None:
            continue
        own = options[text]
        has_setters = False
        for key in own:
            if key.startswith(_SETTERS):
                has_setters = True
        yield PasteSection(
            path,
            text,
            kind,
            name.strip() if colon else "main",
            wanted,
            section,
            own,
            has_setters,
            has_setters or kind in _LEADING_KINDS or not _LEADING_KEYS.isdisjoint(own),
        )


_LEADING_KINDS = frozenset({"pipeline", "filter-app"})
_LEADING_KEYS = frozenset({"use", "filter-with", "require"})
_SETTERS = (SET, GET)


def find_section(
    file: PasteFile, wanted: Wanted, name: str | None
) -> PasteSection | NotFound | Ambiguous:
    """Return the section that a name without a scheme means where something is wanted.

    None is the name that a composite factory leaves out (`loader.get_app()`): the bare section of a
    kind then counts beside the one named `main`. A file that is loaded without a section's name is
    not that: `loadwsgi.loadcontext` asks it for `main`.
    """
    only = None if name is None else file.only.get((wanted, name))
    if only is not None:
        return only
    found = _fitting(file, wanted, name)
    sought = "main" if name is None else name
    if not found:
        return _not_found(file, wanted, sought)
    return found[0] if len(found) == 1 else Ambiguous(sought, wanted, found)


def has_section(file: PasteFile, wanted: Wanted, name: str) -> bool:
    """Whether a name without a scheme means some section where something is wanted, or several."""
    return (wanted, name) in file.only or bool(_fitting(file, wanted, name))


def _fitting(file: PasteFile, wanted: Wanted, name: str | None) -> tuple[PasteSection, ...]:
    """Return the sections that a name may mean, in the order in which Paste Deploy looks."""
    found: tuple[PasteSection, ...] = ()
    for group in PREFIXES[wanted]:
        for kind in group:
            here = _bare(file, kind) if name is None else ()
            here += file.named.get((kind, "main" if name is None else name), ())
            if here:
                found += here
                break
    return found


def _bare(file: PasteFile, kind: str) -> tuple[PasteSection, ...]:
    return tuple(s for s in file.folded.get("main", ()) if s.is_bare and s.kind == kind)


def _not_found(file: PasteFile, wanted: Wanted, name: str) -> NotFound:
    near = file.folded.get(name.casefold(), ())
    written = [section for section in near if not section.is_bare]
    return NotFound(
        name,
        wanted,
        tuple(s for s in written if s.wanted is wanted and s.name != name),
        tuple(s for s in written if s.wanted is not wanted and s.name == name),
        tuple(s for s in near if s.is_bare and s.wanted is wanted and s.name == name),
    )
