"""What previews are made of, for files of any size, any text, and any secrets."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entryway.features.hover import as_markdown, as_plain_text, hover
from entryway.features.preview import HIDDEN, SHOWN, State
from entryway.features.preview_formats import as_dot, as_mermaid, as_rows
from entryway.features.preview_text import as_text
from entryway.model import Reference, Resolution
from entryway.workspace.snapshot import Document, Snapshot
from features.previews import PATH, file_of, previews, snapshot_of
from paste.paste_files import file_set

SECRET = "hunter2hunter2"


def test_a_long_pipeline_is_cut_and_only_what_is_shown_is_resolved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [f"f{number}" for number in range(999)]
    text = f"[pipeline:main]\npipeline = {' '.join(names)} api\n[app:api]\nuse = egg:shop\n"
    text += "".join(f"[filter:{name}]\npaste.filter_factory = shop:wrap\n" for name in names)
    snapshot = snapshot_of(text)
    asked: list[Reference] = []
    resolve = Snapshot.resolve

    def counted(self: Snapshot, path: str, reference: Reference) -> Resolution:
        asked.append(reference)
        return resolve(self, path, reference)

    monkeypatch.setattr(Snapshot, "resolve", counted)
    document = snapshot.document(PATH)
    assert isinstance(document, Document)
    found = hover(snapshot, document, document.index.position(3))
    assert found is not None
    lines = as_plain_text(found).split("\n")
    assert lines[0] == f"pipeline main: 999 filters, then api; the first {SHOWN} resolve"
    assert lines[-1] == f"and {1000 - SHOWN} more"
    assert len(lines) == SHOWN + 2
    assert len(asked) == SHOWN


def test_the_gist_counts_the_branches_that_are_not_shown() -> None:
    branches = "".join(f"/{number} = api\n" for number in range(SHOWN + 9))
    text = f"[composite:main]\nuse = egg:Paste#urlmap\n{branches}[app:api]\nuse = egg:shop\n"
    (shown,) = previews(text, SHOWN)
    assert shown.gist.startswith(f"composite main: {SHOWN + 9} branches; ")


def test_a_thousand_filters_around_each_other_are_no_deeper_than_one() -> None:
    text = "".join(
        f"[filter:f{number}]\npaste.filter_factory = shop:wrap\nfilter-with = f{number + 1}\n"
        for number in range(1000)
    )
    (shown,) = previews(text + "[filter:f1000]\npaste.filter_factory = shop:wrap\n")
    assert [row.name for row in shown.rows] == [f"f{number}" for number in range(1000, -1, -1)]
    assert all(row.within == () for row in shown.rows)


def test_what_many_branches_share_is_followed_once() -> None:
    """Thirty maps, each with two ways to the next, hold a thousand million ways."""
    text = "".join(
        f"[composite:m{number}]\nuse = egg:Paste#urlmap\n/a: m{number + 1}\n/b: m{number + 1}\n"
        for number in range(30)
    )
    (shown,) = previews(text + "[app:m30]\nuse = egg:shop\n")
    assert len(shown.rows) == 61


def test_a_circle_is_cut_and_said() -> None:
    (shown,) = previews("[pipeline:main]\npipeline = main\n")
    assert "leads back to itself" in as_text(shown)


def test_an_entry_point_that_a_composite_may_not_even_mean_is_not_said_to_be_missing() -> None:
    text = """\
[composite:main]
paste.composite_factory = shop:app
keystone = egg:shop#gone log api
[filter:log]
paste.filter_factory = shop:gone
[app:api]
use = egg:shop
"""
    (shown,) = previews(text)
    assert [(row.name, row.state) for row in shown.rows] == [
        ("main", State.FOUND),
        (HIDDEN, State.UNKNOWN),
        ("log", State.MISSING),
        ("api", State.FOUND),
    ]


def test_each_row_tells_which_row_it_comes_after() -> None:
    text = """\
[pipeline:main]
pipeline = one map
[filter:one]
paste.filter_factory = shop:wrap
[composite:map]
use = egg:Paste#urlmap
/a: api
/b: front
[app:api]
use = egg:shop
[pipeline:front]
pipeline = one api
"""
    (shown,) = previews(text)
    assert [(row.name, row.number, row.after) for row in shown.rows] == [
        ("one", 1, None),
        ("map", 2, 0),
        ("api", 3, 1),
        ("front", None, 1),
        ("one", 3, 3),
        ("api", 4, 4),
    ]


def shown_of(text: str) -> list[str]:
    """Return a text's previews in all forms, and its hovers at each line."""
    snapshot = snapshot_of(text)
    drawn = previews(text)
    forms = [as_mermaid(drawn), as_dot(drawn), str(as_rows(drawn, snapshot.shown))]
    document = snapshot.document(PATH)
    if isinstance(document, Document):
        for line in range(document.index.line_count):
            for column in (0, 2, len(document.index.line(line))):
                start = document.index.position(0)
                found = hover(snapshot, document, start._replace(line=line, column=column))
                if found is not None and found.preview is not None:
                    forms += [as_plain_text(found), as_markdown(found, lambda place: place.path)]
    return [*forms, *map(as_text, drawn)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(st.sampled_from("[]:=#%()s \n\t\rapx/\u202e認|`"), max_size=200))
def test_any_text_has_previews(text: str) -> None:
    shown_of(f"[app:main]\n{text}")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_option_s_value_is_shown(random: Random) -> None:
    """The secrets are the values that options have beside the names of what is loaded."""
    text = file_set(random)["main.ini"]
    lines = []
    for line in text.split("\n"):
        lines.append(line)
        if line.startswith("["):
            lines.append(f"password{len(lines)} = {SECRET}")
    shown = shown_of("\n".join(lines))
    assert not [each for each in shown if SECRET in each]


@pytest.mark.parametrize(
    "text",
    [
        "[pipeline:main]\npipeline = %(password)s api\n",
        "[pipeline:main]\npipeline = egg:%(password)s\n",
        "[app:main]\npaste.app_factory = %(password)s:app\n",
        "[app:main]\npaste.app_factory = shop:%(password)s\n",
        "[app:main]\nuse = egg:shop#%(password)s\n",
        "[app:main]\nuse = call:%(password)s:app\n",
        "[app:main]\nuse = %(password)s\n",
        "[app:main]\nuse = config:%(password)s.ini\n",
        "[app:main]\nuse = %(password)s:x\n",
        "[app:main]\nrequire = %(password)s\nuse = egg:shop\n",
        "[composite:main]\nuse = egg:Paste#urlmap\n/: %(password)s\n",
        f"[composite:main]\nuse = egg:Paste#urlmap\npass = {SECRET}\n",
        "[composite:main]\nuse = egg:shop\nkeystone = %(password)s api\n",
        "[composite:main]\nuse = egg:Paste#urlmap\n/ = call:%(password)s:app\n",
        "[composite:main]\nuse = egg:Paste#urlmap\n/ = egg:shop#%(password)s\n",
    ],
)
def test_a_name_that_another_option_s_value_is_put_into_is_not_shown(text: str) -> None:
    shown = shown_of(f"[DEFAULT]\npassword = {SECRET}\n{text}[app:api]\nuse = egg:shop\n")
    assert shown
    assert not [each for each in shown if SECRET in each]


def test_a_section_that_such_a_name_means_is_shown() -> None:
    text = "[DEFAULT]\nflavour = ap\n[pipeline:main]\npipeline = %(flavour)si\n"
    (shown,) = previews(f"{text}[app:api]\nuse = egg:shop\n")
    assert shown.rows[-1].name == "api"
    assert file_of(snapshot_of(text)).sections
