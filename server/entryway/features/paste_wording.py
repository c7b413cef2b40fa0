"""The sentences in which Paste Deploy's faults are told, and the places that explain them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from entryway.features.paste_page import Page
from entryway.paste.nodes import Fault, FaultKind
from entryway.paste.sections import (
    PROTOCOLS,
    Ambiguous,
    NotFound,
    PasteFile,
    PasteSection,
    Wanted,
    find_section,
)
from entryway.paste.targets import config_path
from entryway.problems import Related
from entryway.syntax.object_reference import quoted

ARTICLES = {Wanted.APP: "an app", Wanted.FILTER: "a filter", Wanted.SERVER: "a server"}
SCHEMES = ("config", "egg", "call")


def tell_fault(page: Page, fault: Fault, near: str | None) -> str:
    """Return one sentence: what is wrong and what to do; `near` is what may be meant."""
    return _TELLERS[fault.kind](page, fault, near)


def explain_fault(page: Page, fault: Fault) -> tuple[Related, ...]:
    """Return the places that help to understand a fault."""
    return tuple(_related(page, fault))


def _related(page: Page, fault: Fault) -> Iterator[Related]:
    match fault.kind:
        case FaultKind.SECTION_NOT_FOUND:
            found = sought(page, fault)
            if isinstance(found, NotFound):
                for section in (*found.other_case, *found.other_kind, *found.bare):
                    yield Related(section.location, f"{header(section)} is here")
        case FaultKind.AMBIGUOUS_SECTION:
            found = sought(page, fault)
            if isinstance(found, Ambiguous):
                for section in found.candidates:
                    yield Related(section.location, f"it may be {header(section)}")
        case FaultKind.MULTIPLE_LOADERS:
            yield from (Related(place, "the other factory is here") for place in fault.related)
        case FaultKind.NO_LOADER | FaultKind.PIPELINE_MISSING | FaultKind.NEXT_MISSING:
            # They come in pairs: the option that is ignored, and the default that hides it.
            for number, place in enumerate(fault.related):
                yield Related(place, "the default is here" if number % 2 else "it is ignored here")
        case FaultKind.USE_CYCLE:
            yield from (Related(place, "the circle goes through here") for place in fault.related)
        case FaultKind.INTERPOLATION_ERROR:
            yield from (Related(place, "it is asked for here") for place in fault.related)
        case FaultKind.FILTER_WITH_MISAPPLIED:
            yield from (Related(place, "this is what it wraps") for place in fault.related)
        case _:
            return


def sought(page: Page, fault: Fault) -> PasteSection | NotFound | Ambiguous | None:
    """Return what was found where the section that a fault names was looked for."""
    file = searched(page, fault)
    if file is None or fault.wanted is None:
        return None
    return find_section(file, fault.wanted, fault.name)


def searched(page: Page, fault: Fault) -> PasteFile | None:
    """Return the file whose sections were searched for a name."""
    if fault.searched in ("", page.document.path):
        return page.loaded.file
    return page.snapshot.paste_file(fault.searched)


def header(section: PasteSection) -> str:
    """Return a section's header as a message names it."""
    return f"[{section.text}]"


def _section_not_found(page: Page, fault: Fault, near: str | None) -> str:
    wanted = fault.wanted or Wanted.APP
    elsewhere = fault.searched not in ("", page.document.path)
    where = page.snapshot.shown(fault.searched) if elsewhere else "this file"
    if not fault.name:
        return f"no section is named here; write the name of {ARTICLES[wanted]}."
    found = sought(page, fault)
    found = found if isinstance(found, NotFound) else NotFound(fault.name, wanted)
    lead = f"{where} has no {wanted.value} {quoted(fault.name)}"
    if found.other_case:
        return f"{lead}, since case counts; did you mean {quoted(found.other_case[0].name)}?"
    if found.bare:
        bare = header(found.bare[0])
        return f"{lead}, since {bare} has no name; write [{found.bare[0].kind}:{fault.name}]."
    if found.other_kind:
        other = found.other_kind[0]
        lead = f"{header(other)} is {ARTICLES[other.wanted]}, and {ARTICLES[wanted]} is needed here"
        option = page.option_at(fault.location.range.start.line)
        if option is not None and option[1].key == "pipeline":
            if wanted is Wanted.APP:
                return f"{lead}: a pipeline ends with its app; name one last."
            return f"{lead}: only the last of a pipeline is its app; name filters before it."
        return f"{lead}; name {ARTICLES[wanted]}."
    if near is not None:
        return f"{lead}; did you mean {quoted(near)}?"
    return f"{lead}; add a section [{wanted.value}:{fault.name}], or correct the name."


