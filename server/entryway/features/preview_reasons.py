"""Why a stage of a preview can't be loaded, in half a sentence.

A name is told only where it stands in the file as it is: what a `%(name)s` was replaced by may be
any option's value, and those may be passwords.
"""

from __future__ import annotations

from collections.abc import Callable

from entryway.features.wording import near_miss
from entryway.model import Location
from entryway.paste.nodes import Fault, FaultKind
from entryway.paste.sections import PasteFile

_IGNORED = {FaultKind.PIPELINE_MISSING: "pipeline", FaultKind.NEXT_MISSING: "next"}

Written = Callable[[Location], str]
"""Returns the words that stand at a place of a file."""


def why(fault: Fault, written: Written, file: Callable[[str], PasteFile | None]) -> str:
    """Return why loading fails, without a period; `file` reads the one that was searched."""
    words = written(fault.location)
    shown = f' "{fault.name}"' if fault.name and fault.name in words else ""
    wanted = fault.wanted.value if fault.wanted is not None else "app"
    is_empty = fault.location.range.start == fault.location.range.end
    match fault.kind:
        case FaultKind.SECTION_NOT_FOUND if not fault.name:
            return f"no {wanted} is named"
        case FaultKind.SECTION_NOT_FOUND:
            near = section_meant(fault, file)
            return f"no {wanted} section{shown}" + (f'; did you mean "{near}"?' if near else "")
        case FaultKind.AMBIGUOUS_SECTION:
            return f"several {wanted} sections have the name{shown}"
        case FaultKind.NO_LOADER | FaultKind.PIPELINE_MISSING | FaultKind.NEXT_MISSING if (
            fault.related
        ):
            option = _IGNORED.get(fault.kind, "factory or use")
            return f"the {option} option is ignored, since it is a default too"
        case FaultKind.NO_LOADER:
            return "the section names no factory"
        case FaultKind.MULTIPLE_LOADERS:
            return "the section names several factories"
        case FaultKind.PIPELINE_MISSING if words == "pipeline":
            return "the pipeline option names nothing"
        case FaultKind.PIPELINE_MISSING:
            return "the section has no pipeline option"
        case FaultKind.PIPELINE_EXTRA_SETTINGS:
            return f"a pipeline takes no option{shown}"
        case FaultKind.NEXT_MISSING:
            return "the section has no next option"
        case FaultKind.UNKNOWN_SCHEME:
            return f"nothing loads the scheme{shown}"
        case FaultKind.DISTRIBUTION_NOT_FOUND:
            return f"no distribution{shown}"
        case FaultKind.ENTRY_POINT_NOT_FOUND:
            return f"the distribution has no {wanted} entry point{shown}"
        case FaultKind.AMBIGUOUS_ENTRY_POINT:
            return f"several entry points have the name{shown}"
        case FaultKind.CONFIG_FILE_NOT_FOUND:
            return f"no such file: {words}" if words else "no such file"
        case FaultKind.USE_CYCLE:
            return "leads back to itself; cut here"
        case FaultKind.INTERPOLATION_ERROR:
            return f"a %(…)s can't be replaced{_called(shown)}"
        case FaultKind.INVALID_OBJECT_REFERENCE if is_empty:
            return "no factory is named"
        case FaultKind.INVALID_OBJECT_REFERENCE:
            return "the factory's name is no object reference"
        case FaultKind.VARIABLE_NOT_SET:
            return f"no global variable{shown}"
        case FaultKind.NO_PROTOCOL:
            return "no section says how to call it"
        case FaultKind.FILTER_WITH_MISAPPLIED:
            return "filter-with does not work on this section"


def _called(shown: str) -> str:
    return f":{shown}" if shown else ""


def section_meant(fault: Fault, file: Callable[[str], PasteFile | None]) -> str | None:
    """Return the section that was probably meant where none was found, None where none is close."""
    searched = file(fault.searched) if fault.searched else None
    known = () if searched is None else searched.sections
    return near_miss(fault.name, (s.name for s in known if s.wanted is fault.wanted))
