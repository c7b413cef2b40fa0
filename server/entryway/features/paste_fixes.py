"""Corrections of Paste Deploy files: names that were meant, sections to add and to remove."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from entryway.features.paste_page import Page
from entryway.features.paste_wording import (
    SCHEMES,
    config_file,
    header,
    searched,
    sought,
    variables,
)
from entryway.features.wording import near_miss, slip
from entryway.model import Position, Range
from entryway.paste.nodes import Fault, FaultKind
from entryway.paste.sections import PROTOCOLS, SET, NotFound, PasteSection
from entryway.paste.settings import split_setter
from entryway.problems import Fix
from entryway.syntax.line_index import LineIndex
from entryway.syntax.object_reference import quoted

_COMMENT = ("#", ";")


def meant(page: Page, fault: Fault) -> str | None:
    """Return the name that was probably meant where a fault stands, None where none is close."""
    match fault.kind:
        case FaultKind.SECTION_NOT_FOUND:
            file = searched(page, fault)
            known = () if file is None else file.sections
            return near_miss(fault.name, (s.name for s in known if s.wanted is fault.wanted))
        case FaultKind.UNKNOWN_SCHEME:
            return near_miss(fault.name, SCHEMES)
        case FaultKind.INTERPOLATION_ERROR if fault.name and not fault.searched:
            option = page.option_at(fault.location.range.start.line)
            own = None if option is None else option[1].key
            # Whoever loads the file may set any variable, so only a slip is certainly none of his.
            return slip(fault.name, (v for v in variables(page, fault) if v != own))
        case FaultKind.VARIABLE_NOT_SET:
            return slip(fault.name, _global_variables(page))
        case FaultKind.CONFIG_FILE_NOT_FOUND:
            return _file_meant(page, fault)
        case _:
            return None


def _global_variables(page: Page) -> Iterator[str]:
    file = page.loaded.file
    yield from file.defaults
    for section in file.sections:
        for key in section.options:
            prefix, name = split_setter(key)
            if prefix == SET:
                yield name


def _file_meant(page: Page, fault: Fault) -> str | None:
    """Return the path as it would be written of a file with a similar name in the same folder."""
    path = config_file(page, fault)
    listing = None if path is None else page.snapshot.view.listing(os.path.dirname(path))
    if path is None or listing is None:
        return None
    name = os.path.basename(path)
    # Nobody means the file itself.
    itself = os.path.relpath(page.document.path, os.path.dirname(path))
    near = near_miss(name, (file for file in listing.files if file not in (name, itself)))
    if near is None or not fault.name.endswith(name):
        return None
    return fault.name[: len(fault.name) - len(name)] + near


def fixes_of(page: Page, fault: Fault, near: str | None) -> tuple[Fix, ...]:
    """Return the corrections of a fault, the likeliest first."""
    return tuple(_fixes(page, fault, near))


def _fixes(page: Page, fault: Fault, near: str | None) -> Iterator[Fix]:
    range_ = fault.location.range
    written = page.document.index.slice(range_)
    is_variable = fault.kind is FaultKind.INTERPOLATION_ERROR
    if near is not None and written == (f"%({fault.name})s" if is_variable else fault.name):
        text = f"%({near})s" if is_variable else near
        yield Fix(f"Change to {quoted(text)}", range_, text)
    if is_variable and set(written) == {"%"}:
        yield Fix(f'Change to "{2 * written}"', range_, 2 * written)
    if fault.kind is FaultKind.SECTION_NOT_FOUND and written == fault.name:
        yield from _missing_section(page, fault)


def _missing_section(page: Page, fault: Fault) -> Iterator[Fix]:
    """Offer to write the section that a name asks for, where nothing else has the name."""
    found = sought(page, fault)
    file = page.loaded.file
    is_here = fault.searched in ("", file.path)
    if not is_here or not isinstance(found, NotFound) or found.other_kind or not fault.name:
        return
    if found.bare:
        section = found.bare[0]
        text = f"[{section.kind}:{fault.name}]"
        yield Fix(f"Change {header(section)} to {quoted(text)}", section.header, text)
        return
    wanted = found.wanted
    text = f"[{wanted.value}:{fault.name}]"
    after = page.last_of(wanted)
    body = (text, f"{PROTOCOLS[wanted][0][0]} = ")
    yield _inserted(page.document.index, f"Add {quoted(text)}", after, body)


def _inserted(index: LineIndex, title: str, after: PasteSection, lines: Iterable[str]) -> Fix:
    """Return the correction that writes lines below a section, a blank line before them."""
    end = line_end(index.text)
    text = "".join(f"{line}{end}" for line in lines)
    last = _last_line(index, after) + 1
    if last < index.line_count:
        behind = end if index.line(last).strip() else ""
        at = Position(last, 0)
        return Fix(title, Range(at, at), f"{end}{text}{behind}")
    at = Position(last - 1, len(index.line(last - 1)))
    return Fix(title, Range(at, at), f"{end}{end}{text}")


def removal(index: LineIndex, section: PasteSection) -> Fix:
    """Return the correction that removes a section, comments directly above it and blanks below."""
    first = section.header.start.line
    while first > 0 and _is_comment(index.line(first - 1)):
        first -= 1
    last = _last_line(index, section) + 1
    while last < index.line_count and not index.line(last).strip():
        last += 1
    if last >= index.line_count:
        last_line = index.line_count - 1
        end = Position(last_line, len(index.line(last_line)))
    else:
        end = Position(last, 0)
    title = f"Remove the unused section {quoted(header(section))}"
    return Fix(title, Range(Position(first, 0), end), "")


def _last_line(index: LineIndex, section: PasteSection) -> int:
    """Return the last line of a section, comments that follow it without a blank line included.

    Comments directly above the next header belong to that one.
    """
    last = section.ini.end.line
    line = last + 1
    while line < index.line_count and _is_comment(index.line(line)):
        line += 1
    is_next = line < index.line_count and index.line(line).strip()
    return last if is_next else line - 1


def _is_comment(line: str) -> bool:
    return line.strip().startswith(_COMMENT)


def line_end(text: str) -> str:
    """Return the line end that a text is written with: that of its first line."""
    first = next((at for at, char in enumerate(text) if char in "\r\n"), None)
    if first is None:
        return "\n"
    return "\r\n" if text.startswith("\r\n", first) else text[first]