def _ambiguous_section(page: Page, fault: Fault, near: str | None) -> str:
    found = sought(page, fault)
    candidates = found.candidates if isinstance(found, Ambiguous) else ()
    names = " or ".join(header(section) for section in candidates)
    return (
        f"{quoted(fault.name)} may mean {names}, and Paste Deploy refuses to choose; rename one "
        "of them."
    )


def _no_loader(page: Page, fault: Fault, near: str | None) -> str:
    section = page.section_at(fault.location.range.start.line)
    name = "this section" if section is None else header(section)
    if fault.related:
        return (
            f"{name} has nothing to load, since Paste Deploy ignores an option that is a default "
            "too; remove it from [DEFAULT]."
        )
    factory = PROTOCOLS[fault.wanted or Wanted.APP][0][0]
    return f'{name} has nothing to load; add "use" or "{factory}".'


def _multiple_loaders(page: Page, fault: Fault, near: str | None) -> str:
    return f"{quoted(fault.name)} is a second factory for this section; remove one of the two."


def _pipeline_missing(page: Page, fault: Fault, near: str | None) -> str:
    if fault.related:
        return (
            'the "pipeline" of this section is ignored, since it is a default too; remove it from '
            "[DEFAULT]."
        )
    if not page.is_header(fault.location.range):
        return '"pipeline" names nothing; name its filters and then its app.'
    return 'this section has no "pipeline"; add one that names its filters and then its app.'


def _pipeline_extra_settings(page: Page, fault: Fault, near: str | None) -> str:
    return (
        f"a pipeline takes no option but its own, and {quoted(fault.name)} is one more; move it to "
        "the section of the app or filter that it is for."
    )


def _next_missing(page: Page, fault: Fault, near: str | None) -> str:
    if fault.related:
        return (
            'the "next" of this section is ignored, since it is a default too; remove it from '
            "[DEFAULT]."
        )
    return 'this section has no "next"; add one that names the app behind the filter.'


def _unknown_scheme(page: Page, fault: Fault, near: str | None) -> str:
    hint = f'did you mean "{near}:"?' if near is not None else 'write "config:", "egg:" or "call:".'
    return f"Paste Deploy knows no scheme {quoted(fault.name + ':')}; {hint}"


def _distribution_not_found(page: Page, fault: Fault, near: str | None) -> str:
    return (
        f"no distribution {quoted(fault.name)} is in the workspace or installed; install it, or "
        "correct the name."
    )


def _entry_point_not_found(page: Page, fault: Fault, near: str | None) -> str:
    return f"the distribution has no entry point {quoted(fault.name)} that fits here; correct it."


def _ambiguous_entry_point(page: Page, fault: Fault, near: str | None) -> str:
    return (
        f"the entry point {quoted(fault.name)} is declared in several groups of app factories, and "
        "Paste Deploy refuses to choose; name the factory itself by an option such as "
        '"paste.app_factory".'
    )


def _config_file_not_found(page: Page, fault: Fault, near: str | None) -> str:
    path = config_file(page, fault)
    if path is None:
        return f"{quoted(fault.name)} is relative to no folder here; write an absolute path."
    hint = f"did you mean {quoted(near)}?" if near is not None else "correct the path."
    return f"there is no file {page.snapshot.shown(path)}; {hint}"


def config_file(page: Page, fault: Fault) -> str | None:
    """Return the path of a file that is not there, None where it is relative to nothing."""
    return config_path(fault.name, os.path.dirname(page.document.path))


def _use_cycle(page: Page, fault: Fault, near: str | None) -> str:
    name = quoted(fault.name) if fault.name else "it"
    return (
        f"loading would never end, since {name} is loaded on behalf of itself here; name another "
        "section."
    )


