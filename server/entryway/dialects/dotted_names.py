"""Objects that are named with dots only, `module.attribute`, as build tools take them.

`setuptools.config.expand.read_attr` and `resolve_class` take the last word for an attribute of the
module before it. pbr's `resolve_name` (`pbr.setupcfg`, before pbr 7 `pbr.util`) takes the longest
module that it can import.
"""

from __future__ import annotations

from entryway.dialects.entry_points import invalid_reference
from entryway.model import Name, ObjectReference
from entryway.problems import Code, Fix, Problem
from entryway.syntax.object_reference import (
    has_comment,
    parse_object_reference,
    part,
    quoted,
    stripped,
)


def read_dotted(
    value: Name, key: Name | None, subject: str, group: str
) -> ObjectReference | Problem | None:
    """Return the object that a value names, or what is wrong with it.

    None is for a single word: setuptools looks it up in a module `__init__` of the project's own
    folder. `subject` begins the sentence of the problem.
    """
    whole = stripped(value)
    module, dot, _ = whole.text.rpartition(".")
    if not dot and ":" not in whole.text:
        return None
    modules = parse_object_reference(part(whole, 0, len(module)))
    attribute = parse_object_reference(part(whole, len(module) + 1, len(whole.text)))
    if modules is None or attribute is None or modules.attributes or attribute.attributes:
        return _no_dotted_name(whole, key, subject)
    return ObjectReference(whole.range, modules.module, attribute.module, key, group)


def _no_dotted_name(whole: Name, key: Name | None, subject: str) -> Problem:
    if has_comment(whole.text):
        return invalid_reference(whole, whole.range)
    dotted = ".".join(word for word in whole.text.replace(":", ".").split(".") if word)
    is_near = ":" in whole.text and all(word.isidentifier() for word in dotted.split("."))
    remedy = quoted(dotted) if is_near else "module.attribute"
    return Problem(
        Code.INVALID_OBJECT_REFERENCE,
        whole.range if whole.text or key is None else key.range,
        f"{subject} names an attribute of a module with dots only; write {remedy}.",
        fixes=(Fix(f"Change to {quoted(dotted)}", whole.range, dotted),) if is_near else (),
    )
