"""Every word of a file that names what is loaded on behalf of a section, with its exact place.

These are sections, and entry points, files and objects by their schemes. A factory that an option
of its own names is told by the dialect. A file is read for itself here, whoever may include it.
"""

from __future__ import annotations

import enum
import os
from collections.abc import Iterator

from entryway.model import Name
from entryway.namedtuples import NamedTuple
from entryway.paste.composites import (
    COMPOSITE_KINDS,
    COMPOSITE_PROTOCOLS,
    CompositeRule,
    Named,
    may_be_known,
    named_by,
    rule_of,
)
from entryway.paste.frames import find_protocols
from entryway.paste.sections import (
    PasteFile,
    PasteSection,
    Wanted,
    find_section,
)
from entryway.paste.settings import (
    LocalOptions,
    load_file,
)
from entryway.paste.targets import (
    CallTarget,
    EggTarget,
    SectionTarget,
    Target,
    object_reference,
    read_target,
)
from entryway.paste.variables import Value, Word

_NO_USE = frozenset({"pipeline", "filter-app"})
_NO_BRANCHES = frozenset({"use", "filter-with", "require"})
_BUILT_IN = frozenset({"here", "__file__"})


class UseKind(enum.Enum):
    """Where a name stands: in which option, or in which kind of a composite's option."""

    USE = "use"
    PIPELINE = "pipeline"
    NEXT = "next"
    FILTER_WITH = "filter-with"
    BRANCH = "branch"
    FLAVOUR = "flavour"


class Use(NamedTuple):
    """A word of the file that names what is loaded on behalf of a section.

    `wanted` is what it is loaded as. `key` is the option that holds it. `is_certain` is False in
    the options of a composite whose factory is not known to read them so.
    """

    kind: UseKind
    word: Word
    wanted: Wanted
    target: Target
    section: PasteSection
    key: str
    is_certain: bool

    @property
    def name(self) -> Name:
        """The word with its place."""
        return self.word.name(self.section.header)


def find_uses(file: PasteFile) -> tuple[Use, ...]:
    """Return the names of a file, section by section in the order of the loader's questions."""
    reader = _Reader(file)
    return tuple(
        use
        for section in file.sections
        if reader.may_name(section)
        for use in reader.names(section)
    )


def composite_rule(file: PasteFile, section: PasteSection) -> CompositeRule | None:
    """Return how a section reads its options as names, None where it is no composite."""
    return _Reader(file).rule(section)


