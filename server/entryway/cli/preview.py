"""`entryway preview`: what the sections of a Paste Deploy file build, drawn."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from entryway.cli.errors import UsageError
from entryway.cli.session import absolute, current_folder, open_snapshot
from entryway.cli.streams import say
from entryway.dialects.table import PASTE_INI
from entryway.features.preview import Preview, State
from entryway.features.preview_at import preview_sections, root_sections
from entryway.features.preview_text import as_text
from entryway.features.wording import near_miss
from entryway.files.view import Unreadable
from entryway.paste.sections import PasteFile, PasteSection
from entryway.workspace.snapshot import Snapshot


def preview(name: str, section: str | None, python: str | None, output: str) -> int:
    """Draw a section, or each that no other leads to, and return the exit code.

    The code is 0 if nothing is missing and 1 if a stage does not resolve. Raises `UsageError` for a
    file that can't be read or is none of Paste Deploy's, and for a section that it does not have.
    """
    folder = current_folder()
    snapshot = open_snapshot((folder,), python)
    file = _read(snapshot, name)
    sections = _roots(file, name) if section is None else _named(file, name, section)
    previews = preview_sections(snapshot, file, sections, limit=None)
    say(_drawn(previews, snapshot, output), sys.stdout)
    missing = any(row.state is State.MISSING for each in previews for row in each.rows)
    return 1 if missing else 0


def _read(snapshot: Snapshot, name: str) -> PasteFile:
    path = absolute(name)
    document = snapshot.document(path)
    if isinstance(document, Unreadable):
        raise UsageError(f'"{name}" can\'t be read: {document.reason}.')
    file = snapshot.paste_file(path)
    if document is None or document.dialect is not PASTE_INI or file is None:
        raise UsageError(
            f'"{name}" is no Paste Deploy file; name one that has sections such as [app:main].'
        )
    return file


def _roots(file: PasteFile, name: str) -> tuple[PasteSection, ...]:
    roots = root_sections(file)
    if not roots:
        raise UsageError(
            f'"{name}" has no section that Paste Deploy loads; name a file that has one, such as '
            "[app:main]."
        )
    return roots


def _named(file: PasteFile, name: str, asked: str) -> tuple[PasteSection, ...]:
    """Return the sections that `name` or `kind:name` means."""
    found = tuple(s for s in file.sections if asked in _names(s))
    if found:
        return found
    near = near_miss(asked, _all_names(file.sections))
    hint = (
        f'did you mean "{near}"?'
        if near
        else "name no section to see those that no other leads to."
    )
    raise UsageError(f'"{name}" has no section "{asked}"; {hint}')


def _names(section: PasteSection) -> tuple[str, str]:
    return section.name, f"{section.kind}:{section.name}"


def _all_names(sections: Iterable[PasteSection]) -> list[str]:
    return [name for section in sections for name in _names(section)]


def _drawn(previews: Sequence[Preview], snapshot: Snapshot, output: str) -> str:
    match output:
        case "json":
            import json

            from entryway.features.preview_formats import as_rows

            # ASCII is what every terminal and pipe can carry.
            return json.dumps(as_rows(previews, snapshot.shown), indent=2)
        case "mermaid":
            from entryway.features.preview_formats import as_mermaid

            return as_mermaid(previews)
        case "dot":
            from entryway.features.preview_formats import as_dot

            return as_dot(previews)
        case _:
            return "\n\n".join(map(as_text, previews))
