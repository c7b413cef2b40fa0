"""Between the engine's terms and LSP's: the only place where one becomes the other.

The engine counts columns in code points, the client in units of the encoding it negotiated (LSP
3.17, "Position"). To convert a column its line's text is needed, which is read through the snapshot
that found it, and only where the line is not plain ASCII.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lsprotocol import types

from entryway.features.definition import Link
from entryway.features.hover import Hover, as_markdown, as_plain_text
from entryway.features.pages import page_of
from entryway.files.view import Text, Unreadable, View
from entryway.lsp.client import Client
from entryway.lsp.encodings import column, units
from entryway.lsp.session import State
from entryway.model import Definition, Location, Position, Range, Target
from entryway.problems import UNNECESSARY, Fix, Problem, Severity
from entryway.syntax.line_index import LineIndex
from entryway.syntax.text import split_lines

SOURCE = "entryway"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFORMATION: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}


@dataclass(frozen=True, slots=True)
class Translator:
    """Translates for one client, for answers found in one view of the files."""

    client: Client
    state: State
    view: View

    # --- From the client ---

    def position(self, path: str, position: types.Position) -> Position:
        """Return the place a client means; one outside the text is its nearer end."""
        index = self._index(path)
        if position.line >= index.line_count:
            return index.position(len(index.text))
        text = index.line(position.line)
        return Position(position.line, column(text, position.character, self._encoding))

    def range_from(self, path: str, range_: types.Range) -> Range:
        """Return the stretch of text a client means."""
        return Range(self.position(path, range_.start), self.position(path, range_.end))

    # --- To the client ---

    def range(self, path: str, range_: Range) -> types.Range:
        """Return a range of a file in the client's units."""
        if self._encoding is types.PositionEncodingKind.Utf32:
            wide: Mapping[int, str] = {}
        else:
            wide = self._wide_lines(path)
        return types.Range(self._place(range_.start, wide), self._place(range_.end, wide))

    def location(self, location: Location) -> types.Location:
        """Return a place in a file, under the client's name for the file."""
        uri = self.state.uri_of(location.path)
        return types.Location(uri, self.range(location.path, location.range))

    def link(self, path: str, link: Link) -> list[types.LocationLink] | list[types.Location]:
        """Return where a part of the document at `path` leads (LSP 3.17, "Goto Definition")."""
        if not self.client.definition_links:
            return [self.location(_identifier(target)) for target in link.targets]
        return [self._location_link(path, link.origin, target) for target in link.targets]

    def _location_link(self, path: str, origin: Range, target: Target) -> types.LocationLink:
        identifier = _identifier(target)
        place = self.location(identifier)
        return types.LocationLink(
            origin_selection_range=self.range(path, origin),
            target_uri=place.uri,
            target_range=self.range(identifier.path, _whole(target)),
            target_selection_range=place.range,
        )

    def hover(self, path: str, hover: Hover) -> types.Hover:
        """Draw a hover in the format the client prefers (LSP 3.17, "Hover")."""
        if self.client.markdown:
            # Only a client that names its Markdown renderer lays tables out.
            link = self._address if self.client.renders_markdown else None
            content = types.MarkupContent(types.MarkupKind.Markdown, as_markdown(hover, link))
        else:
            content = types.MarkupContent(types.MarkupKind.PlainText, as_plain_text(hover))
        return types.Hover(content, self.range(path, hover.range))

    def _address(self, location: Location) -> str:
        """Return a link to a line, counted from 1, as VS Code opens it."""
        return f"{self.state.uri_of(location.path)}#L{location.range.start.line + 1}"

    def diagnostic(self, path: str, problem: Problem) -> types.Diagnostic:
        """Return a problem with all that the client can show of it (LSP 3.17, "Diagnostic")."""
        code = problem.code.value
        diagnostic = types.Diagnostic(
            range=self.range(path, problem.range),
            message=problem.message,
            severity=_SEVERITIES[problem.severity],
            code=code,
            source=SOURCE,
        )
        if self.client.code_descriptions:
            diagnostic.code_description = types.CodeDescription(page_of(problem.code))
        if self.client.unnecessary_tag and problem.code in UNNECESSARY:
            diagnostic.tags = [types.DiagnosticTag.Unnecessary]
        if self.client.related_information and problem.related:
            diagnostic.related_information = [
                types.DiagnosticRelatedInformation(self.location(each.location), each.message)
                for each in problem.related
            ]
        return diagnostic

    def quick_fix(self, path: str, problem: Problem, fix: Fix) -> types.CodeAction:
        """Return a correction as an edit of the document at `path` (LSP 3.17, "Code Action")."""
        action = types.CodeAction(
            title=fix.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[self.diagnostic(path, problem)],
            edit=self._edit(path, types.TextEdit(self.range(path, fix.range), fix.text)),
        )
        # What "Auto Fix" does without asking must be the likeliest, and nothing but a correction.
        if self.client.preferred_actions and fix is problem.fixes[0] and fix.mends_words:
            action.is_preferred = True
        return action

    def _edit(self, path: str, edit: types.TextEdit) -> types.WorkspaceEdit:
        uri = self.state.uri_of(path)
        if not self.client.document_changes:
            return types.WorkspaceEdit(changes={uri: [edit]})
        opened = self.state.texts.get(uri)
        document = types.OptionalVersionedTextDocumentIdentifier(
            uri=uri, version=opened.version if opened is not None else None
        )
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [edit])])

    # --- Columns ---

    @property
    def _encoding(self) -> types.PositionEncodingKind:
        return types.PositionEncodingKind(self.client.encoding)

    def _place(self, position: Position, wide: Mapping[int, str]) -> types.Position:
        text = wide.get(position.line)
        if text is None:
            return types.Position(position.line, position.column)
        return types.Position(position.line, units(text, position.column, self._encoding))

    def _index(self, path: str) -> LineIndex:
        index = self.view.derive(_line_index, path, self.view.document_text)
        return LineIndex.of("") if isinstance(index, Unreadable) else index

    def _wide_lines(self, path: str) -> Mapping[int, str]:
        wide = self.view.derive(_lines_beyond_ascii, path, self.view.document_text)
        return {} if isinstance(wide, Unreadable) else wide


def result_id(items: Sequence[types.Diagnostic]) -> str:
    """Return the name of a result: the same for the same diagnostics, at any time (LSP 3.17)."""
    return hashlib.blake2b(
        repr(items).encode("utf-8", "backslashreplace"), digest_size=8
    ).hexdigest()


def _line_index(text: Text) -> LineIndex:
    return LineIndex.of(text.text)


def _lines_beyond_ascii(text: Text) -> dict[int, str]:
    """Return the lines whose columns differ between encodings, by number; most files have none."""
    if text.text.isascii():
        return {}
    lines = enumerate(split_lines(text.text))
    return {number: line for number, line in lines if not line.isascii()}


def _identifier(target: Target) -> Location:
    """Return the words of a target that a cursor should stand at."""
    if isinstance(target, Definition):
        return Location(target.path, target.selection)
    return target.location


def _whole(target: Target) -> Range:
    """Return all of a target, which by LSP must hold its identifier."""
    words, full = _identifier(target).range, target.full
    if full is None:
        return words
    return Range(min(full.start, words.start), max(full.end, words.end))
