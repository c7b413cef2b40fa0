"""What tomllib accepts we read alike, value for value; for what it rejects we have a problem."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entryway.syntax.toml import read_toml
from entryway.syntax.toml_tree import plain
from syntax.toml_texts import KEYS, SCALARS, WRONG_KEYS, WRONG_SCALARS, documents, toml_texts

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def _is_toml_1_0() -> bool:
    """Whether the reader at hand refuses what only TOML 1.1 has."""
    try:
        tomllib.loads("a = {b = 1,}")
    except tomllib.TOMLDecodeError:
        return True
    return False


pytestmark = pytest.mark.skipif(not _is_toml_1_0(), reason="this tomllib reads TOML 1.1")


def assert_agreement(text: str) -> None:
    tree = read_toml(text)
    try:
        expected = tomllib.loads(text)
    except ValueError as error:
        assert tree.problems, f"{error}: {text!r}"
    else:
        assert not tree.problems, f"{tree.problems}: {text!r}"
        # As text, since nan equals nothing, and 1 equals True.
        assert repr(plain(tree.root)) == repr(expected)


@given(text=toml_texts)
@settings(max_examples=700, derandomize=True, deadline=None)
def test_any_text_reads_alike_or_is_reported(text: str) -> None:
    assert_agreement(text)


@given(text=documents)
@settings(max_examples=400, derandomize=True, deadline=None)
def test_documents_read_alike(text: str) -> None:
    assert_agreement(text)


@given(text=st.text())
@settings(max_examples=150, derandomize=True, deadline=None)
def test_any_unicode_reads_alike_or_is_reported(text: str) -> None:
    assert_agreement(text.removeprefix("\ufeff"))


@pytest.mark.parametrize("word", [*SCALARS, *WRONG_SCALARS, '""""""', '""""x""""', "'" * 8])
def test_every_value_reads_alike_or_is_reported(word: str) -> None:
    for text in ("a = {}\n", "a = [{}, # c\n{}]\n", "a = {{b = {}, c = 1}}\n", "a ={}"):
        assert_agreement(text.replace("{}", word).replace("{{", "{").replace("}}", "}"))


@pytest.mark.parametrize("word", [*KEYS, *WRONG_KEYS])
def test_every_key_reads_alike_or_is_reported(word: str) -> None:
    for text in ("{} = 1\n", "[{}]\n", "[[{}]]\n", "x.{} . y= 1\n", "[x.{}]\n", "x = {{{} = 1}}\n"):
        assert_agreement(text.replace("{}", word).replace("{{", "{").replace("}}", "}"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.b.c = 1\na.d = 2\n[a.e]\n",
        "[x]\na.b = 1\n[x.a]\n",
        "[x]\na.b.c = 1\n[x.a.d]\n",
        "[x]\na.b.c = 1\n[x.a.b]\n",
        "[a.b.c]\nz = 9\n[a]\nb.c.t = 1\n",
        "[a.b.c]\nz = 9\n[a]\nb.t = 1\n",
        "[a.b]\n[a]\n[a.c]\n",
        "[a]\n[a]\n",
        "[a]\nb = 1\n[a.b]\n",
        "[[a]]\n[a.b]\n[[a]]\n[a.b]\n",
        "[[a]]\n[a]\n",
        "[a]\n[[a]]\n",
        "[[a.b]]\n[a]\n[[a.b]]\n",
        "[[a.b]]\n[[a]]\n",
        "[[a]]\nb.c = 1\n[[a]]\nb.c = 2\n[a.b]\n",
        "[[a.b]]\n[a]\nb.c = 1\n",
        "a = []\n[[a]]\n",
        "a = [{b = 1}]\n[[a]]\n",
        "a = [{b = 1}]\n[a.c]\n",
        "a = {b = 1}\na.c = 2\n",
        "a = {b = 1}\n[a.c]\n",
        "a = {b.c = 1, b.d = 2}\n",
        "a = {b = {}, b.c = 1}\n",
        "a = {b = [], b.c = 1}\n",
        "a = {b = 1, b.c = 1}\n",
        "a = {b.c = 1, b = 1}\n",
        "a = 1\na.b = 2\n",
        "a.b = 1\na = 2\n",
        "a = 1\n'a' = 2\n",
        "a = [[1, [2, []]], {b = [{}]}]\n",
        "a = [1, # one\n\n2,\n]\n",
        "a = 1 b = 2\n",
        "a = 1979-05-27 # no time\n",
        "a = 1979-05-27 07\n",
        "a = 1979-05-27 07:32:00\n",
        "a = trueish\n",
        "a = nan\nb = -nan\n",
        "a = 1\r\nb = 2\r\n",
        "a = 1\rb = 2\r",
        "# \r\n",
        "# \r",
        "a = '''\r\n x\r\n'''\r\n",
        'a = """x\\\r\n\r\n  y"""\r\n',
        "[ a . 'b' ]\n",
        "[ [a]]\n",
        "[[a] ]\n",
        "[]\n",
        "a",
        "a =",
        "= 1",
        "[a]]",
        "[[a]",
    ],
)
def test_texts_that_are_easy_to_read_otherwise(text: str) -> None:
    assert_agreement(text)
