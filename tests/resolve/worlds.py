"""Small worlds of Python files for the tests: where a reference should lead is drawn into them.

    world('''
    -- shop/app.py --
    def «main»(): ...
    ''').leads("shop.app:main")

``«»`` stands around the identifier of each expected definition; a module is marked by an empty pair
at the top of its file. A failing comparison shows the same files with the marks where they are.
"""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from entryway.files.store import Store
from entryway.files.view import View
from entryway.model import Definition, Found, Missing, Reason, Resolution, Unknown
from entryway.resolve.objects import ObjectResolver
from entryway.resolve.searchpath import SearchPath
from syntax.marks import with_marks, without_marks

_FILE = re.compile(r"^-- (?P<path>\S+) --\n", re.MULTILINE)


def split_files(text: str) -> dict[str, str]:
    """Return the files of a text in which `-- path --` stands above each."""
    pieces = _FILE.split(textwrap.dedent(text).lstrip("\n"))
    assert pieces[0].strip() == "", f"text before the first file: {pieces[0]!r}"
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


@dataclass
class World:
    """Files on disk, the marks that stand in them, and how references are resolved there.

    `roots` are folders of the world. `overlays` are texts open in an editor.
    """

    root: Path
    marked: Mapping[str, str]
    roots: tuple[str, ...] = ("",)
    overlays: Mapping[str, str] = field(default_factory=dict)
    mapped: Mapping[str, str] = field(default_factory=dict)
    namespaces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    environment: str | None = "the environment"
    standard_library: bool = True
    store: Store = field(default_factory=Store)

    def path(self, name: str) -> str:
        """Return the absolute path of one of the world's files or folders."""
        return os.path.normpath(f"{self.root}/{name}")

    def search_path(self) -> SearchPath:
        """Return the search path: the world's roots."""
        return SearchPath(
            tuple(self.path(root) for root in self.roots),
            mapped={name: self.path(path) for name, path in self.mapped.items()},
            namespaces={n: tuple(map(self.path, paths)) for n, paths in self.namespaces.items()},
            environment=self.environment,
            standard_library=self.standard_library,
        )

    def view(self) -> View:
        """Return a fresh view of the world."""
        return View(self.store, {self.path(p): text for p, text in self.overlays.items()})

    def resolver(self) -> ObjectResolver:
        """Return a resolver over a fresh view."""
        return ObjectResolver(self.view(), self.search_path())

    def resolve(self, reference: str) -> Resolution:
        """Resolve a reference, written as `module:attribute`."""
        module, _, attributes = reference.partition(":")
        return self.resolver().resolve(
            tuple(module.split(".")), tuple(attributes.split(".")) if attributes else ()
        )

    def drawn(self, found: Found) -> dict[str, str]:
        """Return the files with the targets of a resolution drawn into them."""
        ranges: dict[str, list[Definition]] = {}
        for target in found.targets:
            assert isinstance(target, Definition)
            ranges.setdefault(os.path.relpath(target.path, self.root), []).append(target)
        texts = {path: without_marks(text) for path, text in self.marked.items()}
        texts.update(self.overlays)
        drawn = {
            path: with_marks(text, {d.selection for d in ranges.pop(path, [])})
            for path, text in texts.items()
        }
        drawn.update({f"{path}/": "«»" for path in ranges})
        return drawn

    def leads(self, *references: str) -> Found:
        """Check that every reference leads to exactly the marked places; return the last answer."""
        answer: Resolution | None = None
        for reference in references:
            answer = self.resolve(reference)
            assert isinstance(answer, Found), f"{reference} is {answer}"
            assert _shown(self.drawn(answer)) == _shown(self.marked), reference
        assert isinstance(answer, Found)
        return answer

    def lacks(self, *references: str) -> Missing:
        """Check that every reference is proven missing; return the last proof."""
        answer: Resolution | None = None
        for reference in references:
            answer = self.resolve(reference)
            assert isinstance(answer, Missing), f"{reference} is {answer}"
        assert isinstance(answer, Missing)
        return answer

    def hides(self, reason: Reason, *references: str) -> Unknown:
        """Check that nobody can tell where a reference leads, for this reason."""
        answer: Resolution | None = None
        for reference in references:
            answer = self.resolve(reference)
            assert isinstance(answer, Unknown), f"{reference} is {answer}"
            assert answer.reason is reason, f"{reference}: {answer}"
        assert isinstance(answer, Unknown)
        return answer


def _shown(files: Mapping[str, str]) -> str:
    return "".join(f"-- {path} --\n{text}" for path, text in sorted(files.items()))


@dataclass
class Maker:
    """Makes worlds in a folder; what it is called with is written to disk, without the marks."""

    root: Path

    def __call__(
        self,
        files: str | Mapping[str, str],
        *,
        roots: tuple[str, ...] = ("",),
        overlays: Mapping[str, str] | None = None,
        mapped: Mapping[str, str] | None = None,
        namespaces: Mapping[str, tuple[str, ...]] | None = None,
        environment: str | None = "the environment",
        standard_library: bool = True,
    ) -> World:
        marked = split_files(files) if isinstance(files, str) else files
        for path, text in marked.items():
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if not path.endswith("/"):
                place.write_bytes(without_marks(text).encode("utf-8", "surrogatepass"))
        return World(
            self.root,
            marked,
            roots,
            overlays or {},
            mapped or {},
            namespaces or {},
            environment,
            standard_library,
        )
