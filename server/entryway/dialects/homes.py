"""What stands for a group in references to objects that no entry point declares.

Each is the option that names the objects, as people call it; `meanings` says what they are for.
"""

from __future__ import annotations

BUILD_BACKEND = "build-backend"
COMMAND_CLASSES = "cmdclass"
COMMAND_HOOKS = "pre_hook"
COMMANDS = "commands"
MYPY_PLUGINS = "plugins"
SETUP_HOOKS = "setup-hooks"
VERSION = "attr"
