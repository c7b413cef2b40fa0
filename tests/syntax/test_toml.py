"""TOML that is broken or half typed is read on, and everything stands where it says."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from entryway.syntax.toml import read_toml
from entryway.syntax.toml_strings import TomlString
from entryway.syntax.toml_tree import TomlArray, TomlTable, TomlTree, TomlValue, plain
from syntax.marks import with_marks, without_marks
from syntax.toml_texts import toml_texts


def problems_in(marked: str) -> list[str]:
    """Return the messages of a text's problems, which stand exactly between its marks."""
    tree = read_toml(without_marks(marked))
    assert with_marks(without_marks(marked), [p.range for p in tree.problems]) == marked
    return [problem.message for problem in tree.problems]


def says(text: str) -> dict[str, object]:
    return plain(read_toml(without_marks(text)).root)


BROKEN = {
    "no equals sign": ("«a.b»\nc = 1\n", {"c": 1}),
    "no value": ("a «=» # none\nc = 1\n", {"c": 1}),
    "no value in an array": ("a = [1, «}»\nc = 1\n", {"a": [1], "c": 1}),
    "text without quotes": ("a = «b c» # d\nc = 1\n", {"c": 1}),
    "no number": ("a = «1_»\nc = 1\n", {"c": 1}),
    "no date": ("a = «2021-02-30»\nc = 1\n", {"c": 1}),
    "something behind a value": ('a = "b" «c d»\nc = 1\n', {"a": "b", "c": 1}),
    "something behind a header": ("[a] «b = 1»\nc = 1\n", {"a": {"c": 1}}),
    "a string that is not closed": ('a = «"b # c»\nc = 1\n', {"a": "b # c", "c": 1}),
    "lines that are not closed": ('a = «"""b»\nx\n[c]\nc = 1\n', {"a": "b", "c": {"c": 1}}),
    "a header that is not closed": ("«[a.b»\nc = 1\n", {"a": {"b": {"c": 1}}}),
    "a header in quotes": ('[a.«"b»\nc = 1\n', {"a": {"b": {"c": 1}}}),
    "a header that breaks off": ("[a«.»\nc = 1\n[d]\n", {"d": {}}),
    "an array that is not closed": (
        'a = «[»\n  "b", # c = 1\n  "d",\n\n[c]\nc = 1\n',
        {"a": ["b", "d", []], "c": {"c": 1}},
    ),
    "arrays that are not closed": ("a = «[»[1,\nc = 1\n", {"a": [[1]], "c": 1}),
    "an array at the end": ("a = «[»1,\n2", {"a": [1, 2]}),
    "no comma": ('a = [\n"b"\n«"»d",\n]\nc = 1\n', {"a": ["b"], "c": 1}),
    "braces that are not closed": ("a = «{»b = 1\n[c]\n", {"a": {"b": 1}, "c": {}}),
    "half a value in braces": (
        'a = {b = 1, c = «"d}»\nc = 1\n',
        {"a": {"b": 1, "c": "d}"}, "c": 1},
    ),
    "braces over lines": ("a = «{»\n  b = 1,\n  c = 2\n}\n", {"a": {"b": 1, "c": 2}}),
    "braces that take in other lines": ("a = «{»\nb = 1\nc = 2\n", {"a": {"b": 1}, "b": 1, "c": 2}),
    "a comma before a brace": ("a = {b = 1«,» }\nc = 1\n", {"a": {"b": 1}, "c": 1}),
    "a key twice": ("a = 1\n«a» = 2\nc = 1\n", {"a": 1, "c": 1}),
    "a table twice": ("[a]\nb = 1\n[«a»]\nc = 1\n", {"a": {"b": 1, "c": 1}}),
    "a table in a value": ("a = 1\n[«a».b]\nc = 1\n", {"a": 1}),
    "a table in closed braces": ("a = {}\n«a».b = 1\nc = 1\n", {"a": {}, "c": 1}),
    "a wrong escape": ('a = "b«\\x»41"\nc = 1\n', {"a": "b\\x41", "c": 1}),
    "a surrogate": ('a = "«\\u»D800"\nc = 1\n', {"a": "\\uD800", "c": 1}),
    "a key of no letters": ("«é» = 1\nc = 1\n", {"c": 1}),
    "a control character": ("a = '«\x00»'\nc = 1\n", {"a": "\x00", "c": 1}),
    "a number of thousands of digits": (f"a = «{'1' * 5000}»\nc = 1\n", {"c": 1}),
}