class _Reader:
    """A file while its references are being found."""

    def __init__(self, file: PasteFile) -> None:
        self._file = file
        self._loaded = load_file(file)
        self._has_setters = bool(self._loaded.defaults.setters)
        self._folder = os.path.dirname(file.path)
        self._locals: dict[PasteSection, LocalOptions] = {}
        self._rules: dict[PasteSection, CompositeRule | None] = {}

    def may_name(self, section: PasteSection) -> bool:
        """Whether a section is more than a factory and its options, as most are not."""
        return (
            section.leads_on
            or self._has_setters
            or not COMPOSITE_PROTOCOLS.isdisjoint(section.options)
        )

    def names(self, section: PasteSection) -> Iterator[Use]:
        """Yield the words that name what is loaded on behalf of a section."""
        wanted = section.wanted
        if not section.is_bare and section.kind == "filter-app":
            yield from self._whole(section, UseKind.NEXT, "next", Wanted.APP)
            wanted = Wanted.FILTER
        if section.is_bare or section.kind != "pipeline":
            yield from self._whole(section, UseKind.USE, "use", wanted)
        else:
            yield from self._pipeline(section)
        if section.wanted is not Wanted.SERVER:
            yield from self._whole(section, UseKind.FILTER_WITH, "filter-with", Wanted.FILTER)
        yield from self._branches(section)

    def _pipeline(self, section: PasteSection) -> Iterator[Use]:
        setting = self._local(section).find("pipeline")
        if setting is None or setting.is_lost:
            return
        words = list(setting.value.words())
        kind, key = UseKind.PIPELINE, "pipeline"
        is_written = setting.value.option.ini is not None and not setting.value.holes
        for number, word in enumerate(words, 1):
            wanted = Wanted.APP if number == len(words) else Wanted.FILTER
            if is_written and ":" not in word.text:
                # As `_use`, for the many that are plain names.
                yield Use(kind, word, wanted, SectionTarget(word), section, key, True)
            else:
                yield from self._use(section, kind, key, Named(word, wanted))

    def _whole(
        self, section: PasteSection, kind: UseKind, key: str, wanted: Wanted
    ) -> Iterator[Use]:
        if key not in section.options and not section.has_setters and not self._has_setters:
            return
        setting = self._local(section).find(key)
        if setting is not None and not setting.is_lost:
            yield from self._use(section, kind, key, Named(setting.value.whole, wanted))

    def _use(
        self,
        section: PasteSection,
        kind: UseKind,
        key: str,
        named: Named,
        is_certain: bool = True,
    ) -> Iterator[Use]:
        word, wanted = named
        stands_in_file = word.value.option.ini is not None
        if word.text and word.fault is None and stands_in_file:
            target = read_target(word, self._folder)
            yield Use(kind, word, wanted, target, section, key, is_certain)

    def _branches(self, section: PasteSection) -> Iterator[Use]:
        rule = self.rule(section) if section.wanted is Wanted.APP else None
        if rule is None:
            return
        for key, setting in self._local(section).items():
            if key in _NO_BRANCHES or key in COMPOSITE_PROTOCOLS or setting.is_lost:
                continue
            named = named_by(rule, self._file, key, setting.value)
            if not named and not rule.is_certain:
                named = self._sections(setting.value)
            kind = UseKind.BRANCH if len(named) == 1 else UseKind.FLAVOUR
            for each in named:
                yield from self._use(section, kind, key, each, rule.is_certain)

    def _sections(self, value: Value) -> tuple[Named, ...]:
        """Return the words of a value if all of them name sections, of whatever kinds."""
        named: list[Named] = []
        for word in value.words():
            fits = (w for w in (Wanted.APP, Wanted.FILTER) if self._leads_to(word, w))
            wanted = next(fits, None)
            if wanted is None:
                return ()
            named.append(Named(word, wanted))
        return tuple(named)

    def _leads_to(self, word: Word, wanted: Wanted) -> bool:
        found = find_section(self._file, wanted, word.text)
        return word.fault is None and isinstance(found, PasteSection)

    def rule(self, section: PasteSection) -> CompositeRule | None:
        """Return how a section reads its options if it is a composite, through all that it uses."""
        chain: dict[PasteSection, None] = {}
        here: PasteSection | None = section
        while here is not None and here not in self._rules and here not in chain:
            chain[here] = None
            here = self._used(here)
        rule = None if here is None else self._rules.get(here)
        for each in reversed(chain):
            rule = self._rules[each] = _own_rule(each, self._local(each), self._folder) or rule
        return rule

    def _used(self, section: PasteSection) -> PasteSection | None:
        """Return the section of the file that a section uses."""
        use = None if section.kind in _NO_USE else self._local(section).find("use")
        if use is None or not use.known:
            return None
        found = find_section(self._file, section.wanted, use.text)
        return found if isinstance(found, PasteSection) else None

    def _local(self, section: PasteSection) -> LocalOptions:
        local = self._locals.get(section)
        if local is None:
            local = self._locals[section] = LocalOptions(section, self._loaded.defaults)
        return local


def _own_rule(section: PasteSection, local: LocalOptions, folder: str) -> CompositeRule | None:
    """Return how a section reads its options if that is told by its own factory or kind."""
    if section.wanted is not Wanted.APP or section.text.startswith(("pipeline:", "filter-app:")):
        return None
    is_composite = section.kind in COMPOSITE_KINDS
    use = local.find("use")
    if use is not None:
        if not use.known:
            return CompositeRule.GUESS if is_composite else None
        match read_target(use.value.whole, folder):
            case EggTarget() as egg:
                rule = rule_of(egg.reference(Wanted.APP, section.header))
                return rule if rule.is_certain or is_composite else None
            case CallTarget() as call:
                if not is_composite:
                    return None
                return rule_of(call.reference(Wanted.APP, section.header))
            case SectionTarget():
                return None
            case _:
                return CompositeRule.GUESS if is_composite else None
    found = find_protocols(local, Wanted.APP)
    if not found or found[0] not in COMPOSITE_PROTOCOLS:
        return None
    word = local[found[0]].value.whole
    if not may_be_known(word):
        return CompositeRule.GUESS
    return rule_of(object_reference(word, found[0], section.header))
