"""Generated INI texts: from nearly valid ones to noise made of the characters that matter."""

from __future__ import annotations

from hypothesis import strategies as st

# What a reader can mistake: blanks that are not line ends, line ends that are not "\n", brackets
# and delimiters in odd places, and a word for each of the parts.
_FRAGMENTS = [
    *"[]=:#;%",
    *" \t\n\n\n\r\x0c\x0b\x1c\x85\xa0\u2028\x00\ufeff",
    "\r\n",
    *"ab",
    "é😀",
    "%(a)s",
    "DEFAULT",
    "[DEFAULT]\n",
    "[a]\n",
    "\n[b]",
    "\na = b",
    "\nb:",
    "\nc =",
    "\nd=",
    "\n  ",
    "\n   ",
    "\n\t# a",
]
_INDENTS = ["", "", "", " ", "  ", "    ", "\t", "\x0c", " \u2028 "]
_LINE_ENDS = ["\n", "\n", "\n", "\r\n", "\r"]
_WORDS = ["x", "egg:Paste#urlmap", "a = b", "[c]", "%(here)s/é😀", "a\x0cb\u2028c", "==", "\x00"]
_PAD = ["", "", "", " ", "\t", "\x0c", "\xa0 "]

noise = st.lists(st.sampled_from(_FRAGMENTS), max_size=40).map("".join)

_pads = st.sampled_from(_PAD)
_words = st.sampled_from(["", *_WORDS])
# Enough plain ones that most do not repeat.
_letters = "abcdefghijklmnopqrstuvwxyz"
_names = st.sampled_from(["DEFAULT", "]", " app:x ", "a]b", "[", "😀", *_letters])
_keys = st.sampled_from(["set debug", "use", "[k]", "[k", "é", "]", *_letters, *_letters.upper()])
_headers = st.builds("[{}]{}".format, _names, st.sampled_from(["", "", "", " ", "]", " # c", "x"]))
_options = st.builds("{}{}{}{}{}".format, _keys, _pads, st.sampled_from("=:"), _pads, _words)
_comments = st.builds("{}{}".format, st.sampled_from("#;"), _words)
_broken = st.sampled_from(["word", "= no key", ": no key", "[open", "[app:open", "[]", "[", "[] x"])

_kinds = {"header": _headers, "option": _options, "word": _words, "comment": _comments}
_line_mix = ["header", "option", "option", "option", "word", "comment"]


@st.composite
def _lines(draw: st.DrawFn, *, mistakes: bool) -> str:
    """Draw a line: its indent, its text and its end."""
    kind = draw(st.sampled_from([*_line_mix, "broken"] if mistakes else _line_mix))
    indent = draw(st.sampled_from(_INDENTS))
    if kind == "word":
        # Words are there to continue values.
        indent += "        "
    text = draw(_broken if kind == "broken" else _kinds[kind])
    return indent + text + draw(_pads) + draw(st.sampled_from(_LINE_ENDS))


def _texts(*, mistakes: bool) -> st.SearchStrategy[str]:
    body = st.lists(_lines(mistakes=mistakes), max_size=14).map("".join)
    start = st.sampled_from(["[main]\n", "[main]\n", "\r\n# c\r\n[main]\n", "[DEFAULT]\r", ""])
    return st.builds(str.__add__, start, body)


tidy = _texts(mistakes=False)
mistaken = _texts(mistakes=True)
ini_texts = tidy | mistaken | noise | st.builds("[main]\n{}".format, noise)