@pytest.mark.parametrize(("marked", "rest"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_told_once_and_the_rest_is_read(
    marked: str, rest: dict[str, object]
) -> None:
    assert len(problems_in(marked)) == 1
    assert says(marked) == rest


def test_each_broken_line_is_told() -> None:
    assert len(problems_in("«a»\n«b c»\nd = «e»\nf = 1 «g»\n".replace("«b c»", "«b» c"))) == 4


def test_a_lone_carriage_return_ends_a_line_and_is_told() -> None:
    tree = read_toml("a = 1\rb = 2\r")
    assert plain(tree.root) == {"a": 1, "b": 2}
    (problem,) = tree.problems
    assert "carriage return" in problem.message


def test_the_second_says_where_the_first_one_is() -> None:
    marked = "[a.«b»]\n[a]\n«b».c = 1\n".replace("«b».c", "b.c")
    tree = read_toml("[a.b]\nx = 1\n[a.b]\n")
    (problem,) = tree.problems
    assert problem.first == read_toml(without_marks(marked)).range(3, 4)
    assert problem.message == '"b" is already defined on line 1, as a table; merge the two'


def test_no_message_repeats_a_value() -> None:
    for text in (
        "password = hunter2\n",
        "password = hunter2, \n",
        'a = "hunter2\n',
        "a = [hunter2",
    ):
        for problem in read_toml(text).problems:
            assert "hunter2" not in problem.message


def strings(tree: TomlTree) -> Iterator[TomlString]:
    pending: list[TomlValue] = [tree.root]
    while pending:
        value = pending.pop()
        if isinstance(value, TomlString):
            yield value
        elif isinstance(value, TomlArray):
            pending.extend(value.items)
        elif isinstance(value, TomlTable):
            for item in value.items:
                yield from item.keys
                if item.value is not None:
                    pending.append(item.value)


@given(text=toml_texts)
@settings(max_examples=500, derandomize=True, deadline=None)
def test_every_character_stands_where_it_says(text: str) -> None:
    tree = read_toml(text)
    for string in strings(tree):
        name = tree.name(string)
        assert name.text == string.text
        if name.places is None:
            assert tree.lines.slice(name.range) == name.text
            continue
        assert len(name.places) == len(name.text)
        assert (name.places[0].start, name.places[-1].end) == name.range
        for char, place in zip(name.text, name.places, strict=True):
            written = tree.lines.slice(place)
            assert written in (char, "\r\n", "\r") or written.startswith("\\")
        assert list(name.places) == sorted(name.places)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 10_000,
        "a = " + "[" * 10_000 + "]" * 10_000,
        "a = " + "{a = " * 10_000,
        "a = " + "{a = [" * 5_000 + "1" + "]}" * 5_000,
        ".".join("a" * 10_000) + " = 1",
        f"[{'.'.join('a' * 10_000)}]",
    ],
)
def test_nesting_has_no_limit(text: str) -> None:
    tree = read_toml(text)
    value: object = plain(tree.root)
    depth = 0
    while isinstance(value, dict | list) and value:
        value = value[0] if isinstance(value, list) else value["a"]
        depth += 1
    assert depth >= 10_000


SLOW = {
    "openers": 'a = """\n',
    "arrays": "a = [\n",
    "quotes in quotes": 'a = [\'"""\', """\n',
    "strings in an array": "a = [\"\"\"\nb = '''x''' \"\"\",\n",
    "an array and its inside": "a = [1,\n1,\n1,\n1,\n1,\n",
    "no values": "a =          \n",
    "escapes": 'a = "\\x\\x\\x\\x\\x"\n',
    "headers": "[a\n",
    "blanks": "a" + " " * 40 + "\n",
}


@pytest.mark.parametrize("line", SLOW.values(), ids=SLOW)
def test_time_grows_with_the_text_only(line: str) -> None:
    def seconds(count: int) -> float:
        text = line * count
        start = time.process_time()
        read_toml(text)
        return time.process_time() - start

    # Sixteen times the text takes 256 times as long where time grows with its square.
    assert seconds(4000) < 100 * max(min(seconds(250) for _ in range(3)), 0.002)


def test_a_text_that_was_read_leaves_no_garbage_behind() -> None:
    gc.collect()
    gc.disable()
    try:
        read_toml("[shop]\nscripts = {a = 1}\n[[shop.list]]\n")
        assert gc.collect() == 0
    finally:
        gc.enable()
