"""The settings in a project's own files: `[tool.entryway]` and `[entryway]`.

They are a stranger's where the repository is, so they say nothing of what is read outside of it:
the environment is the user's affair alone.
"""

from __future__ import annotations

from entryway.dialects.table import PYPROJECT, SETUP_CFG
from entryway.dialects.templates import is_template
from entryway.files.view import Text, Unreadable, View
from entryway.syntax.ini import IniOption, read_ini
from entryway.workspace.choices import EXCLUDE, INCLUDE, SEVERITY, Choices, read_choices
from entryway.workspace.manifest import table

FILES = (PYPROJECT.name, SETUP_CFG.name)
"""The files that settings may stand in; the first that has any counts."""

_NOTHING = Choices()


def project_settings(view: View, root: str) -> Choices:
    """Return what the project in a folder chooses, and complaints of what can't be read."""
    in_pyproject = _derived(view, root, PYPROJECT.name)
    in_setup_cfg = _derived(view, root, SETUP_CFG.name)
    if in_pyproject is None or in_setup_cfg is None:
        return in_pyproject or in_setup_cfg or _NOTHING
    both = "setup.cfg: [entryway] does not count, since pyproject.toml has settings, too; move it."
    return Choices(
        in_pyproject.severity,
        in_pyproject.include,
        in_pyproject.exclude,
        (*in_pyproject.complaints, both),
    )


def _derived(view: View, root: str, name: str) -> Choices | None:
    path = f"{root}/{name}"
    if not view.is_file(path):
        return None
    read = _read_pyproject if name == PYPROJECT.name else _read_setup_cfg
    choices = view.derive(read, path, view.config_text)
    return None if isinstance(choices, Unreadable) else choices


def _read_pyproject(text: Text) -> Choices | None:
    """Return what `[tool.entryway]` says, None where there is no such table."""
    if "entryway" not in text.text:
        return None  # Most projects: not worth parsing.
    toml = PYPROJECT.read(text).toml
    if toml is None or not toml.is_valid:
        if "tool.entryway" not in text.text or is_template(text.text):
            return None
        return Choices(
            complaints=(
                "pyproject.toml: this is not valid TOML, so no setting in it counts; mend it.",
            )
        )
    tool = table(toml.values, "tool")
    if "entryway" not in tool:
        return None
    return read_choices(table(tool, "entryway"), "pyproject.toml: tool.entryway.", strict=True)


def _read_setup_cfg(text: Text) -> Choices | None:
    """Return what `[entryway]` says, None where there is no such section."""
    if "[entryway]" not in text.text or is_template(text.text):
        return None
    section = read_ini(text.text).section("entryway")
    if section is None:
        return None
    options = {option.key.text: _value(option) for option in section.options}
    return read_choices(options, "setup.cfg: [entryway] ", strict=True)


def _value(option: IniOption) -> object:
    """Return an option's value as TOML would have it: `code = level` a line, a pattern a line."""
    lines = [line.text for line in option.value if line.text and not line.text.startswith("#")]
    if option.key.text == SEVERITY:
        pairs = (line.partition("=") for line in lines)
        return {code.strip(): level.strip() for code, _, level in pairs}
    return lines if option.key.text in (INCLUDE, EXCLUDE) else "\n".join(lines)
