"""Drawings, tables and other forms of a preview, whatever names they must show."""

from __future__ import annotations

import json
import re

import pytest

from entryway.features.columns import columns
from entryway.features.preview import Preview, Row, State
from entryway.features.preview_formats import as_dot, as_mermaid, as_rows
from entryway.features.preview_markdown import as_table
from entryway.features.preview_text import WIDTH, as_text
from entryway.model import Location
from features.previews import branch, row

LONG = "keystonemiddleware_auth_token_with_a_name_that_does_not_end_for_a_long_time"
WIDE = "認証" * 30
HOSTILE = 'a|b`c*d[e](f)<g>&"#\\\n\u202eh'


def preview_of(*rows: Row, title: str = "pipeline main", more: int = 0) -> Preview:
    return Preview(title, None, rows, more)


def linked(location: Location) -> str:
    return f"file://{location.path}#L{location.range.start.line + 1}"


@pytest.mark.parametrize("name", ["api", LONG, WIDE, f"{LONG} {WIDE}", HOSTILE])
def test_no_line_is_wider_than_an_editor_shows(name: str) -> None:
    inner = (branch(name, is_last=False),)
    deep = tuple(branch(f"{name}{depth}") for depth in range(40))
    drawn = as_text(
        preview_of(
            row(name, docstring=name, reason=name),
            row(name, number=1000, factory=f"{name}:{name}", target=name, role="filter-with"),
            row(name, within=inner, opens=True, after=1, leads=(name, name)),
            row(name, number=None, within=inner, opens=True, after=1, factory=""),
            row(name, within=deep, opens=True, after=2, state=State.MISSING, reason=name * 9),
            title=name,
            more=3,
        )
    )
    assert max(map(columns, drawn.split("\n"))) <= WIDTH
    assert drawn.split("\n")[-1] == "and 3 more"
    assert all(char.isprintable() for line in drawn.split("\n") for char in line)


def test_columns_are_aligned_behind_wide_names_too() -> None:
    lines = as_text(preview_of(row("認証"), row("auth", number=2))).split("\n")[1:]
    assert len({columns(line.partition("shop:app")[0]) for line in lines}) == 1


def test_a_long_factory_is_shortened_in_the_middle() -> None:
    drawn = as_text(preview_of(row("api", factory=f"shop.{LONG}.{LONG}:Factory")))
    assert "shop.keystone" in drawn
    assert drawn.endswith(":Factory")
    assert "…" in drawn


@pytest.mark.parametrize(
    ("states", "gist"),
    [
        ([State.FOUND], "resolves"),
        ([State.MISSING], "does not resolve"),
        ([State.UNKNOWN], "not known whether it resolves"),
        ([State.FOUND, State.FOUND], "all resolve"),
        ([State.FOUND, State.MISSING], "1 of 2 does not resolve"),
        ([State.MISSING, State.MISSING, State.UNKNOWN], "2 of 3 do not resolve, 1 unknown"),
        ([State.UNKNOWN, State.FOUND], "1 of 2 unknown"),
    ],
)
def test_the_gist_says_how_many_resolve(states: list[State], gist: str) -> None:
    rows = [row("api", number=number, state=state) for number, state in enumerate(states, 1)]
    assert preview_of(*rows).gist.endswith(gist)


def test_a_table_links_names_to_sections_and_factories_to_sources() -> None:
    table = as_table(preview_of(row("api", docstring="An app.")), linked)
    assert table.split("\n") == [
        "**pipeline main**\\: resolves",
        "",
        "| | stage | factory | |",
        "|--:|:--|:--|:--|",
        "| 1 | [api](file:///shop/etc/api-paste.ini#L1) "
        "| ✓ [shop\\:app](file:///shop/shop.py#L1) |  |",
        "",
        "An app.",
    ]


def test_a_table_says_below_it_why_stages_are_unknown_alike() -> None:
    absent = {"state": State.UNKNOWN, "reason": "unknown: oslo is absent", "source": None}
    shown = preview_of(row("cors", **absent), row("log", number=2, **absent), row("api", number=3))
    table, _, remarks = as_table(shown, linked).rpartition("\n\n")
    assert "oslo" not in table
    assert remarks == r"\? cors, log\: oslo is absent"


def test_nothing_in_a_table_means_anything_to_markdown() -> None:
    rows = (
        row(HOSTILE, docstring=HOSTILE, factory=HOSTILE),
        row(HOSTILE, reason=HOSTILE, within=(branch(HOSTILE),), opens=True, after=0),
    )
    table = as_table(preview_of(*rows, title=HOSTILE), linked)
    lines = table.split("\n")
    assert len(lines) == 4 + len(rows)
    for line in lines[4:]:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 5
    texts = re.sub(r"\]\(file:[^)]*\)|(?<!\\)\[", "", table)
    assert not re.search(r"(?<!\\)[`\[\]<>&#]", texts)


def test_an_address_can_not_end_its_link_or_cell() -> None:
    place = Location("/a b(c)|d", row("api").place.range)  # type: ignore[union-attr]
    table = as_table(preview_of(row("api", place=place)), linked)
    assert "[api](file:///a%20b%28c%29%7Cd#L1)" in table


def test_mermaid_shows_any_name_as_text() -> None:
    chart = as_mermaid([preview_of(row(HOSTILE), row("b", number=2, after=0), title=HOSTILE)])
    label = chart.split("\n")[2].strip()
    assert label.startswith('p1s0["a#124;b#96;c*d#91;e#93;#40;f#41;#60;g#62;#38;#34;#35;#92;')
    assert label.count('"') == 2
    assert "p1s0 --> p1s1" in chart


def test_mermaid_labels_the_way_into_a_branch() -> None:
    inner = row("api", number=2, after=0, within=(branch("/v2"),), opens=True)
    assert '    p1s0 -->|"/v2"| p1s1' in as_mermaid([preview_of(row("map"), inner)]).split("\n")


def test_dot_quotes_any_name() -> None:
    chart = as_dot([preview_of(row(HOSTILE, state=State.MISSING), row("b", number=2, after=0))])
    (label,) = (line for line in chart.split("\n") if "p1s0 [" in line)
    quoted = '"a|b`c*d[e](f)<g>&\\"#\\\\��h\\n✗ shop:app"'
    assert label.strip() == f"p1s0 [label={quoted}, color=red];"
    assert "    p1s0 -> p1s1;" in chart.split("\n")


def test_json_has_all_of_it() -> None:
    inner = row("api", number=2, after=0, within=(branch("/v2"),), opens=True, target="shop:app")
    (shown,) = as_rows([preview_of(row("map", factory=""), inner)], lambda path: path[1:])
    assert json.loads(json.dumps(shown)) == shown
    assert [shown["title"], shown["gist"], shown["place"]] == [
        "pipeline main",
        "pipeline main: 1 branch; all resolve",
        None,
    ]
    assert shown["stages"][1] == {
        "number": 2,
        "name": "api",
        "wanted": "app",
        "role": None,
        "branches": ["/v2"],
        "after": 0,
        "goes_on_as": None,
        "place": {"file": "shop/etc/api-paste.ini", "line": 1},
        "leads": [],
        "factory": "shop:app",
        "target": "shop:app",
        "state": "found",
        "reason": None,
        "source": {"file": "shop/shop.py", "line": 1},
        "docstring": None,
    }
