"""The table of what groups are for is complete and well formed."""

from __future__ import annotations

import re

import pytest

from entryway.dialects.groups import KNOWN_GROUPS
from entryway.dialects.meanings.meaning import GroupMeaning
from entryway.dialects.meanings.table import GROUPS, NAMESPACES, meaning_of

ROWS = {**GROUPS, **NAMESPACES}


def test_every_group_that_is_known_by_name_has_a_meaning() -> None:
    assert [group for group in KNOWN_GROUPS if meaning_of(group) is None] == []


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_row_is_made_of_sentences_with_code_in_backticks(row: GroupMeaning) -> None:
    for text in (row.group, row.entry):
        assert text.endswith(".") and text.count("`") % 2 == 0
        outside = text.split("`")[::2]
        assert not any("{" in piece for piece in outside)
    assert "{" not in row.group
    assert set(re.findall(r"\{(\w*)\}", row.entry)) <= {"name", "call"}
    assert row.source and not row.source.endswith(".")


@pytest.mark.parametrize(
    ("group", "row"),
    [
        ("console_scripts", "console_scripts"),
        ("neutron.ml2.type_drivers", "neutron.ml2.type_drivers"),
        ("neutron.ipam_drivers", "neutron."),
        ("keystone.auth.totp", "keystone.auth."),
        ("openstack.compute.v2", "openstack."),
        ("openstack.cli.extension", "openstack.cli.extension"),
    ],
)
def test_a_groups_own_row_comes_first_and_the_longer_beginning_next(group: str, row: str) -> None:
    assert meaning_of(group) is ROWS[row]


@pytest.mark.parametrize("group", ["", "shop.plugins", "neutron", "novas.filters", "Pytest11"])
def test_of_other_groups_nothing_is_known(group: str) -> None:
    assert meaning_of(group) is None
