"""What the objects are for that configuration names besides entry points."""

from __future__ import annotations

from entryway.dialects.homes import (
    BUILD_BACKEND,
    COMMAND_CLASSES,
    COMMAND_HOOKS,
    COMMANDS,
    MYPY_PLUGINS,
    SETUP_HOOKS,
    VERSION,
)

OBJECTS: dict[str, tuple[str, str]] = {
    BUILD_BACKEND: (
        "The build backend: pip, build and other frontends call its hooks to build the project.",
        "PEP 517",
    ),
    VERSION: (
        "The project's version: setuptools takes it from the source, and imports the module only "
        "where a literal does not tell it.",
        "`setuptools.config.expand.read_attr`",
    ),
    COMMAND_CLASSES: (
        "The command `{name}` of setuptools, while this project is built: a class derived from "
        "`setuptools.Command`.",
        "`setuptools.config.expand.cmdclass`",
    ),
    SETUP_HOOKS: (
        "A hook of pbr: `{call}` is called with all that setup.cfg says, and may change it before "
        "anything else reads it.",
        "`setup_cfg_to_args` of pbr",
    ),
    COMMANDS: (
        "A command of setuptools that pbr adds while this project is built, under the class's "
        "`command_name`.",
        "`setup_cfg_to_setup_kwargs` of pbr",
    ),
    COMMAND_HOOKS: (
        "A hook of pbr before version 4: `{call}` was called with the command, before or after it "
        "ran. Later versions do not read it.",
        "`run_command_hooks` of pbr 3",
    ),
    MYPY_PLUGINS: (
        "A plugin of mypy: `{call}` is called with mypy's version and returns the class of the "
        "plugin.",
        "`mypy.build.load_plugins_from_config`",
    ),
}
"""A sentence on each, as in `GroupMeaning.entry`, and its source."""
