"""What Paste Deploy's `use =` names: an entry point (`egg:`) or an object (`call:`).

The rule is `paste.deploy.loadwsgi.loadcontext`: `scheme:rest#name`, the scheme in any case. Nothing
is stripped, so a blank becomes a part of the name beside it, and the lookup of that name fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from entryway.dialects.entry_points import invalid_reference
from entryway.dialects.paste_kinds import GROUPS_BY_KIND
from entryway.model import EggReference, Name, Range, Reference
from entryway.problems import Code, Fix, Problem
from entryway.syntax.object_reference import parse_object_reference, part, quoted

_SCHEME = re.compile("([a-zA-Z]+):")
_COMMENT = re.compile(r"\s[#;]")


def read_uri(value: Name, key: Name, kind: str) -> Iterator[Reference | Problem]:
    """Yield what the value of `use` names in a section of this kind, and what is wrong with it."""
    match = _SCHEME.match(value.text)
    if match is None:
        return
    rest = part(value, match.end(), len(value.text))
    scheme = match[1].lower()
    if scheme in ("egg", "call") and _has_comment(rest.text):
        yield invalid_reference(value, key.range)
    elif scheme == "egg":
        yield _egg(value, rest, key, kind)
    elif scheme == "call":
        yield from _call(value, rest, key, kind)


def _has_comment(spec: str) -> bool:
    """Whether a comment follows, and not just a blank stands before the `#` of the name."""
    comment = _COMMENT.search(spec)
    if comment is None:
        return False
    is_first_hash = comment[0].endswith("#") and "#" not in spec[: comment.start()]
    return not is_first_hash or " " in spec[comment.end() :].strip()


def _egg(value: Name, spec: Name, key: Name, kind: str) -> Reference | Problem:
    name, hash_, entry = spec.text.partition("#")
    if not name.strip():
        return Problem(
            Code.DISTRIBUTION_NOT_FOUND,
            value.range,
            f"{quoted(value.text)} names no distribution; write egg:Distribution#name.",
        )
    if hash_ and not entry:
        hash_place = part(spec, len(name), len(spec.text)).range
        return Problem(
            Code.ENTRY_POINT_NOT_FOUND,
            hash_place,
            'no entry point is named behind this "#"; name one, or leave the "#" out for "main".',
            fixes=(Fix('Remove "#"', hash_place, ""),),
        )
    distribution = part(spec, 0, len(name))
    entry_name = part(spec, len(name) + 1, len(spec.text)) if hash_ else None
    return EggReference(value.range, distribution, entry_name, GROUPS_BY_KIND[kind], key)


def _call(value: Name, spec: Name, key: Name, kind: str) -> Iterator[Reference | Problem]:
    """Read `module:attribute` as `paste.deploy.util.lookup_object` does."""
    # `call:` is loaded by no group; its protocol is that of the section.
    reference = parse_object_reference(spec, key, GROUPS_BY_KIND[kind][0])
    if reference is None or spec.text.endswith("]"):
        yield invalid_reference(spec, value.range)
    elif not reference.attributes:
        yield Problem(
            Code.INVALID_OBJECT_REFERENCE,
            reference.range,
            f"call: names a function; write {quoted(f'call:{reference.text}:function')}.",
        )
    elif any(char.isspace() for char in spec.text):
        tight = reference.text
        yield Problem(
            Code.INVALID_OBJECT_REFERENCE,
            spec.range,
            f"Paste Deploy takes a blank in call: for a part of the name; write {quoted(tight)}.",
            fixes=(Fix(f"Change to {quoted(tight)}", spec.range, tight),),
        )
    else:
        yield reference
        if len(reference.attributes) > 1:
            first, last = reference.attributes[0], reference.attributes[-1]
            dotted = ".".join(name.text for name in reference.attributes)
            yield Problem(
                Code.INVALID_OBJECT_REFERENCE,
                Range(first.range.start, last.range.end),
                f"call: takes one name behind the module, and {quoted(dotted)} has several; name a "
                "function of the module itself.",
            )
