"""Source that is being typed is read as far as parso recovers it, every range in its place."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entryway.model import Reason
from entryway.syntax.python import Unparsable, parse_python, parse_unfinished
from resolve.worlds import Maker, World, split_files
from syntax.marks import without_marks


def editing(world: Maker, text: str) -> World:
    """Return a world whose files are open in an editor and not saved."""
    marked = split_files(text)
    unsaved = {path: without_marks(source) for path, source in marked.items()}
    made = world({})
    return World(made.root, marked, overlays=unsaved)


@pytest.mark.parametrize(
    "broken",
    [
        "def unfinished(",
        "def unfinished(self, x",
        "x = ",
        "x = [1, 2",
        "from shop import",
        "import",
        "class Unfinished(",
        "class Unfinished:",
        "if x ==",
        "x = 'open",
        "print 'Python 2'",
        "return (",
        "@decorator(",
        "else:",
        "a b c",
        "é = \U0001f600",
        "    x = 1",
    ],
)
def test_a_broken_line_hides_nothing_around_it(world: Maker, broken: str) -> None:
    text = f"""
-- app.py --
def before(): ...

{broken}

class App:
    def «run»(self): ...
    x = 1

def after(): ...
"""
    app = editing(world, text)
    app.leads("app:App.run")
    assert app.resolve("app:before").targets[0].selection.start.line == 0  # type: ignore[union-attr]
    assert app.resolve("app:after").targets[0].selection.start.line == 8  # type: ignore[union-attr]


def test_a_broken_line_inside_a_body(world: Maker) -> None:
    editing(
        world,
        """
        -- app.py --
        class App:
            def first(self):
                self.x.
            def «second»(self):
                return [1,
        def third(): ...
        """,
    ).leads("app:App.second")


def test_a_broken_end(world: Maker) -> None:
    editing(world, "-- app.py --\ndef «main»(): ...\nx = (1 +\n").leads("app:main")


def test_only_editors_texts_are_repaired(world: Maker) -> None:
    source = "def main(): ...\nx = (\n"
    world({"app.py": source}).hides(Reason.SYNTAX, "app:main")


def test_a_name_is_not_missing_while_its_line_is_broken(world: Maker) -> None:
    app = editing(world, "-- app.py --\ndef other(): ...\ndef main(x,\n")
    answer = app.resolve("app:main")
    assert type(answer).__name__ != "Missing"


any_text = st.lists(
    st.sampled_from(
        [
            *(
                "def f(x):\n",
                "    return x\n",
                "class C(\n",
                "x = (1,\n",
                "'''\n",
                "\f",
                "\r\n",
                "\r",
            ),
            *("if x:\n", "        y = é\n", ")\n", "]", "\u2028", "import \n", "\\\n", "\t", "#\n"),
        ]
    ),
    max_size=12,
).map("".join) | st.text(max_size=40)


@given(any_text)
@settings(max_examples=400, derandomize=True, deadline=None)
def test_no_text_is_too_broken(text: str) -> None:
    tree = parse_unfinished(text)
    assert isinstance(tree, ast.Module | Unparsable)


@given(any_text)
@settings(max_examples=300, derandomize=True, deadline=None)
def test_what_parses_is_not_repaired(text: str) -> None:
    tree = parse_python(text)
    if not isinstance(tree, Unparsable):
        assert ast.dump(parse_unfinished(text), include_attributes=True) == ast.dump(  # type: ignore[arg-type]
            tree, include_attributes=True
        )


@given(any_text)
@settings(max_examples=300, derandomize=True, deadline=None)
def test_every_name_that_is_left_stands_in_the_text(text: str) -> None:
    tree = parse_unfinished(text)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for node in ast.walk(tree) if isinstance(tree, ast.Module) else ():
        if isinstance(node, ast.Name) and node.id.isascii():
            line = lines[node.lineno - 1].encode()
            assert line[node.col_offset : node.end_col_offset] == node.id.encode()
