"""Scenario files: a small workspace as text, with cursors, and what is seen there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from entryway.dialects.table import PASTE_INI
from entryway.features.completion.complete import complete
from entryway.features.completion.describe import describe_object
from entryway.features.definition import definition
from entryway.features.diagnostics import diagnostics
from entryway.features.document_links import document_links
from entryway.features.folding import folds
from entryway.features.highlights import highlights
from entryway.features.hover import as_plain_text, hover
from entryway.features.preview_at import preview_sections, root_sections
from entryway.features.preview_text import as_text
from entryway.features.symbols import Symbol, symbols
from entryway.files.store import Store
from entryway.model import Declaration, Position, Range, Target
from entryway.problems import Problem
from entryway.syntax.line_index import LineIndex
from entryway.workspace.snapshot import Document, Snapshot, take_snapshot

_FILE = re.compile(r"^-- (?P<path>\S+)(?: \((?P<how>[^)]*)\))?(?: -> (?P<link>\S+))? --$")
_PART = re.compile(r"^== (?P<name>\w+) ==$")
_CURSOR = "<|>"

Tell = Callable[[Snapshot, Document, Position], str]
"""Says what is seen at one place, as lines of text."""

_CHARACTER = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\r")


@dataclass
class Scenario:
    """One scenario file, parsed: files and cursors as text, expected parts as lines."""

    path: Path
    sentence: str
    files: dict[str, str] = field(default_factory=dict)
    opened: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    cursors: list[tuple[str, int]] = field(default_factory=list)
    expected: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Scenario:
        """Parse a scenario file; the text before the first file is its sentence."""
        head: list[str] = []
        scenario = cls(path, "")
        current = head
        blocks: list[tuple[re.Match[str] | None, list[str]]] = [(None, head)]
        for line in path.read_text(encoding="utf-8").split("\n"):
            match = _FILE.match(line) or _PART.match(line)
            if match is not None:
                current = []
                blocks.append((match, current))
            else:
                current.append(line)
        scenario.sentence = "\n".join(head).strip()
        for match, lines in blocks[1:]:
            assert match is not None
            if "name" in match.re.groupindex:
                scenario.expected[match["name"]] = "\n".join(lines).strip("\n")
            elif match["link"] is not None:
                scenario.links[match["path"]] = match["link"]
            else:
                scenario._add_file(match["path"], match["how"] or "", "\n".join(lines) + "\n")
        return scenario

    def _add_file(self, path: str, how: str, text: str) -> None:
        text = _CHARACTER.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\r", text)
        pieces = text.split(_CURSOR)
        offset = 0
        for piece in pieces[:-1]:
            offset += len(piece)
            self.cursors.append((path, offset))
        text = "".join(pieces)
        if how.startswith("open"):
            self.opened[path] = text
        if how in ("", "open, on disk"):
            self.files[path] = text

    def write(self, root: Path) -> None:
        """Write the workspace below a folder."""
        for name, text in self.files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.replace("{workspace}", str(root)).encode("utf-8"))
        for name, target in self.links.items():
            link = root / name
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(target)

    def snapshot(self, root: Path) -> Snapshot:
        """Return a snapshot of the written workspace with the open texts laid over it."""
        overlays = {f"{root}/{name}": text for name, text in self.opened.items()}
        return take_snapshot(Store(), overlays=overlays, folders=(str(root),))

    def seen(self, root: Path) -> dict[str, str]:
        """Return what is seen for each expected part."""
        snapshot = self.snapshot(root)
        told = {
            "definition": lambda: self._at_cursors(snapshot, root, _tell_definition),
            "hover": lambda: self._at_cursors(snapshot, root, _tell_hover),
            "completion": lambda: self._at_cursors(snapshot, root, _tell_completion),
            "described": lambda: self._at_cursors(snapshot, root, _tell_described),
            "diagnostics": lambda: "\n".join(_tell_problems(snapshot, root, fixes=False)),
            "fixes": lambda: "\n".join(_tell_problems(snapshot, root, fixes=True)),
            "highlights": lambda: self._at_cursors(snapshot, root, _tell_highlights),
            "links": lambda: _of_documents(snapshot, root, _tell_links),
            "preview": lambda: _of_documents(snapshot, root, _tell_preview),
            "symbols": lambda: _of_documents(snapshot, root, _tell_symbols),
            "folding": lambda: _of_documents(snapshot, root, _tell_folds),
        }
        return {
            name: told[name]().replace(str(root) + "/", "").strip("\n") for name in self.expected
        }

    def _at_cursors(self, snapshot: Snapshot, root: Path, tell: Tell) -> str:
        lines: list[str] = []
        for name, offset in self.cursors:
            document = snapshot.document(f"{root}/{name}")
            assert isinstance(document, Document), f"{name} is no document"
            position = document.index.position(offset)
            lines.append(tell(snapshot, document, position))
        return "\n".join(lines)

    def updated(self, seen: dict[str, str]) -> str:
        """Return the scenario's text with what was seen in place of what was expected."""
        head, _, _ = self.path.read_text(encoding="utf-8").partition("\n== ")
        parts = "".join(f"\n== {name} ==\n{text}" for name, text in seen.items())
        return head.rstrip("\n") + parts + "\n"


def _tell_definition(snapshot: Snapshot, document: Document, position: Position) -> str:
    link = definition(snapshot, document, position)
    if link is None:
        return "nothing"
    words = document.index.slice(link.origin)
    return "\n".join(f"{words} -> {_target(target)}" for target in link.targets)


