"""Small packages, made up by Hypothesis, that use what the import system and scopes allow.

Every class has an attribute `here` with its own file and line, so that a class that was really
imported tells where it stands; functions know by themselves.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

NAMES = ("a", "b", "c", "_p")
MODULES = ("sub", "mod", "leaf", "space")
CLASSES = ("A", "B", "C")
ATTRIBUTES = ("x", "y", "Inner", "__q")


@dataclass
class Package:
    """A generated package: its files by path, and the references worth asking about.

    `circular`: its modules may import each other in circles. `collisions`: its modules may bind
    names that are also modules. In both cases what a name is depends on the order of imports.
    """

    files: dict[str, str] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)
    circular: bool = False
    collisions: bool = False


_INDENT = "    "
_LISTED = st.lists(st.sampled_from(NAMES + CLASSES), max_size=4)


@functools.cache
def _one_of(options: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(options)


@functools.cache
def _below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


@dataclass
class _Writer:
    """Draws the statements of one module."""

    draw: st.DrawFn
    path: str
    modules: Sequence[str]
    collisions: bool
    lines: list[str] = field(default_factory=list)

    def pick(self, options: Sequence[str]) -> str:
        return self.draw(_one_of(tuple(options)))

    def chance(self, one_in: int) -> bool:
        return self.draw(_below(one_in)) == 0

    def add(self, line: str, depth: int) -> None:
        self.lines.append(_INDENT * depth + line)

    def block(self, depth: int, size: int, within: str | None) -> None:
        before = len(self.lines)
        for _ in range(1 + self.draw(_below(size))):
            self.statement(depth, within)
        if len(self.lines) == before:
            self.add("pass", depth)

    def statement(self, depth: int, within: str | None) -> None:
        """Write one statement; `within` names the class whose body this is."""
        choices = ["def", "class", "alias", "value", "tuple", "if", "try"]
        if within is None:
            choices += [
                "import", "import", "from", "from", "star", "star", "setattr", "attribute",
                "global", "all", "for", "with", "walrus", "del", "annotated", "match", "while",
            ]  # fmt: skip
        else:
            choices += ["attribute value", "del", "slots", "property"]
        names: tuple[str, ...] = NAMES + CLASSES if within is None else ATTRIBUTES
        if within is None and self.collisions:
            names += MODULES
        name = self.pick(names)
        match self.pick(choices):
            case "def":
                if self.chance(4):
                    self.add("@(lambda f: f)", depth)
                self.add(f"def {name}(*a): ...", depth)
            case "class":
                self.klass(depth, within)
            case "alias":
                self.guarded(f"{name} = {self.expression()}", depth)
            case "value" | "attribute value":
                self.add(f"{name} = {self.pick(('1', '[]', 'len(str())', 'None'))}", depth)
            case "tuple":
                other = self.pick(names)
                self.guarded(f"{name}, ({other},) = {self.expression()}, [lambda: 0]", depth)
            case "if":
                condition = self.pick(("True", "False", "len('x') > 0"))
                self.add(f"if {condition}:", depth)
                self.block(depth + 1, 2, within)
                if self.chance(2):
                    self.add(self.pick(("else:", "elif True:")), depth)
                    self.block(depth + 1, 2, within)
            case "try":
                self.add("try:", depth)
                self.block(depth + 1, 2, within)
                if self.chance(3):
                    self.add("raise ImportError", depth + 1)
                self.add(self.pick(("except ImportError:", "except Exception as a:")), depth)
                self.block(depth + 1, 2, within)
                if self.chance(3):
                    self.add("else:", depth)
                    self.block(depth + 1, 1, within)
                if self.chance(3):
                    self.add("finally:", depth)
                    self.block(depth + 1, 1, within)
            case "import":
                module = self.pick(self.modules)
                suffix = f" as {name}" if self.chance(2) else ""
                self.guarded(f"import {module}{suffix}", depth)
            case "from":
                suffix = f" as {name}" if self.chance(3) else ""
                source, imported = self.source(), self.pick(names + MODULES)
                if not source.endswith(f".{imported}"):
                    self.guarded(f"from {source} import {imported}{suffix}", depth)
            case "star":
                if depth == 0 or not self.chance(3):
                    self.guarded(f"from {self.source()} import *", depth)
            case "setattr":
                owner, value = self.pick(CLASSES), self.expression()
                self.guarded(f"setattr({owner}, {self.pick(('x', 'y'))!r}, {value})", depth)
            case "attribute":
                owner, value = self.pick(CLASSES), self.expression()
                self.guarded(f"{owner}.{self.pick(('x', 'y', '__doc__'))} = {value}", depth)
            case "global":
                function = self.pick(("setup", "teardown"))
                self.add(f"def {function}():", depth)
                self.add(f"global {name}", depth + 1)
                self.add(self.pick((f"{name} = 1", f"def {name}(): ...")), depth + 1)
                if self.chance(2):
                    self.add(f"{function}()", depth)
            case "all":
                listed = self.draw(_LISTED)
                form = self.pick(("{}", "+= {}", ".extend({})"))
                self.add(f"__all__ = {listed[:1]}", depth)
                if form != "{}":
                    self.add("__all__ " + form.format(listed[1:]), depth)
            case "for":
                self.add(f"for {name} in {self.pick(('(1,)', '()'))}:", depth)
                self.block(depth + 1, 1, within)
            case "while":
                self.add("while True:", depth)
                self.block(depth + 1, 1, within)
                self.add("break", depth + 1)
            case "with":
                self.add(f"with __import__('contextlib').nullcontext(1) as {name}:", depth)
                self.block(depth + 1, 1, within)
            case "walrus":
                self.add(f"if ({name} := {self.pick(('1', 'None'))}):", depth)
                self.block(depth + 1, 1, within)
            case "del":
                self.guarded(f"del {name}", depth)
            case "annotated":
                self.guarded(f"{name}: object = {self.expression()}", depth)
            case "match":
                self.add(f"match {self.pick(('1', 'None', '[1, 2]'))}:", depth)
                self.add(self.pick((f"case 1 as {name}:", f"case [{name}, *_]:")), depth + 1)
                self.block(depth + 2, 1, within)
            case "slots":
                self.add("__slots__ = ('s', 't')", depth)
            case "property":
                self.add("@property", depth)
                self.add("def x(self): ...", depth)
                self.add("@x.setter", depth)
                self.add("def x(self, v): ...", depth)

    def guarded(self, line: str, depth: int) -> None:
        """Write a line that may fail, mostly so that its failure ends nothing."""
        if self.chance(50):
            self.add(line, depth)
            return
        self.add("try:", depth)
        self.add(line, depth + 1)
        self.add("except Exception:", depth)
        self.add("pass", depth + 1)

    def expression(self) -> str:
        name = self.pick(NAMES + CLASSES + MODULES)
        return f"{name}.{self.pick(('x', 'y', 'Inner', *NAMES))}" if self.chance(3) else name

    def source(self) -> str:
        """Return a module to import from: by its full name, or relative to this one."""
        module = self.pick(self.modules)
        package = self.path.removesuffix(".py").removesuffix("/__init__").split("/")
        if not self.path.endswith("/__init__.py"):
            package.pop()
        parts = module.split(".")
        if self.chance(2) or parts[: len(package)] != package:
            return module
        return "." + ".".join(parts[len(package) :])

    def klass(self, depth: int, within: str | None) -> None:
        name = self.pick(CLASSES if within is None else ("Inner", "__q"))
        bases = ", ".join(
            self.draw(
                st.lists(
                    st.sampled_from((*CLASSES, "object", "mod.A", "Exception")),
                    max_size=2,
                    unique=True,
                )
            )
        )
        guarded = bases != ""
        if guarded:
            self.add("try:", depth)
            depth += 1
        self.add(f"class {name}({bases}):", depth)
        self.lines.append("")
        marker = len(self.lines) - 1
        self.block(depth + 1, 3, name)
        self.lines[marker] = _INDENT * (depth + 1) + f"here = {f'{self.path}:{marker}'!r}"
        if guarded:
            self.add("except Exception:", depth - 1)
            self.add("pass", depth)


@st.composite
def packages(draw: st.DrawFn, top: str) -> Package:
    """Draw a package named `top`, with a few modules and a namespace folder."""
    layout = {
        f"{top}/sub/mod.py": f"{top}.sub.mod",
        f"{top}/sub/__init__.py": f"{top}.sub",
        f"{top}/space/mod.py": f"{top}.space.mod",
        f"{top}/leaf.py": f"{top}.leaf",
        f"{top}/mod.py": f"{top}.mod",
        f"{top}/__init__.py": top,
    }
    chosen = draw(st.lists(st.sampled_from(list(layout)[:-1]), min_size=1, max_size=5, unique=True))
    present = [path for path in layout if path in chosen or path == f"{top}/__init__.py"]
    modules = [layout[path] for path in present]
    package = Package(
        circular=draw(st.integers(0, 3)) == 0, collisions=draw(st.integers(0, 3)) == 0
    )
    for number, path in enumerate(present):
        # What stands further down may import what stands above; a circle may import anything.
        importable = modules if package.circular else modules[:number]
        writer = _Writer(draw, path, (*importable, f"{top}.absent"), package.collisions)
        if writer.chance(8):
            writer.add("def __getattr__(name):", 0)
            writer.add("if name[:2] == '__': raise AttributeError(name)", 1)
            writer.add("return 1", 1)
        writer.block(0, 7, None)
        package.files[path] = "\n".join(writer.lines) + "\n"
    names = [*NAMES, *CLASSES, *MODULES, "setup", "absent"]
    for module in (*modules, f"{top}.space", f"{top}.absent"):
        package.references.append(module)
        package.references += [f"{module}:{name}" for name in names]
        package.references += [
            f"{module}:{name}.{attribute}"
            for name in CLASSES
            for attribute in ("x", "y", "Inner", f"_{name}__q", "__q", "s", "A")
        ]
    return package
