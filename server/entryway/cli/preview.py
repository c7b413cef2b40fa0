"""`entryway preview`: what loading a Paste Deploy file would build, drawn."""

from __future__ import annotations

import sys

from entryway.cli.errors import UsageError
from entryway.cli.session import absolute, current_folder, open_snapshot
from entryway.cli.streams import printable, say
from entryway.features.paste_names import PasteNames, paste_names
from entryway.features.preview import preview_section
from entryway.features.preview_formats import as_dot, as_json, as_mermaid
from entryway.features.preview_text import draw
from entryway.features.wording import near_miss
from entryway.files.view import Unreadable
from entryway.paste.roots import find_roots, find_ways
from entryway.paste.sections import PasteSection, Wanted
from entryway.workspace.snapshot import Document


def preview(file: str, section: str | None, python: str | None, format_: str) -> int:
    """Print what a section builds, or each section that nothing else leads to; return 0.

    Raises `UsageError` for a file that is no Paste Deploy file and for a section it lacks.
    """
    path = absolute(file)
    snapshot = open_snapshot((current_folder(),), python)
    document = snapshot.document(path)
    if isinstance(document, Unreadable):
        raise UsageError(f'"{file}" can\'t be read: {document.reason}.')
    names = paste_names(snapshot, document) if isinstance(document, Document) else None
    if names is None:
        raise UsageError(
            f'"{file}" is no Paste Deploy file; name one that has sections like [app:main].'
        )
    sections = _roots(names) if section is None else _named(names, section, file)
    if not sections:
        raise UsageError(
            f'"{file}" has no section that Paste Deploy loads; write one, such as [app:main].'
        )
    is_whole = format_ != "text"
    previews = [preview_section(snapshot, names.file, each, is_whole=is_whole) for each in sections]
    match format_:
        case "json":
            import json

            written = json.dumps(as_json(previews, snapshot.shown), indent=2)
        case "mermaid":
            written = as_mermaid(previews)
        case "dot":
            written = as_dot(previews)
        case _:
            written = "\n\n".join(draw(each) for each in previews)
    for line in written.split("\n"):
        say(printable(line), sys.stdout)
    return 0


def _roots(names: PasteNames) -> tuple[PasteSection, ...]:
    """Return the sections that nothing leads to; a filter that nothing uses is no way in."""
    roots = find_roots(names.file, find_ways(names.file, names.uses))
    return tuple(s for s in roots if s.wanted is not Wanted.FILTER) or roots


def _named(names: PasteNames, asked: str, file: str) -> tuple[PasteSection, ...]:
    """Return the sections that `name` or `kind:name` means."""
    found = tuple(s for s in names.file.sections if asked in (s.name, f"{s.kind}:{s.name}", s.text))
    if found:
        return found
    known = [s.name for s in names.file.sections]
    near = near_miss(asked.rpartition(":")[2], known)
    hint = f'did you mean "{near}"?' if near is not None else f"it has {_listed(known)}."
    raise UsageError(f'"{file}" has no section "{asked}"; {hint}')


def _listed(names: list[str]) -> str:
    shown = [f'"{name}"' for name in dict.fromkeys(names)]
    more = f" and {len(shown) - 6} more" if len(shown) > 6 else ""
    return ", ".join(shown[:6]) + more if shown else "none"
