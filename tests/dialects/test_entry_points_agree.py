"""Generated texts are read as those read them who will: setuptools, pbr and importlib.metadata."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dialects.readings import declared
from entryway.dialects.entry_points_txt import read_entry_points_txt
from entryway.dialects.pyproject import read_pyproject
from entryway.dialects.setup_cfg import read_setup_cfg
from entryway.files.view import Text
from entryway.problems import Code

Declared = list[tuple[str, str, str]]

_names = st.sampled_from(["a", "v1.0/x+zip", "two words", "A", "é", "-", "b]", "a.b"])
_values = st.sampled_from(
    ["shop:main", "shop.cli : App.main [x,y]", "shop", "a-b", "", "shop:main # c", "a = b", "[x]"]
)
_entries = st.builds(
    "{}{}{}".format, _names, st.sampled_from([" = ", "=", " =  ", "= "]), _values
) | st.just("# a comment")
_groups = st.sampled_from(["console_scripts", "shop.plugins", "Shop", "x"])
_indents = st.sampled_from(["    ", "\t", "  "])
_ends = st.sampled_from(["\n", "\n", "\n", "\n\n", "\r\n", "\n# c\n", "\n    ; c\n"])


@st.composite
def _lists(draw: st.DrawFn) -> str:
    """Draw the value of a group: on the lines below its key, or on the key's own."""
    if draw(st.integers(0, 3)) == 0:
        return " " + ", ".join(draw(st.lists(_entries, max_size=3))) + draw(_ends)
    lines = draw(st.lists(_entries, max_size=4))
    return "".join(draw(_ends) + draw(_indents) + line for line in lines) + draw(_ends)


@st.composite
def _section(draw: st.DrawFn, header: str) -> str:
    groups = draw(st.lists(_groups, unique_by=str.lower, max_size=3))
    return f"[{header}]\n" + "".join(f"{group} ={draw(_lists())}" for group in groups)


@st.composite
def _inline(draw: st.DrawFn) -> str:
    lines: list[str] = []
    for group in draw(st.lists(_groups, unique=True, max_size=3)):
        lines += [f"[{group}]", *draw(st.lists(_entries, max_size=3))]
    return "[options]\nentry_points =\n" + "".join(f"    {line}\n" for line in lines)


@pytest.fixture(scope="module")
def read_with_setuptools() -> Iterator[Callable[..., Declared | None]]:
    script = Path(__file__).with_name("setuptools_reader.py")
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    requests, answers = process.stdin, process.stdout

    def read(text: str, name: str = "setup.cfg") -> Declared | None:
        requests.write(json.dumps([name, text]) + "\n")
        requests.flush()
        answer = json.loads(answers.readline())
        return None if answer is None else [(group, name, value) for group, name, value in answer]

    with process:
        yield read
        requests.close()


def ours(text: str) -> Declared:
    return declared(read_setup_cfg(Text("/shop/setup.cfg", text)))


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=_section("options.entry_points") | _inline())
def test_setuptools(read_with_setuptools: Callable[..., Declared | None], text: str) -> None:
    theirs = read_with_setuptools(text)
    assume(theirs is not None)
    assert ours(text) == theirs


_toml_names = st.sampled_from(["a", "'a.b'", '"\\u0061-b"', "A", "1"])
_toml_values = st.sampled_from(
    [
        "'shop:main'",
        '"shop.c\\u006Ci:App.main [x,y]"',
        '"""\\\n  shop:main"""',
        "'''shop'''",
    ]
)


@st.composite
def _project(draw: st.DrawFn) -> str:
    """Draw a `[project]` with entry points in one of the forms that TOML has for them."""
    groups = draw(st.lists(st.sampled_from(["shop.plugins", "x", "a.b"]), unique=True, max_size=2))
    tables = [("scripts", "project.scripts"), ("gui-scripts", "project.gui-scripts")]
    tables += [(f"entry-points.'{g}'", f"project.entry-points.'{g}'") for g in groups]
    inside, below = "", ""
    for key, header in tables:
        names = draw(st.lists(_toml_names, unique=True, max_size=3))
        pairs = [f"{name} = {draw(_toml_values)}" for name in names]
        match draw(st.sampled_from(["dotted", "braces", "header"])):
            case "dotted":
                inside += "".join(f"{key}.{pair}\n" for pair in pairs)
            case "braces":
                inside += f"{key} = {{{', '.join(pairs)}}}\n"
            case _:
                below += f"[{header}]\n" + "".join(f"{pair} # c\n" for pair in pairs)
    return f"[project]\nname = 'shop'\nversion = '1'\n{inside}{below}"


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=_project())
def test_setuptools_in_pyproject(
    read_with_setuptools: Callable[..., Declared | None], text: str
) -> None:
    theirs = read_with_setuptools(text, "pyproject.toml")
    assume(theirs is not None)
    reading = read_pyproject(Text("/shop/pyproject.toml", text))
    assert sorted(declared(reading)) == sorted(theirs or [])
    assert Code.SYNTAX_ERROR not in [problem.code for problem in reading.problems]


@settings(deadline=None)
@given(_section("entry_points"))
def test_pbr(text: str) -> None:
    """As `pbr.util.setup_cfg_to_args` and `split_multiline` document it."""
    parser = ConfigParser(interpolation=None)
    parser.read_string(text)
    theirs = [
        (group.replace("-", "_"), *(part.strip() for part in line.split("=", 1)))
        for group, value in parser["entry_points"].items()
        for line in map(str.strip, value.split("\n"))
        if line and not line.startswith("#")
    ]
    assert [(g, n, v) for g, n, v in ours(text)] == [row for row in theirs if len(row) == 3]


_recorded_lines = st.one_of(
    _entries,
    st.builds("[{}]".format, st.sampled_from(["a", "b", " a ", "", "[a]", "a]b"])),
    st.sampled_from(["", "  # c", "   a = b:c  ", "a : b = c:d"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(_recorded_lines, max_size=12), end=st.sampled_from(["\n", "\r\n"]))
def test_importlib_metadata(tmp_path: Path, lines: list[str], end: str) -> None:
    text = end.join(lines)
    folder = tmp_path / "shop-1.dist-info"
    folder.mkdir(exist_ok=True)
    (folder / "entry_points.txt").write_text(text, "utf-8", newline="")
    theirs = [(e.group, e.name, e.value) for e in PathDistribution(folder).entry_points]
    reading = read_entry_points_txt(Text("/shop/entry_points.txt", text))
    assert declared(reading) == theirs
