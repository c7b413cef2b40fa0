"""Paste Deploy's kinds of sections and the protocols of its factories.

The tables are those of `paste.deploy.loadwsgi` (`_App`, `_Filter`, `_Server` and the section
prefixes of `ConfigLoader.find_config_section`); a test holds them against the library, which is not
imported here because that takes longer than reading a file.
"""

from __future__ import annotations

APP_GROUPS = ("paste.app_factory", "paste.composite_factory", "paste.composit_factory")
FILTER_GROUPS = ("paste.filter_factory", "paste.filter_app_factory")
SERVER_GROUPS = ("paste.server_factory", "paste.server_runner")

GROUPS_BY_KIND = {
    "app": APP_GROUPS,
    "application": APP_GROUPS,
    "composite": APP_GROUPS,
    "composit": APP_GROUPS,
    "pipeline": APP_GROUPS,
    "filter-app": FILTER_GROUPS,
    "filter": FILTER_GROUPS,
    "server": SERVER_GROUPS,
}
"""For each kind of section, the groups in which `use = egg:…` looks the entry point up."""

FACTORY_KEYS = frozenset((*APP_GROUPS, *FILTER_GROUPS, *SERVER_GROUPS))
"""The options that name a factory directly."""


def section_kind(header: str) -> tuple[str, str] | None:
    """Return the kind and name of a Paste Deploy section, or None for any other section.

    `app:main` -> `("app", "main")`; a bare `server` is named `main`; blanks around the name do not
    count.
    """
    kind, colon, name = header.partition(":")
    if kind not in GROUPS_BY_KIND:
        return None
    return kind, name.strip() if colon else "main"
