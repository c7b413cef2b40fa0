"""Paste Deploy files: the sections, and the factories and entry points their options name.

The rules are those of `paste.deploy.loadwsgi.ConfigLoader`. A file is known by its content, since
real ones end in .ini, .conf, .conf-sample, .test, or in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from entryway.dialects.entry_points import invalid_reference
from entryway.dialects.ini_problems import ini_problems
from entryway.dialects.paste_kinds import FACTORY_KEYS, GROUPS_BY_KIND, section_kind
from entryway.dialects.paste_uris import read_uri
from entryway.dialects.reading import Reading
from entryway.dialects.templates import is_templated
from entryway.files.view import Text
from entryway.model import Reference, Section
from entryway.problems import Code, Problem
from entryway.syntax.ini import IniOption, IniTree, read_ini
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

_OWN_KEY = re.compile(r"paste\.\w+_(?:factory|runner)")
_URI = re.compile(r"(?:egg|call|config):", re.IGNORECASE)
_LOADERS = frozenset({"use", "pipeline", "next", "filter-with"})


def is_paste_ini(text: str) -> bool:
    """Whether a text is a Paste Deploy file.

    It is one if some option can only be Paste's (`paste.app_factory = …`, `use = egg:…`), or if a
    section is named as Paste's are, `[app:…]`, and loads something.
    """
    if _CERTAIN.search(text) is not None:
        return True
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
        if section.is_default:
            # Defaults are passed on to what is loaded; Paste Deploy itself ignores them.
            continue
        for option in section.options:
            for found in _option(option, known[0] if known is not None else None):
                if isinstance(found, Problem):
                    problems.append(found)
                else:
                    references.append(found)
    return Reading(
        sections=tuple(sections),
        references=tuple(references),
        problems=(*ini_problems(tree, text.text), *problems),
        tree=tree,
    )


def _option(option: IniOption, kind: str | None) -> Iterator[Reference | Problem]:
    """Yield what an option of a section of some kind names, and what is wrong with it.

    What a template will fill in is left alone.
    """
    is_factory = option.key_text in FACTORY_KEYS
    is_use = option.key_text == "use" and kind is not None
    if not (is_use or option.key_text.endswith("_factory") or is_factory):
        return
    if is_templated(option.value_text):
        return
    key = option.key
    value = option.value[0]
    if len(option.value) > 1:
        if is_factory or (is_use and _URI.match(option.value_text.strip())):
            yield several_lines(option)
    elif is_use and kind is not None:
        yield from read_uri(value, key, kind)
    elif not is_use:
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