def _interpolation_error(page: Page, fault: Fault, near: str | None) -> str:
    if page.is_header(fault.location.range):
        return (
            'the path of this file has a "%", which configparser reads as the start of "%(name)s"; '
            "rename the file or its folder."
        )
    if fault.searched:
        return (
            f"{page.snapshot.shown(fault.searched)} is handed this value and replaces variables in "
            'it once more; write "%%%%" for a percent sign.'
        )
    if not fault.name:
        return 'configparser reads "%" as the start of "%(name)s"; write "%%" for a percent sign.'
    if fault.name in variables(page, fault):
        return (
            f"{quoted(f'%({fault.name})s')} refers on to others for too long, perhaps to itself; "
            "write its value here."
        )
    if near is not None:
        return f'no option "{fault.name}" is in this section or [DEFAULT]; did you mean "{near}"?'
    return (
        f'no option "{fault.name}" is in this section or [DEFAULT]; define it there, unless '
        "whoever loads the file hands it over."
    )


def may_be_given(page: Page, fault: Fault) -> bool:
    """Whether a fault does not show where a program hands the variable to the loader."""
    if fault.kind is FaultKind.VARIABLE_NOT_SET:
        return True
    is_variable = fault.kind is FaultKind.INTERPOLATION_ERROR and fault.name and not fault.searched
    if not is_variable or page.is_header(fault.location.range):
        return False
    return fault.name not in variables(page, fault)


def variables(page: Page, fault: Fault) -> tuple[str, ...]:
    """Return the names that `%(name)s` may have where a fault stands."""
    section = page.section_at(fault.location.range.start.line)
    own = () if section is None else section.options
    return ("here", "__file__", *page.loaded.file.defaults, *own)


def _invalid_object_reference(page: Page, fault: Fault, near: str | None) -> str:
    return "this is no object reference; write module:attribute."


def _variable_not_set(page: Page, fault: Fault, near: str | None) -> str:
    if near is not None:
        return f"no global variable {quoted(fault.name)} is set; did you mean {quoted(near)}?"
    return (
        f"no global variable {quoted(fault.name)} is set; set it in [DEFAULT], unless whoever "
        "loads the file hands it over."
    )


def _no_protocol(page: Page, fault: Fault, near: str | None) -> str:
    kind = (fault.wanted or Wanted.APP).value
    return (
        f"no section says how {quoted(fault.name)} is to be called; name a section [{kind}:…] here "
        'whose "use" is this.'
    )


def _filter_with_misapplied(page: Page, fault: Fault, near: str | None) -> str:
    return (
        "filter-with works for an app that a factory makes, not for a pipeline, a filter-app or "
        "what has a filter-with already, and the first request would fail; name the filter in a "
        "pipeline."
    )


_TELLERS: dict[FaultKind, Callable[[Page, Fault, str | None], str]] = {
    FaultKind.SECTION_NOT_FOUND: _section_not_found,
    FaultKind.AMBIGUOUS_SECTION: _ambiguous_section,
    FaultKind.NO_LOADER: _no_loader,
    FaultKind.MULTIPLE_LOADERS: _multiple_loaders,
    FaultKind.PIPELINE_MISSING: _pipeline_missing,
    FaultKind.PIPELINE_EXTRA_SETTINGS: _pipeline_extra_settings,
    FaultKind.NEXT_MISSING: _next_missing,
    FaultKind.UNKNOWN_SCHEME: _unknown_scheme,
    FaultKind.DISTRIBUTION_NOT_FOUND: _distribution_not_found,
    FaultKind.ENTRY_POINT_NOT_FOUND: _entry_point_not_found,
    FaultKind.AMBIGUOUS_ENTRY_POINT: _ambiguous_entry_point,
    FaultKind.CONFIG_FILE_NOT_FOUND: _config_file_not_found,
    FaultKind.USE_CYCLE: _use_cycle,
    FaultKind.INTERPOLATION_ERROR: _interpolation_error,
    FaultKind.INVALID_OBJECT_REFERENCE: _invalid_object_reference,
    FaultKind.VARIABLE_NOT_SET: _variable_not_set,
    FaultKind.NO_PROTOCOL: _no_protocol,
    FaultKind.FILTER_WITH_MISAPPLIED: _filter_with_misapplied,
}
