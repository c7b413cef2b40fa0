"""What the entry points of installers, build backends and their plugins are for."""

from __future__ import annotations

from entryway.dialects.meanings.meaning import GroupMeaning

_SPECIFICATION = 'packaging specification "Entry points"'
_SETUPTOOLS = 'setuptools documentation, "Extending or Customizing Setuptools"'
_PBR = 'pbr documentation, "Using pbr", and `pbr._compat.easy_install`'
_VIRTUALENV = 'virtualenv documentation, "Plugins"'
_POETRY = 'Poetry documentation, "Plugins"'

PACKAGING_GROUPS: dict[str, GroupMeaning] = {
    "console_scripts": GroupMeaning(
        "Commands: an installer makes each, and it calls its function with no arguments and exits "
        "with what that returns.",
        "The command `{name}`: an installer makes it, and it calls `{call}` with no arguments "
        "and exits with what that returns.",
        _SPECIFICATION,
    ),
    "gui_scripts": GroupMeaning(
        "Commands without a console on Windows: an installer makes each, and it calls its function "
        "with no arguments and exits with what that returns.",
        "The command `{name}`, without a console on Windows: an installer makes it, and it "
        "calls `{call}` with no arguments and exits with what that returns.",
        _SPECIFICATION,
    ),
    "wsgi_scripts": GroupMeaning(
        "WSGI scripts: pbr writes each, and its `application` is what the function returns when "
        "called with no arguments.",
        "The WSGI script `{name}`: pbr writes it, and its `application` is what `{call}` "
        "returns when called with no arguments. As a command it serves that for a test.",
        _PBR,
    ),
    "distutils.commands": GroupMeaning(
        "Commands of setuptools: classes derived from `setuptools.Command`.",
        "The command `{name}` of setuptools: a class derived from `setuptools.Command`.",
        _SETUPTOOLS,
    ),
    "distutils.setup_keywords": GroupMeaning(
        "Arguments of `setup()`: setuptools calls the function with the distribution, the "
        "argument's name and its value.",
        "The argument `{name}` of `setup()`: setuptools calls `{call}` with the distribution, "
        "the argument's name and its value.",
        _SETUPTOOLS,
    ),
    "setuptools.finalize_distribution_options": GroupMeaning(
        "Hooks of setuptools, called with each distribution before it is built.",
        "A hook of setuptools: `{call}` is called with each distribution before it is built.",
        _SETUPTOOLS,
    ),
    "setuptools.file_finders": GroupMeaning(
        "Finders of files: setuptools calls each with a folder and adds to source releases what it "
        "yields.",
        "A finder of files: setuptools calls `{call}` with a folder and adds to source "
        "releases what it yields.",
        _SETUPTOOLS,
    ),
    "egg_info.writers": GroupMeaning(
        "Metadata files: setuptools calls the function to write the file of the entry's name into "
        "`.egg-info`.",
        "The metadata file `{name}`: setuptools calls `{call}` to write it into `.egg-info`.",
        _SETUPTOOLS,
    ),
    "hatch": GroupMeaning(
        "Plugins of Hatch and of hatchling, its build backend.",
        "A plugin of Hatch or of hatchling, its build backend.",
        "Hatch documentation",
    ),
    "poetry.plugin": GroupMeaning("Plugins of Poetry.", "A plugin of Poetry.", _POETRY),
    "poetry.application.plugin": GroupMeaning(
        "Plugins of Poetry that add commands.", "A plugin of Poetry that adds commands.", _POETRY
    ),
    "pdm": GroupMeaning(
        "Plugins of PDM, called with its core object.",
        "A plugin of PDM, called with its core object.",
        'PDM documentation, "Write a plugin"',
    ),
    "virtualenv.activate": GroupMeaning(
        "Activation scripts of virtualenv.",
        "The activation script `{name}` of virtualenv.",
        _VIRTUALENV,
    ),
    "virtualenv.create": GroupMeaning(
        "Creators of virtualenv.", "The creator `{name}` of virtualenv.", _VIRTUALENV
    ),
    "virtualenv.discovery": GroupMeaning(
        "Ways in which virtualenv finds Python.",
        "A way in which virtualenv finds Python: `--discovery {name}`.",
        _VIRTUALENV,
    ),
    "virtualenv.seed": GroupMeaning(
        "Seeders of virtualenv.", "A seeder of virtualenv: `--seeder {name}`.", _VIRTUALENV
    ),
    "setuptools_scm.version_scheme": GroupMeaning(
        "Version schemes of setuptools-scm.",
        "The version scheme `{name}` of setuptools-scm.",
        "setuptools-scm documentation",
    ),
    "setuptools_scm.local_scheme": GroupMeaning(
        "Schemes of setuptools-scm for the local part of a version.",
        "The scheme `{name}` of setuptools-scm for the local part of a version.",
        "setuptools-scm documentation",
    ),
}
