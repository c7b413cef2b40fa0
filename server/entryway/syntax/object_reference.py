"""The grammar of object references, with the place of every part.

The rule is the packaging specification "Entry points", data model: `module`, or
`module:attribute`, both dotted names of Python identifiers, with extras in brackets behind them.
Blanks may stand around the colon and the brackets and nowhere else. Texts are split as
`importlib.metadata.EntryPoint.pattern` splits them; of what that accepts, two things are refused
here, since they can't be imported: words that are no identifiers (`a..b`, `1a`), and a module whose
last word is `py`, which is a file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from entryway.model import Name, ObjectReference, Range, line_range
from entryway.namedtuples import NamedTuple

_COMMENT = re.compile(r"\s[#;]")
_BLANKS = re.compile(r"\s+")
_PATH = re.compile(r"([\w./\\-]+?)\.pyw?")
_QUOTED_LENGTH = 60


class InvalidReference(NamedTuple):
    """Why a value is no object reference: the offending characters, a sentence, and a remedy.

    `place` is empty where the characters are missing. `replacement` is what `place` may be changed
    to, "" to remove it, None where nobody knows.
    """

    place: Name
    message: str
    replacement: str | None = None


def part(name: Name, start: int, end: int) -> Name:
    """Return the characters `start` to `end` of a name, at their place."""
    if name.places is not None:
        places = name.places[start:end]
        if places:
            return Name(name.text[start:end], Range(places[0].start, places[-1].end), places)
        at = name.places[start].start if start < len(name.places) else name.range.end
        return Name("", Range(at, at))
    line, column = name.range.start
    return Name(name.text[start:end], line_range(line, column + start, column + end))


def stripped(name: Name) -> Name:
    """Return a name without the blanks around it; one of nothing but blanks is empty at its end."""
    text = name.text
    if text and not text[0].isspace() and not text[-1].isspace():
        return name
    left = len(text) - len(text.lstrip())
    return part(name, left, max(left, len(text.rstrip())))


def split(name: Name, separators: str = ",") -> Iterator[Name]:
    """Yield what stands between any of some characters, each without the blanks around it."""
    start = 0
    for at, char in enumerate(name.text):
        if char in separators:
            yield stripped(part(name, start, at))
            start = at + 1
    yield stripped(part(name, start, len(name.text)))


def quoted(text: str) -> str:
    """Return a text of the user's in quotes, for a message that a long one must not fill."""
    return f'"{text}"' if len(text) <= _QUOTED_LENGTH else f'"{text[: _QUOTED_LENGTH - 1]}…"'


def has_comment(text: str) -> bool:
    """Whether a value has what looks like a comment on its line, which none of its readers take."""
    return _COMMENT.search(text) is not None


def split_extras(value: Name) -> tuple[Name, Name | None]:
    """Split `module:attr [extra1, extra2]` into the object reference and the brackets' inside."""
    opening = value.text.find("[")
    text = value.text.rstrip()
    if opening < 0 or not text.endswith("]"):
        return value, None
    reference = part(value, 0, len(text[:opening].rstrip()))
    return reference, part(value, opening + 1, len(text) - 1)


def parse_object_reference(
    value: Name, key: Name | None = None, group: str | None = None
) -> ObjectReference | None:
    """Return the object reference a value holds, extras left off, or None where it holds none."""
    reference = stripped(split_extras(value)[0])
    module_text, colon, attribute_text = reference.text.partition(":")
    module = _dotted(reference, 0, module_text)
    if module is None or (len(module) > 1 and module[-1].text == "py"):
        return None
    attributes = _dotted(reference, len(module_text) + 1, attribute_text) if colon else ()
    if attributes is None:
        return None
    return ObjectReference(reference.range, module, attributes, key, group)


def _dotted(whole: Name, start: int, text: str) -> tuple[Name, ...] | None:
    """Split a dotted name at its place in the whole, blanks around it left off."""
    start += len(text) - len(text.lstrip())
    words = text.strip().split(".")
    if not all(map(str.isidentifier, words)):
        return None
    parts: list[Name] = []
    line, column = whole.range.start
    for word in words:
        end = start + len(word)
        if whole.places is None:
            parts.append(Name(word, line_range(line, column + start, column + end)))
        else:
            parts.append(part(whole, start, end))
        start = end + 1
    return tuple(parts)


def explain_invalid(value: Name) -> InvalidReference:
    """Say what is wrong with a value that `parse_object_reference` refused, and where.

    The first mistake that is found is told; a correction may leave others.
    """
    whole = stripped(value)
    if not whole.text:
        return InvalidReference(whole, "an object reference is missing; write module:attribute.")
    return (
        _comment(whole)
        or _quotes(whole)
        or _extras(whole)
        or _colons(stripped(split_extras(whole)[0]))
        or _file_path(stripped(split_extras(whole)[0]))
        or _words(stripped(split_extras(whole)[0]))
        or InvalidReference(
            whole, f"{quoted(whole.text)} is no object reference; write module:attribute."
        )
    )


