"""Generated TOML texts: valid documents, documents with mistakes, and noise of what matters."""

from __future__ import annotations

from hypothesis import strategies as st

_FRAGMENTS = [
    *"[]{}=.,#'\"\\",
    *" \t\n\n\n\r\x00\x1f\x7f\x85\u2028",
    "\r\n",
    *("'''", '"""', "[[", "]]", "\\n", "\\u00e9", "\\U0001F600", "\\uD800", "\\x", "\\\n  "),
    *("a", "b", "é", "😀", "-", "_", "1", "0"),
    *(
        "\n[a]\n",
        "\n[a.b]\n",
        "\n[[c]]\n",
        "\n[[c.d]]\n",
        "\na = 1\n",
        "\na.b = 2\n",
        '\nb = "x"\n',
    ),
    *("\nc = [\n", "\nd = {", "true", "inf", "1979-05-27", "T07:32:00Z", " 07:32:00", "0x1f"),
]
SCALARS = [
    *("true", "false", "0", "+1", "-17", "1_000", "0xDEAD_beef", "0o17", "0b1_0"),
    *("1.5", "-0.0", "1e5", "6.26e-3_4", "+inf", "-inf", "3_1.4_1"),
    *("1979-05-27", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00.123456789", "07:32:00"),
    *("1979-05-27t00:32:00.5-07:00", "2020-02-29", "23:59:59.1"),
    *('""', "''", '"a # b"', "'\\'", '"\\u00e9\\U0001F600\\"\\\\"', '"é😀"', '"\\b\\t\\n\\f\\r"'),
    *('""""""', "''''''", '"""\na\n b"""', "'''\r\na\\\r\n'''", '"""a\\\n   b \\  \n\n c"""'),
    *('"""""x"" """', '"""x"""""', "'''''x'''''", '"""\\""" """', '"""a\\\r\n  b\r\nc"""', '"\t"'),
]
WRONG_SCALARS = [
    *("", "01", "1_", "_1", "1__0", "0x", "0xg", "+0x1", "1.", ".1", "1.e5", "1e", "True", "nan1"),
    *("1979-13-01", "2021-02-29", "1979-05-27T25:00:00", "07:32", "1979-05-27T07:32:00+24:00"),
    *('"', "'", '"""', "'''x''", '"\\x41"', '"\\uD800"', '"\\U00110000"', '"\\u12"', '"""a\\ b"""'),
    *(
        '"a\nb"',
        "shop.cli:main",
        "-",
        "+",
        "1 2",
        "[1, 2",
        "{a = 1",
        "{a = 1,}",
        "{a = 1\n}",
        "[,]",
    ),
    *("{a.b = 1, a = 2}", "{a = {}, a.b = 1}", '"\x00"', "'\x7f'", "0000-01-01", "1" * 5000, "]"),
]
KEYS = ["a", "b", "c", "d", "1", "-", '"a"', "'b'", '"a.b"', '"\\u0061"', '""', '"é"', "a-1"]
WRONG_KEYS = ["", "é", "a b", '"""a"""', '"a', "a.", ".a", "a..b", "'a\nb'", "+"]

_gap = st.sampled_from(["", "", " ", "\t "])
_end = st.sampled_from(["\n", "\n", "\r\n", " # c\n", "\n\n", "\t#é😀\r\n"])


def _key(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    dotted = st.lists(parts, min_size=2, max_size=3)
    return parts | parts | st.builds(lambda gap, words: f"{gap}.{gap}".join(words), _gap, dotted)


def _value(scalars: st.SearchStrategy[str], keys: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    breaks = st.sampled_from(["", " ", "\n", " # ],\n  "])
    names = st.lists(keys, max_size=3, unique=True)

    def array(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        items = st.lists(inner, max_size=3)
        return st.builds(
            lambda items, gap, tail: f"[{gap}{f'{gap},{gap}'.join(items)}{tail if items else ''}]",
            items,
            breaks,
            st.sampled_from(["", ",", "\n,\n"]),
        )

    def inline(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        def write(keys: list[str], values: list[str], gap: str) -> str:
            pairs = zip(keys, values, strict=False)
            return "{" + gap + ", ".join(f"{k}{gap}={gap}{v}" for k, v in pairs) + gap + "}"

        return st.builds(write, names, st.lists(inner, min_size=3, max_size=3), _gap)

    return st.recursive(scalars, lambda inner: array(inner) | inline(inner), max_leaves=5)


def _texts(keys: st.SearchStrategy[str], scalars: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    key, value = _key(keys), _value(scalars, keys)
    pair = st.builds("{}{}{}={}{}{}".format, _gap, key, _gap, _gap, value, _end)
    header = st.builds("{}[{}{}{}]{}".format, _gap, _gap, key, _gap, _end)
    headers = st.builds("[[{}{}{}]]{}".format, _gap, key, _gap, _end)
    other = st.sampled_from(["\n", "# [a]\n", "  # é\r\n", "\t\n"])
    return st.lists(pair | pair | header | headers | other, max_size=8).map("".join)


noise = st.lists(st.sampled_from(_FRAGMENTS), max_size=40).map("".join)
"""Most are no TOML."""

documents = _texts(st.sampled_from(KEYS), st.sampled_from(SCALARS))
"""Nothing is wrong with them but, in some, what is defined twice."""

mistaken = _texts(
    st.sampled_from([*KEYS, *KEYS, *WRONG_KEYS]),
    st.sampled_from([*SCALARS, *SCALARS, *WRONG_SCALARS]),
)
"""Here and there a word is wrong."""


@st.composite
def half_typed(draw: st.DrawFn) -> str:
    """Draw a document in which a stretch has been cut out."""
    text = draw(documents)
    start = draw(st.integers(0, len(text)))
    return text[:start] + text[draw(st.integers(start, min(len(text), start + 12))) :]


toml_texts = documents | mistaken | noise | half_typed()
