"""What users choose of diagnostics and files, in whichever place it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from entryway.problems import Code, Severity
from entryway.syntax.object_reference import quoted
from entryway.workspace.patterns import Pattern, read_pattern

SEVERITY = "diagnostics.severity"
INCLUDE = "files.include"
EXCLUDE = "files.exclude"
NAMES = (SEVERITY, INCLUDE, EXCLUDE)
"""The settings that may stand in a project's files as well as in an editor's."""

OFF = "off"
"""The level that takes a diagnostic away."""

LEVELS = (*(severity.value for severity in Severity), OFF)

_CODES = {code.value: code for code in Code}
_TABLES = frozenset(name.partition(".")[0] for name in NAMES)

Severities = Mapping[Code, Severity | None]
"""The severity that is chosen for a code; None takes its diagnostics away."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What one place says. `complaints` are sentences on what of it is not understood."""

    severity: Severities = field(default_factory=dict)
    include: tuple[Pattern, ...] = ()
    exclude: tuple[Pattern, ...] = ()
    complaints: tuple[str, ...] = ()


def read_choices(options: Mapping[str, object], place: str, *, strict: bool) -> Choices:
    """Read settings in the form of JSON or TOML, `{"files": {"include": […]}}`.

    `place` is where they are written, and comes before their names in complaints. Other names are
    complained of only if `strict`: editors send settings that are not for us. What can't be
    understood is left out, and the rest counts.
    """
    severity: dict[Code, Severity | None] = {}
    patterns: dict[str, list[Pattern]] = {INCLUDE: [], EXCLUDE: []}
    complaints: list[str] = []
    for name, value in _flat(options):
        found: Iterator[str] = iter(())
        if name == SEVERITY and value is not None:
            found = _read_severities(value, severity)
        elif name in patterns and value is not None:
            found = _read_patterns(value, patterns[name])
        elif name not in NAMES and strict:
            complaints.append(
                f"{place}{name} is no setting; the settings here are {_listed(NAMES, 'and')}."
            )
        complaints.extend(f"{place}{name} {each}" for each in found)
    return Choices(severity, tuple(patterns[INCLUDE]), tuple(patterns[EXCLUDE]), tuple(complaints))


def _flat(options: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield settings by their whole names, which may be written as such, too."""
    for name, value in options.items():
        if name in _TABLES and isinstance(value, Mapping):
            for inner, each in value.items():
                yield f"{name}.{inner}", each
        else:
            yield name, value


def _read_severities(value: object, into: dict[Code, Severity | None]) -> Iterator[str]:
    """Take in the levels of codes; yield the ends of complaints."""
    if not isinstance(value, Mapping):
        yield f"must give codes a level each; a level is {_listed(LEVELS, 'or')}."
        return
    for name, level in value.items():
        code = _CODES.get(name)
        if code is None:
            yield f"names the unknown code {quoted(str(name))}; {_hint(str(name))}"
        elif level in LEVELS:
            into[code] = None if level == OFF else Severity(level)
        elif level is not None:
            levels = _listed(LEVELS, "or")
            yield f"gives {name} the level {quoted(str(level))}; a level is {levels}."


def _hint(name: str) -> str:
    """Return what to do about a code that does not exist: all of them would fill a screen."""
    import difflib  # Slow to import, and needed only for a mistake.

    near = difflib.get_close_matches(name, _CODES, n=1, cutoff=0.72)
    return f"did you mean {quoted(near[0])}?" if near else "docs/diagnostics lists them."


def _read_patterns(value: object, into: list[Pattern]) -> Iterator[str]:
    """Take in file patterns; yield the ends of complaints."""
    if not isinstance(value, (list, tuple)):
        yield 'must be a list of file patterns, such as ["etc/*.paste-sample"].'
        return
    for text in value:
        pattern = read_pattern(text) if isinstance(text, str) else None
        if pattern is None:
            yield (
                f"holds {quoted(str(text))}, which names no file; write a pattern of names below "
                'the folder, without ".." and "!".'
            )
        else:
            into.append(pattern)


def _listed(words: tuple[str, ...], conjunction: str) -> str:
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
