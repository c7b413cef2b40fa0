"""Sections of setup.cfg that declare entry points and that whoever builds the project ignores.

The rules are those of `setuptools.config._apply_pyprojecttoml._handle_missing_dynamic`, of
`setuptools.config.setupcfg.ConfigHandler.__setitem__` (what is set already is left as it is), and
of pbr, which sets what its `[entry_points]` declares before setuptools reads setup.cfg.
"""

from __future__ import annotations

from collections.abc import Iterator

from entryway.dialects.table import SETUP_CFG
from entryway.model import Location
from entryway.problems import SEVERITIES, Code, Fix, Problem, Related
from entryway.syntax.ini import IniSection, IniTree
from entryway.workspace.building import Builder, read_builder
from entryway.workspace.counting import ENTRY_POINT_FIELDS, drops_earlier
from entryway.workspace.manifest import Manifest, read_manifest, strings, table
from entryway.workspace.snapshot import Document, Snapshot

_PBR, _SETUPTOOLS = "entry_points", "options.entry_points"


def ignored_sections(snapshot: Snapshot, document: Document) -> Iterator[Problem]:
    """Yield the sections of a project's setup.cfg that are proven not to be read."""
    root = snapshot.project(document.path).root
    if document.dialect is not SETUP_CFG or document.path != f"{root}/setup.cfg":
        return
    manifest = read_manifest(snapshot.view, root)
    builder = read_builder(snapshot.view, root, manifest)
    dynamic = strings(table(manifest.pyproject, "project").get("dynamic"))
    if builder is None or ENTRY_POINT_FIELDS & set(dynamic):
        return
    for name in (_PBR, _SETUPTOOLS):
        section = _declaring(manifest.setup_cfg, name)
        if section is not None:
            yield from _ignored(document, manifest, builder, section)


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
    elif _is_overruled(manifest, own or _declaring(manifest.setup_cfg, _SETUPTOOLS)):
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
    elif header == _SETUPTOOLS and builder.setup_py:
        yield _problem(
            section,
            f"setup.py declares entry points, and then setuptools ignores [{_SETUPTOOLS}]; declare "
            "all of them in one of the two.",
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


def _is_overruled(manifest: Manifest, section: IniSection | None) -> bool:
    """Whether `[project]` drops a section, all that setuptools has read of entry points so far."""
    options = section.options if section is not None else ()
    return drops_earlier(manifest, {o.key.text for o in options if o.value_text.strip()})


def _problem(
    section: IniSection,
    message: str,
    *,
    fixes: tuple[Fix, ...] = (),
    related: tuple[Related, ...] = (),
) -> Problem:
    code = Code.IGNORED_SECTION
    return Problem(code, section.name.range, message, SEVERITIES[code], related, fixes)
