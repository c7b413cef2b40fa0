"""What is said about documents: diagnostics with their codes, severities and corrections.

Plain frozen data, as in `model`; apart from it since a reference is resolved without any of this.
"""

from __future__ import annotations

import enum

from entryway.model import Location, Range, line_range
from entryway.namedtuples import NamedTuple


class Severity(enum.Enum):
    """How sure and how bad: the rule is in docs/diagnostics/index.md."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"


class Code(enum.Enum):
    """The stable name of a diagnostic; each has a page in docs/diagnostics/."""

    MODULE_NOT_FOUND = "module-not-found"
    ATTRIBUTE_NOT_FOUND = "attribute-not-found"
    NOT_INSTALLED = "not-installed"
    INVALID_OBJECT_REFERENCE = "invalid-object-reference"
    SCRIPT_NEEDS_ATTRIBUTE = "script-needs-attribute"
    SUSPICIOUS_GROUP = "suspicious-group"
    DUPLICATE_ENTRY_POINT = "duplicate-entry-point"
    DISTRIBUTION_NOT_FOUND = "distribution-not-found"
    ENTRY_POINT_NOT_FOUND = "entry-point-not-found"
    SYNTAX_ERROR = "syntax-error"
    DUPLICATE_SECTION = "duplicate-section"
    DUPLICATE_OPTION = "duplicate-option"
    NOT_CALLABLE = "not-callable"
    SIGNATURE_MISMATCH = "signature-mismatch"
    SECTION_NOT_FOUND = "section-not-found"
    AMBIGUOUS_SECTION = "ambiguous-section"
    NO_LOADER = "no-loader"
    MULTIPLE_LOADERS = "multiple-loaders"
    PIPELINE_MISSING = "pipeline-missing"
    PIPELINE_EXTRA_SETTINGS = "pipeline-extra-settings"
    NEXT_MISSING = "next-missing"
    UNKNOWN_SCHEME = "unknown-scheme"
    AMBIGUOUS_ENTRY_POINT = "ambiguous-entry-point"
    CONFIG_FILE_NOT_FOUND = "config-file-not-found"
    USE_CYCLE = "use-cycle"
    INTERPOLATION_ERROR = "interpolation-error"
    VARIABLE_NOT_SET = "variable-not-set"
    NO_PROTOCOL = "no-protocol"
    FILTER_WITH_MISAPPLIED = "filter-with-misapplied"
    UNKNOWN_PASTE_KEY = "unknown-paste-key"
    UNUSED_SECTION = "unused-section"
    UNDEFINED_EXTRA = "undefined-extra"
    IGNORED_SECTION = "ignored-section"
    STALE_METADATA = "stale-metadata"


SEVERITIES = {
    Code.NOT_INSTALLED: Severity.INFORMATION,
    Code.SUSPICIOUS_GROUP: Severity.WARNING,
    Code.NOT_CALLABLE: Severity.WARNING,
    Code.SIGNATURE_MISMATCH: Severity.WARNING,
    Code.UNKNOWN_PASTE_KEY: Severity.WARNING,
    Code.UNUSED_SECTION: Severity.HINT,
    Code.UNDEFINED_EXTRA: Severity.WARNING,
    Code.IGNORED_SECTION: Severity.WARNING,
    Code.STALE_METADATA: Severity.INFORMATION,
}
"""The codes whose severity is not error; egg references choose theirs by the environment."""

UNNECESSARY = frozenset({Code.UNUSED_SECTION})
"""The codes of what could be left out, which editors fade."""


class Related(NamedTuple):
    """A place that helps to understand a problem, with a few words on why."""

    location: Location
    message: str


class Fix(NamedTuple):
    """A correction that can be applied: replace `range` of the problem's document by `text`."""

    title: str
    range: Range
    text: str

    @property
    def mends_words(self) -> bool:
        """Whether words are corrected where they stand.

        What adds lines or takes some away is one of several ways out, and not surely the one meant.
        """
        start, end = self.range
        return start != end and (bool(self.text) or start.line == end.line)


class Problem(NamedTuple):
    """Something to say about a stretch of a document.

    `related` ranges that lie in the same document are given with an empty path, since a dialect
    reads text and does not know the file's name.
    """

    code: Code
    range: Range
    message: str
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()


def visible(range_: Range, beside: Range | None) -> Range:
    """Return a range that can be underlined: an empty one gives way to its neighbour.

    Where that is empty as well, it is the character before.
    """
    if range_.start != range_.end:
        return range_
    if beside is not None and beside.start != beside.end:
        return beside
    line, column = range_.start
    return line_range(line, max(column - 1, 0), max(column, 1))