def _target(target: Target) -> str:
    if isinstance(target, Declaration):
        start = target.location.range.start
        return f"{target.location.path}:{start.line + 1}  declares {target.name}"
    start = target.selection.start
    return f"{target.path}:{start.line + 1}:{start.column + 1}  {target.kind.value} {target.name}"


def _tell_hover(snapshot: Snapshot, document: Document, position: Position) -> str:
    shown = hover(snapshot, document, position)
    return "nothing" if shown is None else as_plain_text(shown)


def _tell_completion(snapshot: Snapshot, document: Document, position: Position) -> str:
    found = complete(snapshot, document, position)
    if found is None:
        return f"{_typed(document, Range(position, position), position.column)}\n  nothing of ours"
    lines = [_typed(document, found.replace, position.column)]
    for item in found.items:
        writes = "" if item.text == item.label else f", writes {item.text!r}"
        told = f" ({item.detail})" if item.detail not in ("", item.kind.value) else ""
        lines.append(f"  {item.kind.value} {item.label}{told}{writes}")
    assert found.insert == Range(found.replace.start, position)
    return "\n".join(lines if found.items else [*lines, "  nothing"])


def _typed(document: Document, range_: Range, cursor: int) -> str:
    """Return a line with the string in «» and the cursor in it."""
    line = document.index.line(range_.start.line)
    start, end = range_.start.column, range_.end.column
    return f"{line[:start].lstrip()}«{line[start:cursor]}|{line[cursor:end]}»{line[end:]}".strip()


def _tell_described(snapshot: Snapshot, document: Document, position: Position) -> str:
    found = complete(snapshot, document, position)
    lines: list[str] = []
    for item in found.items if found is not None else ():
        told = None
        if item.reference is not None:
            told = describe_object(snapshot, document.path, item.reference)
        summary = "nothing" if told is None else f"{told.signature}  {told.summary}".rstrip()
        lines.append(f"{item.label}: {summary}")
    return "\n".join(lines) or "nothing"


def _documents(snapshot: Snapshot, root: Path) -> Iterator[Document]:
    candidates = snapshot.candidates(str(root))
    for path in dict.fromkeys([*snapshot.view.overlays, *candidates]):
        document = snapshot.document(path)
        if isinstance(document, Document):
            yield document


def _tell_problems(snapshot: Snapshot, root: Path, *, fixes: bool) -> list[str]:
    lines: list[str] = []
    for document in _documents(snapshot, root):
        for problem in diagnostics(snapshot, document):
            lines.extend(_tell_problem(document, problem, fixes=fixes))
    return lines or ["none"]


def _of_documents(
    snapshot: Snapshot, root: Path, tell: Callable[[Snapshot, Document], Iterator[str]]
) -> str:
    """Return what is seen of each document that shows something, under its path."""
    lines: list[str] = []
    for document in _documents(snapshot, root):
        told = list(tell(snapshot, document))
        lines.extend([document.path, *(f"  {line}" for line in told)] if told else [])
    return "\n".join(lines) or "nothing"


def _words(document: Document, range_: Range) -> str:
    """Return a range's words in «», within their line."""
    line = document.index.line(range_.start.line)
    start, end = range_.start.column, range_.end.column
    return f"{range_.start.line + 1}: {line[:start]}«{line[start:end]}»{line[end:]}"


def _tell_highlights(snapshot: Snapshot, document: Document, position: Position) -> str:
    found = highlights(snapshot, document, position)
    lines = [
        f"{'declared' if each.declares else 'used'} {_words(document, each.range)}"
        for each in found
    ]
    return "\n".join([*lines, ""]) or "nothing"


def _tell_links(snapshot: Snapshot, document: Document) -> Iterator[str]:
    for link in document_links(snapshot, document):
        yield f"{_words(document, link.range)} -> {link.path}"


def _tell_preview(snapshot: Snapshot, document: Document) -> Iterator[str]:
    file = snapshot.paste_file(document.path) if document.dialect is PASTE_INI else None
    if file is not None:
        for shown in preview_sections(snapshot, file, root_sections(file)):
            yield from as_text(shown).split("\n")


def _tell_symbols(snapshot: Snapshot, document: Document) -> Iterator[str]:
    def tell(symbol: Symbol, indent: str) -> Iterator[str]:
        words = document.index.slice(symbol.selection)
        last = symbol.range.end.line + 1
        lines = f"{symbol.range.start.line + 1}-{last}"
        yield f"{indent}{symbol.kind.value} {symbol.name} ({symbol.detail}) «{words}» {lines}"
        for child in symbol.children:
            yield from tell(child, indent + "  ")

    for symbol in symbols(snapshot, document):
        yield from tell(symbol, "")


def _tell_folds(_: Snapshot, document: Document) -> Iterator[str]:
    for fold in folds(document):
        line = document.index.line(fold.first).strip()
        yield f"{fold.first + 1}-{fold.last + 1} {fold.kind.value}: {line}"


def _tell_problem(document: Document, problem: Problem, *, fixes: bool) -> list[str]:
    start, end = problem.range
    index: LineIndex = document.index
    words = index.slice(problem.range)
    where = f"{document.path}:{start.line + 1}:{start.column + 1}-{end.column + 1}"
    lines = [
        f"{where}  {problem.severity.value} {problem.code.value}  {words}",
        f"    {problem.message}",
    ]
    lines.extend(
        f"    {r.message}: {r.location.path}:{r.location.range.start.line + 1}"
        for r in problem.related
    )
    if fixes:
        for fix in problem.fixes:
            before = index.slice(fix.range)
            lines.append(f"    fix: {fix.title} (replaces {before!r} by {fix.text!r})")
    return lines
