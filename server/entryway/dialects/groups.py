"""The entry point groups that are known by name."""

from __future__ import annotations

SCRIPT_GROUPS = frozenset({"console_scripts", "gui_scripts"})
"""The groups an installer makes commands of (packaging specification "Entry points", use for
scripts): their values must name a function."""

FILE_GROUPS = frozenset({"napari.manifest"})
"""The groups whose values name a file of a package, `package:file.yaml`, and no object of it
(`npe2.PluginManifest._from_entrypoint`)."""

KNOWN_GROUPS = (
    *sorted(SCRIPT_GROUPS),
    "wsgi_scripts",
    "paste.app_factory",
    "paste.composite_factory",
    "paste.composit_factory",
    "paste.filter_factory",
    "paste.filter_app_factory",
    "paste.server_factory",
    "paste.server_runner",
    "paste.app_install",
    "paste.global_paster_command",
    "paste.paster_command",
    "paste.paster_create_template",
    "pyramid.scaffold",
    "pyramid.pshell_runner",
    "distutils.commands",
    "distutils.setup_keywords",
    "setuptools.file_finders",
    "setuptools.finalize_distribution_options",
    "egg_info.writers",
    "flake8.extension",
    "flake8.report",
    "pytest11",
    "oslo.config.opts",
    "oslo.config.opts.defaults",
    "oslo.policy.policies",
    "oslo.policy.enforcer",
    "pygments.filters",
    "pygments.formatters",
    "pygments.lexers",
    "pygments.styles",
    "babel.extractors",
    "babel.checkers",
    "sphinx.builders",
    "sphinx.html_themes",
    "markdown.extensions",
    "mkdocs.plugins",
    "mkdocs.themes",
    "sqlalchemy.dialects",
    "sqlalchemy.plugins",
    "celery.result_backends",
    "flask.commands",
    "keyring.backends",
    "z3c.autoinclude.plugin",
    "zodburi.resolvers",
)
"""Groups that the tools of the field load; a group one slip away from one of them is a mistake.

Only groups of one well-known loader stand here, and no short words: people make up groups of their
own, and `patch` must not be told to be `hatch`.
"""


def near_group(group: str) -> str | None:
    """Return the known group that `group` is one edit away from, or None where it is none's slip.

    One edit is one character added, left out or replaced, or two neighbours swapped.
    """
    if group in KNOWN_GROUPS:
        return None
    return next((known for known in KNOWN_GROUPS if one_edit_apart(group, known)), None)


def one_edit_apart(first: str, second: str) -> bool:
    """Whether one slip of the keyboard turns one word into the other."""
    if len(first) > len(second):
        first, second = second, first
    if len(second) - len(first) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first)
    )
    if len(first) < len(second):
        return first[start:] == second[start + 1 :]
    if first[start + 1 :] == second[start + 1 :]:
        return first != second
    swapped = first[start + 1 : start + 2] + first[start : start + 1]
    return second[start:] == swapped + first[start + 2 :]