def _comment(whole: Name) -> InvalidReference | None:
    comment = _COMMENT.search(whole.text)
    if comment is None:
        return None
    start = len(whole.text[: comment.start()].rstrip())
    return InvalidReference(
        part(whole, start, len(whole.text)),
        "a comment can't follow a value on its line; put it on a line of its own.",
        "",
    )


def _quotes(whole: Name) -> InvalidReference | None:
    quote = whole.text[0]
    if quote not in "\"'" or len(whole.text) < 2 or not whole.text.endswith(quote):
        return None
    return InvalidReference(
        whole,
        "quotes are no part of an object reference; remove them.",
        whole.text[1:-1],
    )


def _extras(whole: Name) -> InvalidReference | None:
    opening = whole.text.find("[")
    if opening < 0 or whole.text.endswith("]"):
        return None
    return InvalidReference(
        part(whole, opening, len(whole.text)),
        'extras begin with "[" and end the value with "]"; close them, or remove the bracket.',
    )


def _colons(reference: Name) -> InvalidReference | None:
    module, colon, attributes = reference.text.partition(":")
    if not colon:
        return None
    at = len(module)
    if ":" in attributes:
        second = at + 1 + attributes.index(":")
        doubled = second == at + 1
        return InvalidReference(
            part(reference, second, second + 1),
            f"{quoted(reference.text)} has a second colon; one stands between the module and the "
            "attribute, and dots everywhere else.",
            "" if doubled else None,
        )
    if not attributes.strip():
        return InvalidReference(
            part(reference, at, at + 1),
            "no attribute stands behind this colon; name one, or remove the colon.",
            "",
        )
    if not module.strip():
        return InvalidReference(
            part(reference, at, at + 1),
            "no module stands before this colon; write module:attribute.",
        )
    return None


def _file_path(reference: Name) -> InvalidReference | None:
    module = stripped(part(reference, 0, len(reference.text.partition(":")[0])))
    path = _PATH.fullmatch(module.text)
    if path is None and "/" not in module.text and "\\" not in module.text:
        return None
    stem = path[1] if path is not None else module.text
    words = [word for word in re.split(r"[./\\]+", stem) if word]
    if words[:1] == ["src"]:
        # `src` is where packages lie, and hardly ever a package.
        del words[0]
    dotted = ".".join(words)
    if not words or not all(word.isidentifier() for word in words):
        return InvalidReference(
            module,
            f"{quoted(module.text)} is a file path; an object reference names a module.",
        )
    return InvalidReference(
        module,
        f"{quoted(module.text)} is a file path; an object reference names a module, such as "
        f"{quoted(dotted)}.",
        dotted,
    )


def _words(reference: Name) -> InvalidReference | None:
    """Find the first word of the dotted names that is none."""
    module, _, attributes = reference.text.partition(":")
    for text, start in ((module, 0), (attributes, len(module) + 1)):
        start += len(text) - len(text.lstrip())
        last = start + len(text.strip()) - 1
        for word in text.strip().split("."):
            place = part(reference, start, start + len(word))
            if not word.isidentifier() and text.strip():
                # An empty word has no characters, so the dot beside it stands for it.
                dot = start if start <= last and reference.text[start] == "." else start - 1
                return _bad_word(place) if word else _no_word(part(reference, dot, dot + 1))
            start += len(word) + 1
    return None


def _no_word(dot: Name) -> InvalidReference:
    return InvalidReference(dot, "a dotted name has a word on each side of a dot.", "")


def _bad_word(word: Name) -> InvalidReference:
    text = word.text
    blanks = _BLANKS.search(text)
    if blanks is not None:
        place = part(word, blanks.start(), blanks.end())
        # A blank beside a dot is a slip; one between words may have eaten anything.
        slip = blanks.start() == 0 or blanks.end() == len(text)
        return InvalidReference(
            place,
            f"a blank stands in the name {quoted(text.strip())}, and Python names have none; "
            "remove it.",
            "" if slip else None,
        )
    if "-" in text:
        better = text.replace("-", "_")
        return InvalidReference(
            word,
            f"{quoted(text)} has a dash, which no Python name can have; the name may be "
            f"{quoted(better)}.",
            better if better.isidentifier() else None,
        )
    if text.endswith(")") and text.partition("(")[0].isidentifier():
        name = text.partition("(")[0]
        return InvalidReference(
            part(word, len(name), len(text)),
            f"{quoted(text)} is a call; an object reference names the object that is called.",
            "",
        )
    return InvalidReference(word, f"{quoted(text)} is not a Python name; correct it.")
