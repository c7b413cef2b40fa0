"""Paste Deploy files: the sections, and the factories and entry points their options name.

The rules are those of `paste.deploy.loadwsgi.ConfigLoader`. A file is known by its content, since
real ones end in .ini, .conf, .conf-sample, .test, or in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from entryway.dialects.entry_points import invalid_reference
from entryway.dialects.gaps import Gap, HeaderGap, KeyGap, ObjectGap, ValueGap
from entryway.dialects.ini_problems import ini_problems
from entryway.dialects.open_headers import first_open_line, open_headers, report
from entryway.dialects.paste_kinds import (
    APP_GROUPS,
    FACTORY_KEYS,
    GROUPS_BY_KIND,
    section_kind,
)
from entryway.dialects.paste_uris import read_uri
from entryway.dialects.reading import Reading
from entryway.dialects.templates import is_templated
from entryway.files.view import Text
from entryway.model import Position, Reference, Section
from entryway.problems import Code, Problem
from entryway.syntax.ini import IniOption, IniSection, IniTree, read_ini
from entryway.syntax.ini_cursor import IniHeader, IniKey, IniValue, ini_place
from entryway.syntax.line_index import LineIndex
from entryway.syntax.object_reference import parse_object_reference, quoted

_KINDS = "|".join(map(re.escape, GROUPS_BY_KIND))
_HINT = re.compile(
    rf"(?:\A|[\r\n])[ \t]*"
    rf"(?:paste\.\w+_(?:factory|runner)[ \t]*[=:]|use[ \t]*[=:]|\[(?:{_KINDS}):)"
)
"""What every Paste Deploy file has somewhere; most other files are told from them by this alone."""

_CERTAIN = re.compile(
    r"(?:\A|[\r\n])(?:paste\.\w+_(?:factory|runner)[ \t]*[=:][ \t]*\w[\w.]*:\w|"
    r"use[ \t]*[=:][ \t]*(?:egg|call|config):)"
)
"""A line that only Paste Deploy files have; since nothing indents it, it continues no value."""

_CERTAIN_WORDS = ("paste.", "egg:", "call:", "config:")
_HINT_WORDS = ("paste.", *(f"[{kind}:" for kind in GROUPS_BY_KIND))
_USE = re.compile(r"use[ \t]*[=:]")
"""What must be in a text that the two match: to look for a word takes a tenth of the time of an
expression that begins with the end of any line, and most texts have none of them."""

_OWN_KEY = re.compile(r"paste\.\w+_(?:factory|runner)")
_URI = re.compile(r"(?:egg|call|config):", re.IGNORECASE)
_LOADERS = frozenset({"use", "pipeline", "next", "filter-with"})


def is_paste_ini(text: str) -> bool:
    """Whether a text is a Paste Deploy file.

    It is one if some option can only be Paste's (`paste.app_factory = …`, `use = egg:…`), or if a
    section is named as Paste's are, `[app:…]`, and loads something.
    """
    if any(word in text for word in _CERTAIN_WORDS) and _CERTAIN.search(text) is not None:
        return True
    if not any(word in text for word in _HINT_WORDS) and _USE.search(text) is None:
        return False
    return _HINT.search(text) is not None and _loads_something(read_ini(text))


def _loads_something(tree: IniTree) -> bool:
    for section in tree.sections:
        kind, colon, _ = section.name_text.partition(":")
        is_kind = colon and kind in GROUPS_BY_KIND
        for option in section.options:
            key = option.key_text
            own = _OWN_KEY.fullmatch(key) is not None
            if is_kind and (own or key in _LOADERS or _names_factory(option)):
                return True
            value = option.value_text.strip()
            # Several lines `name = value` are entry points of a group: a copy of setup.cfg.
            if value and "=" not in value and (own or (key == "use" and _URI.match(value))):
                return True
    return False


def _names_factory(option: IniOption) -> bool:
    """Whether an option is one of an application's own factories: `heat.app_factory = a.b:c`."""
    if not option.key_text.endswith("_factory") or len(option.value) != 1:
        return False
    reference = parse_object_reference(option.value[0])
    return reference is not None and reference.attributes != ()


def read_paste_ini(text: Text) -> Reading:
    """Return the sections of a Paste Deploy file and the objects its options name."""
    tree = read_ini(text.text)
    sections: list[Section] = []
    references: list[Reference] = []
    problems: list[Problem] = []
    for section in tree.sections:
        known = section_kind(section.name_text)
        if known is not None:
            sections.append(Section(known[0], known[1], section.header))
        problems.extend([report(section, option) for option in open_headers(section)])
        if section.is_default:
            # Defaults are passed on to what is loaded; Paste Deploy itself ignores them.
            continue
        kind = known[0] if known is not None else None
        named = [option for option in section.options if _may_name(option.key_text)]
        factories = _factories(named, kind) if named else ()
        for option in named:
            for found in _option(option, kind, factories):
                if isinstance(found, Problem):
                    problems.append(found)
                else:
                    references.append(found)
    return Reading(
        sections=tuple(sections),
        references=tuple(references),
        problems=(*_rejected(tree, text.text), *problems),
        tree=tree,
    )


