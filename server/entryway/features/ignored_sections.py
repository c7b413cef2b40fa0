"""Places that declare entry points and that whoever builds the project ignores.

These are sections of setup.cfg, and `entry_points=` of setup.py.

The rules are those of `setuptools.config._apply_pyprojecttoml._handle_missing_dynamic`, of
`setuptools.config.setupcfg.ConfigHandler.__setitem__` (what is set already is left as it is), and
of pbr, which sets what its `[entry_points]` declares before setuptools reads setup.cfg.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

from entryway.dialects.setup_py import SetupArgument, setup_argument
from entryway.dialects.table import SETUP_CFG, SETUP_PY
from entryway.model import Location
from entryway.problems import SEVERITIES, Code, Fix, Problem, Related
from entryway.syntax.ini import IniSection, IniTree
from entryway.workspace.building import Builder, read_builder
from entryway.workspace.counting import ENTRY_POINT_FIELDS, drops_earlier
from entryway.workspace.manifest import Manifest, read_manifest, strings, table
from entryway.workspace.setup_files import setup_file
from entryway.workspace.snapshot import Document, Snapshot

_PBR, _SETUPTOOLS = "entry_points", "options.entry_points"
_FILES = ("setup.cfg", "setup.py")


def ignored_sections(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield the places in a project's setup.cfg or setup.py that are proven not to be read."""
    root = snapshot.project(document.path).root
    folder, name = os.path.split(document.path)
    if document.dialect not in (SETUP_CFG, SETUP_PY) or folder != root or name not in _FILES:
        return
    manifest = read_manifest(snapshot.view, root)
    builder = read_builder(snapshot.view, root, manifest)
    if builder is None:
        return
    first = None if builder.pbr else _in_setup_py(snapshot, root)
    dynamic = strings(table(manifest.pyproject, "project").get("dynamic"))
    is_dynamic = bool(ENTRY_POINT_FIELDS & set(dynamic))
    if document.dialect is SETUP_PY:
        if first is not None and not is_dynamic and builder.is_setuptools:
            yield from _ignored_argument(manifest, first)
        return
    if first is not None and builder.is_setuptools:
        section = _declaring(manifest.setup_cfg, _SETUPTOOLS)
        if section is not None:
            yield _behind_setup_py(section, first)
    if is_dynamic:
        return
    for name in (_PBR, _SETUPTOOLS):
        section = _declaring(manifest.setup_cfg, name)
        is_told = first is not None and name == _SETUPTOOLS and builder.is_setuptools
        if section is not None and not is_told:
            yield from _ignored(document, manifest, builder, section)


def _in_setup_py(snapshot: Snapshot, root: str) -> SetupArgument | None:
    """Return the `entry_points=` of setup.py, if it certainly has some."""
    path = f"{root}/setup.py"
    file = setup_file(snapshot.view, root) if snapshot.view.is_file(path) else None
    return None if file is None else setup_argument(path, file)


def _ignored_argument(manifest: Manifest, argument: SetupArgument) -> Iterator[Problem]:
    # setuptools fails on a text beside [project].
    if argument.groups is not None and drops_earlier(manifest, argument.groups):
        yield Problem(
            Code.IGNORED_SECTION,
            argument.keyword.range,
            "setuptools ignores entry_points here, since [project] in pyproject.toml does not list "
            'entry points as dynamic; move them there, or list "scripts" and "entry-points" in '
            "dynamic.",
            SEVERITIES[Code.IGNORED_SECTION],
        )


def _behind_setup_py(section: IniSection, argument: SetupArgument) -> Problem:
    place = Location(argument.path, argument.keyword.range)
    return _problem(
        section,
        f"setup.py gives entry_points to setup(), and then setuptools ignores [{_SETUPTOOLS}]; "
        "declare all of them in one place.",
        related=(Related(place, "entry_points is here"),),
    )


def _declaring(tree: IniTree, name: str) -> IniSection | None:
    """Return a section with at least one option, None where there is none."""
    section = tree.section(name)
    return section if section is not None and section.options else None


def _ignored(
    document: Document, manifest: Manifest, builder: Builder, section: IniSection
) -> Iterator[Problem]:
    header = section.name.text
    own = _declaring(manifest.setup_cfg, _PBR) if builder.pbr else None
    if not builder.is_setuptools:
        yield _problem(
            section,
            f"{builder.backend} builds this project and does not read setup.cfg; declare its entry "
            "points in pyproject.toml.",
        )
    elif header == _PBR and not builder.pbr:
        yield _without_pbr(manifest, section)
    elif drops_earlier(manifest, _groups(own or _declaring(manifest.setup_cfg, _SETUPTOOLS))):
        yield _problem(
            section,
            f"setuptools ignores [{header}], since [project] in pyproject.toml does not list entry "
            'points as dynamic; move them there, or list "scripts" and "entry-points" in dynamic.',
        )
    elif header == _SETUPTOOLS and own is not None:
        place = Location(document.path, own.name.range)
        yield _problem(
            section,
            f"pbr reads [{_PBR}] first, and then [{_SETUPTOOLS}] is ignored; move its entry points "
            "there.",
            related=(Related(place, f"[{_PBR}] is here"),),
        )


def _without_pbr(manifest: Manifest, section: IniSection) -> Problem:
    lead = f"only pbr reads [{_PBR}], and setuptools builds this project without it; "
    if table(manifest.pyproject, "project"):
        return _problem(section, f"{lead}declare its entry points in pyproject.toml.")
    is_free = manifest.setup_cfg.section(_SETUPTOOLS) is None
    fix = Fix(f"Change to [{_SETUPTOOLS}]", section.name.range, _SETUPTOOLS)
    return _problem(
        section, f"{lead}name the section [{_SETUPTOOLS}].", fixes=(fix,) if is_free else ()
    )


def _groups(section: IniSection | None) -> Collection[str]:
    """Return the groups of a section that have entry points."""
    options = section.options if section is not None else ()
    return {option.key.text for option in options if option.value_text.strip()}


def _problem(
    section: IniSection,
    message: str,
    *,
    fixes: tuple[Fix, ...] = (),
    related: tuple[Related, ...] = (),
) -> Problem:
    code = Code.IGNORED_SECTION
    return Problem(code, section.name.range, message, SEVERITIES[code], related, fixes)
