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
from entryway.files.view import Text
from entryway.model import EggReference, Name, Problem, Reading, Reference, Section
from entryway.syntax.ini import IniOption, IniSection, read_ini
from entryway.syntax.object_reference import parse_object_reference, part

_FACTORY_OPTION = re.compile(r"^paste\.\w+_(?:factory|runner)[ \t]*[=:]", re.MULTILINE)
_KIND_HEADER = re.compile(rf"^\[(?:{'|'.join(GROUPS_BY_KIND)})(?::[^\]\n]*)?\]", re.MULTILINE)
_LOADER_OPTION = re.compile(r"^(?:use|pipeline|filter-with|next)[ \t]*[=:]", re.MULTILINE)
_TEMPLATED = re.compile(r"\{\{|\$\{|%\(|<%|@\w+@|\{%")


def is_paste_ini(text: str) -> bool:
    """Whether a text is a Paste Deploy file: it has a factory option, or a section that loads."""
    if _FACTORY_OPTION.search(text) is not None:
        return True
    return _KIND_HEADER.search(text) is not None and _LOADER_OPTION.search(text) is not None


def read_paste_ini(text: Text) -> Reading:
    """Return the sections of a Paste Deploy file and the objects its options name."""
    tree = read_ini(text.text)
    sections: list[Section] = []
    references: list[Reference] = []
    problems: list[Problem] = []
    for section in tree.sections:
        known = section_kind(section.name.text)
        if known is not None:
            sections.append(Section(known[0], known[1], section.header))
        for option in section.options:
            for found in _option(section, option, known[0] if known is not None else None):
                if isinstance(found, Problem):
                    problems.append(found)
                else:
                    references.append(found)
    return Reading(
        sections=tuple(sections),
        references=tuple(references),
        problems=(*ini_problems(tree), *problems),
    )


def _option(
    section: IniSection, option: IniOption, kind: str | None
) -> Iterator[Reference | Problem]:
    """Yield the object an option names; what a template will fill in is left alone."""
    pieces = [piece for piece in option.value if piece.text]
    key = option.key
    is_factory = key.text in FACTORY_KEYS
    if any(_TEMPLATED.search(piece.text) for piece in pieces) or section.is_default:
        return
    if key.text == "use":
        if kind is not None and len(pieces) == 1:
            yield from _use(pieces[0], key, kind)
    elif is_factory or key.text.endswith("_factory"):
        reference = parse_object_reference(pieces[0], key, key.text) if len(pieces) == 1 else None
        # Only Paste's own keys must hold a reference; others are the application's affair.
        if reference is not None and (is_factory or reference.attributes):
            yield reference
        elif reference is None and is_factory:
            value = pieces[0] if pieces else part(option.value[0], 0, 0)
            yield invalid_reference(value, key.range)


def _use(value: Name, key: Name, kind: str) -> Iterator[Reference | Problem]:
    """Yield what `use = egg:Dist#name` or `use = call:module:attr` names."""
    scheme, colon, rest = value.text.partition(":")
    if not colon:
        return
    spec = part(value, len(scheme) + 1, len(value.text))
    if scheme == "call":
        # `call:` is loaded by no group; its protocol is that of the section.
        reference = parse_object_reference(spec, key, GROUPS_BY_KIND[kind][0])
        yield reference if reference is not None else invalid_reference(spec, value.range)
    elif scheme == "egg":
        name, hash_, entry = rest.partition("#")
        start = len(scheme) + 1 + len(name) - len(name.lstrip())
        distribution = part(value, start, start + len(name.strip()))
        entry_name = part(value, len(value.text) - len(entry), len(value.text)) if hash_ else None
        if distribution.text:
            yield EggReference(value.range, distribution, entry_name, GROUPS_BY_KIND[kind], key)
