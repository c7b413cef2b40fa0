"""What a complete reading of setup.py declares is what setuptools records when it runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialects.readings import declared
from dialects.test_setup_py import COMPUTED, DECLARED, IMPORT
from entryway.dialects.setup_py import read_setup_py
from entryway.files.store import Store
from entryway.files.view import Text, View
from entryway.workspace.projects import read_project

Run = Callable[[dict[str, str]], list[list[str]] | None]


@pytest.fixture(scope="module", name="run")
def start_setuptools() -> Iterator[Run]:
    """Return what runs `egg_info` of a project and answers what it records, None if refused."""
    runner = Path(__file__).parent / "setup_py_runner.py"
    process = subprocess.Popen(
        [sys.executable, str(runner)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def run(files: dict[str, str]) -> list[list[str]] | None:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(files) + "\n")
        process.stdin.flush()
        recorded: list[list[str]] | None = json.loads(process.stdout.readline())
        return recorded

    with process:
        yield run
        assert process.stdin is not None
        process.stdin.close()


def read(text: str) -> tuple[list[tuple[str, str, str]], bool, bool]:
    """Return what we read: the entry points, whether these are all, whether any is wrong."""
    whole = Text("/shop/setup.py", text)
    reading = read_setup_py(whole)
    return sorted(declared(reading)), not reading.has_more, bool(reading.problems)


@pytest.mark.parametrize(
    "text",
    # `distutils` by itself records no metadata; setuptools has to be imported for that.
    [text for name, text in DECLARED.items() if "distutils" not in name],
)
def test_each_form_is_recorded_as_it_is_read(text: str, run: Run) -> None:
    entries, complete, _ = read(text)
    assert complete
    assert run({"setup.py": text}) == [list(entry) for entry in entries]


_WORDS = st.sampled_from(["shop", "cli", "main", "é", "App", "_x"])
_DOTTED = st.lists(_WORDS, min_size=1, max_size=3).map(".".join)
_VALUES = st.builds(
    "{}{}{}".format,
    _DOTTED,
    st.one_of(st.just(""), _DOTTED.map(":{}".format)),
    st.sampled_from(["", "", " [x]", "[x, y]"]),
)
_NAMES = st.sampled_from(["shop", "a-b", "a b", "x.y", "é😀", "n:m", "q'q", 'd"d', "b\\s"])
_BLANKS = st.sampled_from(["", " ", "  ", "\t"])
_LINES = st.one_of(
    st.builds("{}{}{}={}{}{}".format, _BLANKS, _NAMES, _BLANKS, _BLANKS, _VALUES, _BLANKS),
    st.sampled_from(["", " ", "# why", "  # a = b", "shop = shop:main"]),
)
_ENDS = st.sampled_from(["\n", "\n", "\n", "\n\n", "\r\n", "\r", "\f", "\v", "\u2028", "\x85"])
_TEXTS = st.lists(st.tuples(_LINES, _ENDS), max_size=4).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)
_GROUPS = st.sampled_from(["console_scripts", "shop.plugins", "g", "é", "a b"])


@st.composite
def literals(draw: st.DrawFn, said: st.SearchStrategy[str]) -> str:
    """Return Python that stands for a text, in one of the many ways to write it."""
    text = draw(said)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=2)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    written = draw(st.sampled_from([" ", " + ", "\n    ", "  # why\n    ", " \\\n"])).join(
        _written(draw, piece) for piece in pieces
    )
    return f"({written})"


def _written(draw: st.DrawFn, text: str) -> str:
    quote = draw(st.sampled_from(['"', "'", '"""', "'''"]))
    fits = quote[0] not in text and "\r" not in text
    if draw(st.booleans()) and fits and "\\" not in text and (len(quote) == 3 or "\n" not in text):
        return draw(st.sampled_from(["", "r", "u"])) + quote + text + quote
    escape = draw(st.sampled_from(["\\x{:02x}", "\\u{:04x}", "\\U{:08x}"]))
    every = draw(st.integers(1, 5))
    chars: list[str] = []
    for number, char in enumerate(text):
        code = escape.format(ord(char))
        is_whole = len(code) == (4 if escape[1] == "x" else 6 if escape[1] == "u" else 10)
        plain = char.isprintable() and char not in "\\'\""
        chars.append(char if plain and (number % every or not is_whole) else _code(char))
    return quote + "".join(chars) + quote


def _code(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\U{ord(char):08x}"


_ELEMENTS = st.lists(literals(_LINES), max_size=3)
_COLLECTIONS = st.one_of(
    _ELEMENTS.map(lambda each: f"[{', '.join(each)}]"),
    _ELEMENTS.map(lambda each: f"({''.join(f'{element}, ' for element in each)})"),
    _ELEMENTS.filter(bool).map(lambda each: "{" + ", ".join(each) + "}"),
    literals(_TEXTS),
)
_PAIRS = st.lists(st.tuples(literals(_GROUPS), _COLLECTIONS), max_size=3)
_FILES = st.lists(st.tuples(_GROUPS, _TEXTS), max_size=3).map(
    lambda groups: "".join(f"[{group}]\n{text}\n" for group, text in groups)
)
_ARGUMENTS = st.one_of(
    _PAIRS.map(lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"),
    literals(_FILES),
)
_SETUPS = st.builds(
    str.format,
    st.sampled_from(
        [
            "setup(name='shop', entry_points={0})",
            "EP = {0}\nsetup(name='shop', entry_points=EP)",
            "def main():\n  ep = {0}\n  setup(name='shop', entry_points=ep)\nmain()",
            "setup(**dict(name='shop', entry_points={0}))",
        ]
    ),
    _ARGUMENTS,
)


@given(text=_SETUPS)
@settings(max_examples=150, derandomize=True, deadline=None)
def test_what_is_generated_is_recorded_as_it_is_read(text: str, run: Run) -> None:
    entries, complete, wrong = read(IMPORT + text)
    assert complete
    recorded = run({"setup.py": IMPORT + text})
    if recorded is None:
        assert wrong
    else:
        assert sorted(map(tuple, recorded)) == entries


def test_what_is_computed_is_never_said_to_be_all(run: Run) -> None:
    """Those that run at all record what we did not read."""
    texts = [IMPORT + text for text in COMPUTED.values()]
    recorded = [run({"setup.py": f"x = found = []\n{text}"}) for text in texts]
    assert any(recorded)
    assert not any(read(text)[1] for text in texts)


@pytest.mark.parametrize(
    ("setup_py", "setup_cfg"),
    [
        ("setup(name='shop', entry_points={'g': ['a = b:c']})", ""),
        ("setup(entry_points={'g': ['a = b:c']})", "[metadata]\nname = shop\n"),
        ("setup(name='shop')", "[metadata]\nname = other\n[options.entry_points]\ng = a = b\n"),
        ("setup(name='shop', entry_points={})", "[options.entry_points]\ng = a = b\n"),
    ],
)
def test_a_project_is_what_both_files_say(
    setup_py: str, setup_cfg: str, run: Run, tmp_path: Path
) -> None:
    files = {"setup.py": IMPORT + setup_py, "setup.cfg": setup_cfg}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    project = read_project(View(Store()), str(tmp_path))
    assert {d.name for d in project.distributions} == {"shop"}
    assert all(d.complete for d in project.distributions)
    entries = [
        [e.group.text, e.name.text, e.value.text]
        for d in project.distributions
        for e in d.entry_points
    ]
    assert run(files) == entries