def _rejected(tree: IniTree, text: str) -> Iterator[Problem]:
    """Yield what configparser rejects; below a half-typed header no option is there twice."""
    misread: list[range] | None = None
    for problem in ini_problems(tree, text):
        if problem.code is Code.DUPLICATE_OPTION:
            if misread is None:
                misread = list(_misread(tree))
            if any(problem.range.start.line in lines for lines in misread):
                continue
        yield problem


def _misread(tree: IniTree) -> Iterator[range]:
    """Yield the lines from a half-typed header to the end of the section it was read in."""
    for section in tree.sections:
        line = first_open_line(section)
        if line is not None:
            yield range(line, section.end.line + 1)


def paste_ini_gap(reading: Reading, index: LineIndex, position: Position) -> Gap | None:
    """Return what may be written at a place of a Paste Deploy file.

    Sections of other kinds belong to other tools, and nothing is told of them.
    """
    tree = reading.tree or read_ini(index.text)
    match ini_place(tree, index, position):
        case IniHeader(typed=typed, is_closed=is_closed):
            return HeaderGap(typed, "" if is_closed else "]")
        case IniKey(section=section, typed=typed, has_delimiter=has_delimiter) if _is_ours(section):
            return KeyGap(section.name_text, typed, "" if has_delimiter else " = ")
        case IniValue(section=section, key=key, typed=typed) as value if _is_ours(section):
            is_factory = key in FACTORY_KEYS or key.endswith("_factory")
            if is_factory and not section.is_default and "%" not in typed.before:
                # Its value is one line.
                return None if value.earlier else ObjectGap(typed, key)
            others = " ".join((*value.earlier, *value.later)).split()
            return ValueGap(section.name_text, key, typed, tuple(others), bool(value.later))
    return None


def _is_ours(section: IniSection) -> bool:
    return section.is_default or section_kind(section.name_text) is not None


def _may_name(key: str) -> bool:
    """Whether an option of this key may name what is loaded, as few do."""
    return key == "use" or key.endswith("_factory") or key in FACTORY_KEYS


def _factories(options: Iterable[IniOption], kind: str | None) -> frozenset[str]:
    """Return which options of a section of some kind name its factory, if they are there.

    Beside a `use`, and behind the first of two that go together, Paste Deploy takes them for
    settings (`ConfigLoader.get_context`, `_context_from_explicit`). Sections of other kinds belong
    to other programs.
    """
    if kind is None:
        return frozenset()
    keys = {option.key_text for option in options}
    if "use" in keys and kind != "pipeline":
        return frozenset()
    groups = GROUPS_BY_KIND[kind]
    if groups is not APP_GROUPS and groups[0] in keys:
        return frozenset(groups[:1])
    return frozenset(groups)


def _option(
    option: IniOption, kind: str | None, factories: Collection[str]
) -> Iterator[Reference | Problem]:
    """Yield what an option of a section of some kind names, and what is wrong with it.

    What a template will fill in is left alone.
    """
    is_factory = option.key_text in factories
    user = kind if option.key_text == "use" else None
    if user is None and not is_factory and not option.key_text.endswith("_factory"):
        return
    if is_templated(option.value_text):
        return
    key = option.key
    value, *continued = option.value
    if continued:
        if is_factory or (user is not None and _URI.match(option.value_text.strip())):
            yield several_lines(option)
    elif user is not None:
        yield from read_uri(value, key, user)
    else:
        reference = parse_object_reference(value, key, key.text)
        # Only Paste's own keys must hold a reference; others are the application's affair.
        if reference is not None and (is_factory or reference.attributes):
            yield reference
        elif reference is None and is_factory:
            yield invalid_reference(value, key.range)


def several_lines(option: IniOption) -> Problem:
    """Return the problem of a value that has to be one line and is none.

    A line that is indented by mistake may hold anything, a password even; that makes it a
    syntax error, whose characters are not shown where others read them.
    """
    key = quoted(option.key.text)
    first, *others = [piece for piece in option.value if piece.text]
    if not option.value[0].text and not others and "=" not in first.text:
        return Problem(
            Code.INVALID_OBJECT_REFERENCE,
            first.range,
            f"Paste Deploy reads {key} on one line only; move this value to the line of its key.",
        )
    stray = others[0] if option.value[0].text and others else first
    return Problem(
        Code.SYNTAX_ERROR,
        stray.range,
        f"this line is indented, so it continues {key}, whose value is one line; remove its "
        "indentation.",
    )
