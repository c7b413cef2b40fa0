"""How the loaders of entry points call what they load, and the words for calls that fail."""

from __future__ import annotations

from collections.abc import Mapping

from entryway.features.callees import Callee
from entryway.features.signatures import Misfit, Signature
from entryway.model import DefinitionKind
from entryway.syntax.object_reference import quoted

FACTORIES: Mapping[str, tuple[str, ...]] = {
    "paste.app_factory": ("global_conf",),
    "paste.composite_factory": ("loader", "global_conf"),
    "paste.composit_factory": ("loader", "global_conf"),
    "paste.filter_factory": ("global_conf",),
    "paste.filter_app_factory": ("app", "global_conf"),
    "paste.server_factory": ("global_conf",),
    "paste.server_runner": ("app", "global_conf"),
}
"""What Paste Deploy's factories are called with, besides the options as keywords: the `invoke` of
`_App`, `_Filter` and `_Server` in `paste.deploy.loadwsgi`."""

SCRIPTS = frozenset({"console_scripts", "gui_scripts", "wsgi_scripts"})
"""The groups whose objects a generated file calls with no arguments.

The packaging specification "Entry points" has it for the first two, and the template of
`pbr._compat.easy_install` for pbr's `wsgi_scripts`.
"""


def tell_factory(protocol: str, callee: Callee, reason: Misfit) -> str:
    """Return why Paste Deploy can't call a factory."""
    name = callee.definition.name
    takes = callee.how.positional if isinstance(callee.how, Signature) else ()
    wanted = ", ".join((*FACTORIES[protocol], "**local_conf"))
    call = f"{protocol} calls it with ({wanted})"
    if reason.too_many:
        return f"{name} takes {_count(len(takes))}, and {call}; let it take these."
    if takes[:1] == ("self",) and callee.definition.kind is DefinitionKind.METHOD:
        return f"{name} is a method of instances, and {call}; make it a classmethod."
    if reason.missing in takes and (reason.missing or "").startswith("global_con"):
        # It is written for another protocol, and no option is meant.
        return f"{name} takes ({', '.join(takes)}), and {call}; let it take these."
    if reason.missing is not None:
        return (
            f"{name} needs {quoted(reason.missing)}, which no option gives it; set the option, or "
            "give the parameter a default."
        )
    return (
        f"{name} takes no {quoted(reason.unexpected or '')}, which the options give it; remove the "
        "option, or let it take **local_conf."
    )


def tell_script(group: str, callee: Callee, reason: Misfit) -> str:
    """Return why a script can't call its function."""
    return (
        f"{callee.definition.name} needs {quoted(reason.missing or '')}, and {group} calls it with "
        "no arguments; give the parameter a default, or name another function."
    )


def _count(number: int) -> str:
    if number == 0:
        return "no positional arguments"
    return "one positional argument" if number == 1 else f"{number} positional arguments"
