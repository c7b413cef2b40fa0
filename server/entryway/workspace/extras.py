"""The extras a project defines, where its files tell all of them."""

from __future__ import annotations

from entryway.files.view import Text, View
from entryway.namedtuples import NamedTuple
from entryway.resolve.distributions import normalise
from entryway.workspace.manifest import Manifest, read_manifest, strings, table
from entryway.workspace.setup_files import setup_file


class Extras(NamedTuple):
    """The names of a project's extras as they are written, and where one is to be defined."""

    names: tuple[str, ...]
    where: str

    def __contains__(self, name: object) -> bool:
        """Whether an extra of this name is defined, whichever way it is spelled (PEP 685)."""
        return isinstance(name, str) and normalise(name) in map(normalise, self.names)


def defined_extras(view: View, root: str) -> Extras | None:
    """Return the extras of the project in a folder, None where there may be others.

    Those are told by `[project.optional-dependencies]` of pyproject.toml unless they are dynamic,
    by `[options.extras_require]` of setup.cfg, by `extras_require` of setup.py, and by pbr's
    `[extras]`. A setup.py that computes its extras may define more; so may a setup hook of pbr.
    """
    manifest = read_manifest(view, root)
    in_setup_py = _in_setup_py(view, root)
    if not manifest.readable or in_setup_py is None or _may_be_elsewhere(manifest):
        return None
    if "optional-dependencies" in strings(table(manifest.pyproject, "project").get("dynamic")):
        return None
    return _extras(manifest, in_setup_py)


def known_extras(view: View, root: str) -> tuple[str, ...]:
    """Return the extras of the project in a folder that its files tell; there may be others."""
    manifest = read_manifest(view, root)
    found = _extras(manifest, _in_setup_py(view, root) or ())
    poetry = tuple(table(manifest.tool, "poetry", "extras"))
    return (*(found.names if found is not None else ()), *poetry)


def _extras(manifest: Manifest, in_setup_py: tuple[str, ...]) -> Extras | None:
    """Return the extras that a project's files define, None where they speak of none."""
    names: dict[str, None] = {}
    where: list[str] = []
    project = table(manifest.pyproject, "project")
    if project:
        names.update(dict.fromkeys(table(project, "optional-dependencies")))
        where.append("[project.optional-dependencies] of pyproject.toml")
    for header in ("options.extras_require", "extras"):
        section = manifest.setup_cfg.section(header)
        if section is not None:
            names.update(dict.fromkeys(option.key.text for option in section.options))
            where.append(f"[{header}] of setup.cfg")
            if header == "extras":
                # pbr adds this one, made of test-requirements.txt.
                names.setdefault("test")
    if in_setup_py:
        names.update(dict.fromkeys(in_setup_py))
        where.append("extras_require of setup.py")
    return Extras(tuple(names), where[0]) if where else None


def _may_be_elsewhere(manifest: Manifest) -> bool:
    """Whether extras may be defined in a place that is not read."""
    others = table(manifest.tool, "poetry") or table(manifest.tool, "flit", "metadata")
    return bool(others) or manifest.option("global", "setup_hooks") != ""


def _in_setup_py(view: View, root: str) -> tuple[str, ...] | None:
    """Return the extras that a project's setup.py defines, None where there may be others."""
    path = f"{root}/setup.py"
    if not view.is_file(path):
        return ()
    # Most setup.py say nothing of extras.
    if view.derive(_may_define_extras, path, view.python_text) is False:
        return ()
    from entryway.dialects.setup_call import keys_of  # Reading Python takes rooms of its own.

    file = setup_file(view, root)
    call = None if file is None else file.only_call
    if call is None:
        return None
    if call.lacks("extras_require"):
        return ()
    keys = keys_of(call.argument("extras_require"))
    # Behind a colon is the marker that its requirements depend on.
    return None if keys is None else tuple(key.partition(":")[0] for key in keys)


def _may_define_extras(text: Text) -> bool:
    return "extras" in text.text or "**" in text.text
