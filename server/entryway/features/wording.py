"""The sentences in which resolutions are told, the same in every feature."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from entryway.dialects.groups import one_edit_apart
from entryway.model import (
    Absent,
    EggReference,
    HopKind,
    Missing,
    Reason,
    Reference,
    Resolution,
    Unknown,
)
from entryway.syntax.object_reference import quoted

Shown = Callable[[str], str]
"""Turns a path into the form people read, such as `Snapshot.shown`."""


def near_miss(name: str, known: Iterable[str]) -> str | None:
    """Return the name that was probably meant, or None where none is close."""
    known = [each for each in known if each != name]
    return _slip(name, known) or next(iter(_alike(name, known)), None)


def slip(name: str, known: Iterable[str]) -> str | None:
    """Return the name that a slip of the keyboard turned into this one, or None.

    This is stricter than a near miss: names that are only alike may both be meant, as are those
    that differ in a number (`port1`, `port2`).
    """
    number = str.maketrans("", "", "0123456789")
    plain = name.translate(number)
    return _slip(name, [e for e in known if e != name and e.translate(number) != plain])


def _slip(name: str, known: list[str]) -> str | None:
    by_case = (each for each in known if each.lower() == name.lower())
    # Short words are one slip apart before they are alike in difflib's eyes.
    by_slip = (each for each in known if len(name) > 2 and one_edit_apart(name, each))
    return next(by_case, None) or next(by_slip, None)


def _alike(name: str, known: list[str]) -> list[str]:
    import difflib  # Slow to import, and needed only when something is missing.

    return difflib.get_close_matches(name, known, n=1, cutoff=0.72)


def tell_missing(reference: Reference, missing: Missing, shown: Shown) -> str:
    """Return one sentence: what is missing, where it was looked for, and what may be meant."""
    near = near_miss(missing.name, missing.known)
    hint = f'; did you mean "{near}"?' if near is not None else "."
    entry = next((hop for hop in missing.hops if hop.kind is HopKind.ENTRY_POINT), None)
    lead = ""
    if entry is not None and entry.location is not None:
        where = shown(entry.location.path)
        lead = f"the entry point {entry.name} ({where}) leads nowhere: "
    match missing.what:
        case Absent.MODULE:
            owner = missing.owner_location
            is_package = owner is None or "/__init__." in owner.path
            if is_package:
                return f'{lead}the package {missing.owner} has no module "{missing.name}"{hint}'
            return (
                f"{lead}{missing.owner} is a module, not a package, so it has no module "
                f'"{missing.name}".'
            )
        case Absent.FILE:
            return f'no file "{missing.name}" is in the project\'s folder{hint}'
        case Absent.ATTRIBUTE if _is_implied(reference):
            return (
                f'{missing.owner} has no "{missing.name}", which is meant where no :function is '
                "given."
            )
        case Absent.ATTRIBUTE:
            return f'{lead}{missing.owner} has no "{missing.name}"{hint}'
        case Absent.DISTRIBUTION if (bare := without_version(missing.name)) is not None:
            return tell_version(bare)
        case Absent.DISTRIBUTION:
            return (
                f'no distribution "{missing.name}" is in the workspace or installed in '
                f"{shown(missing.owner)}{hint}"
            )
        case Absent.ENTRY_POINT:
            assert isinstance(reference, EggReference)
            implied = " (main is meant where no #name is given)" if reference.entry is None else ""
            return f'{missing.owner} has no entry point "{missing.name}"{implied}{hint}'


def as_written(told: str, name: str, written: str) -> str:
    """Return a sentence with a name that is made of Paste Deploy's variables as it is written."""
    if not name or "%(" not in written or name in written:
        return told
    if told.startswith(f"{name} is "):
        told = written + told[len(name) :]
    return told.replace(quoted(name), quoted(written))


def without_version(name: str) -> str | None:
    """Return the name of a distribution before a version, None where there is none.

    `egg:Name>=1` is a requirement, as Paste Deploy read it up to its release 2.
    """
    end = min((at for at in map(name.find, "<>=!~") if at > 0), default=0)
    return name[:end].strip() or None


def tell_version(bare: str) -> str:
    """Return the sentence on a distribution that is named with a version."""
    return f'Paste Deploy no longer reads a version behind a distribution; write "{bare}".'


def _is_implied(reference: Reference) -> bool:
    """Whether the attribute of an object reference is not written."""
    if isinstance(reference, EggReference) or not reference.attributes:
        return False
    place = reference.attributes[-1].range
    return place.start == place.end


def tell_unknown(unknown: Unknown) -> str:
    """Return one sentence that says why nobody can tell."""
    if unknown.reason is Reason.NO_ENVIRONMENT:
        return f"Unknown: {unknown.detail}, and no Python environment is known."
    return f"Unknown: {unknown.detail}."


def tell(reference: Reference, resolution: Resolution, shown: Shown) -> str:
    """Return the reason why a reference was not found."""
    if isinstance(resolution, Missing):
        sentence = tell_missing(reference, resolution, shown)
        # A module's name is no word of ours.
        is_name = sentence.startswith(resolution.owner)
        return sentence if is_name else sentence[:1].upper() + sentence[1:]
    return tell_unknown(resolution) if isinstance(resolution, Unknown) else ""
