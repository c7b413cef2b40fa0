"""The groups whose meaning is known: what is made of their entry points, or who loads them.

A row says only what the documentation or the sources that it names say.
"""

from __future__ import annotations

from entryway.dialects.meanings.meaning import GroupMeaning
from entryway.dialects.meanings.openstack import OPENSTACK_GROUPS, OPENSTACK_NAMESPACES
from entryway.dialects.meanings.packaging import PACKAGING_GROUPS
from entryway.dialects.meanings.tools import TOOL_GROUPS, TOOL_NAMESPACES
from entryway.dialects.meanings.web import WEB_GROUPS

GROUPS = {**PACKAGING_GROUPS, **WEB_GROUPS, **OPENSTACK_GROUPS, **TOOL_GROUPS}
"""The groups with a row of their own."""

NAMESPACES = {**OPENSTACK_NAMESPACES, **TOOL_NAMESPACES}
"""Beginnings of groups, and what all groups are that begin so."""


def meaning_of(group: str) -> GroupMeaning | None:
    """Return what a group is for: by its own row, else by the longest beginning in the table."""
    exact = GROUPS.get(group)
    if exact is not None:
        return exact
    holding = [prefix for prefix in NAMESPACES if group.startswith(prefix)]
    return NAMESPACES[max(holding, key=len)] if holding else None
