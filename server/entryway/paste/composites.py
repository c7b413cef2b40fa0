"""Which options of a composite name what it is made of.

That is up to the composite's factory, which gets the loader and all options. Paste's own two are
known; of all others it is only likely that an option whose words all name sections means them.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping

from entryway.model import EggReference, ObjectReference, Reference
from entryway.namedtuples import NamedTuple
from entryway.paste.sections import PasteFile, Wanted, has_section
from entryway.paste.variables import Value, Word
from entryway.resolve.distributions import normalise

COMPOSITE_PROTOCOLS = frozenset({"paste.composite_factory", "paste.composit_factory"})
COMPOSITE_KINDS = frozenset({"composite", "composit"})

NOT_FOUND_APP = "not_found_app"
"""The option of `paste.urlmap` that may also be a global variable, and is loaded first."""

_URI = re.compile("(?:egg|config|call):", re.IGNORECASE)


class CompositeRule(enum.Enum):
    """How a composite reads its options.

    `EVERY`: each is the name of an app, its key a path (`paste.urlmap.urlmap_factory`). `APPS`:
    those whose keys start with `app` are (`paste.cascade.make_cascade`). `GUESS`: not known.
    """

    EVERY = "every"
    APPS = "apps"
    GUESS = "guess"

    @property
    def is_certain(self) -> bool:
        """Whether the factory is known to read its options so."""
        return self is not CompositeRule.GUESS


_BY_ENTRY_POINT: Mapping[tuple[str, str], CompositeRule] = {
    ("paste", "urlmap"): CompositeRule.EVERY,
    ("paste", "cascade"): CompositeRule.APPS,
}
_BY_OBJECT: Mapping[str, CompositeRule] = {
    "paste.urlmap:urlmap_factory": CompositeRule.EVERY,
    "paste.cascade:make_cascade": CompositeRule.APPS,
}


_KNOWN_NAMES = tuple(text.partition(":")[2] for text in _BY_OBJECT)


class Named(NamedTuple):
    """A word of a composite's option, and what the composite looks it up as."""

    word: Word
    wanted: Wanted


def rule_of(factory: Reference | None) -> CompositeRule:
    """Return how a factory that makes composites reads their options."""
    match factory:
        case EggReference():
            entry = (normalise(factory.distribution.text), factory.entry_name)
            return _BY_ENTRY_POINT.get(entry, CompositeRule.GUESS)
        case ObjectReference():
            return _BY_OBJECT.get(factory.text, CompositeRule.GUESS)
        case None:
            return CompositeRule.GUESS


def may_be_known(word: Word) -> bool:
    """Whether the words that name a factory may be those of a known one, which few are."""
    return any(name in word.text for name in _KNOWN_NAMES)


def named_by(rule: CompositeRule, file: PasteFile, key: str, value: Value) -> tuple[Named, ...]:
    """Return the words of an option that name parts: one app, or filters and then an app.

    `file` is the one in whose sections the composite looks names up.
    """
    match rule:
        case CompositeRule.EVERY:
            # An empty name is asked for like any other, but stands for no app at all here.
            if key == NOT_FOUND_APP and not value.text:
                return ()
            return (Named(value.whole, Wanted.APP),)
        case CompositeRule.APPS:
            return (Named(value.whole, Wanted.APP),) if key.startswith("app") else ()
        case CompositeRule.GUESS:
            return _guess(file, value)


def _guess(file: PasteFile, value: Value) -> tuple[Named, ...]:
    whole = Named(value.whole, Wanted.APP)
    words = list(value.words())
    # A name with blanks in it is a section's; what begins with a scheme may begin a list.
    if len(words) < 2 or has_section(file, Wanted.APP, value.text):
        return (whole,) if _names(file, whole) else ()
    filters = [Named(word, Wanted.FILTER) for word in words[:-1]]
    flavour = (*filters, Named(words[-1], Wanted.APP))
    # Most options of several words are prose or numbers, which the last word tells at once.
    return flavour if all(_names(file, named) for named in reversed(flavour)) else ()


def _names(file: PasteFile, named: Named) -> bool:
    word, wanted = named
    if not word.text or word.fault is not None:
        return False
    return has_section(file, wanted, word.text) or _URI.match(word.text) is not None
