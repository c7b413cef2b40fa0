"""What an entry point is for is told of exactly its words, and drawn as the editor renders."""

from __future__ import annotations

import pytest

from entryway.features.hover import Hover, as_markdown, as_plain_text, hover
from entryway.files.store import Store
from entryway.workspace.snapshot import Document, take_snapshot
from syntax.marks import with_marks

PATH = "/shop/setup.cfg"


def hovered(text: str) -> tuple[Hover | None, str]:
    """Return what hovering at the cursor `<|>` shows, and the text with its range drawn in."""
    plain = text.replace("<|>", "")
    snapshot = take_snapshot(Store(), overlays={PATH: plain}, folders=("/shop",))
    document = snapshot.document(PATH)
    assert isinstance(document, Document)
    found = hover(snapshot, document, document.index.position(text.index("<|>")))
    return found, with_marks(plain, [found.range] if found is not None else [])


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("[entry_points]\npyt<|>est11 =\n a = b", "[entry_points]\n«pytest11» =\n a = b"),
        ("[entry_points]\npytest11 =\n <|>a = b:c", "[entry_points]\npytest11 =\n «a» = b:c"),
        ("[entry_points]\npytest11 =\n a = b:c<|>", "[entry_points]\npytest11 =\n a = b:«c»"),
        ("[entry_points]\npytest11 =\n a = b c<|>", "[entry_points]\npytest11 =\n a = «b c»"),
        ("[options]\nentry_points=\n [tox<|>]\n a=b", "[options]\nentry_points=\n [«tox»]\n a=b"),
    ],
)
def test_a_purpose_is_told_of_group_name_and_value(text: str, about: str) -> None:
    found, seen = hovered(text)
    assert found is not None and found.purpose is not None
    assert seen == about


@pytest.mark.parametrize(
    "text",
    [
        "[entry_points]\npytest11 =\n a <|>= b",
        "[entry_points]\npytest11 <|>=\n  a = b",
        "[entry_<|>points]\npytest11 =\n a = b",
        "[metadata]\nna<|>me = shop\n[entry_points]\npytest11 =\n a = b",
    ],
)
def test_nothing_is_told_of_what_stands_between(text: str) -> None:
    assert hovered(text) == (None, text.replace("<|>", ""))


def test_the_way_to_a_value_is_no_entry_point() -> None:
    found, _ = hovered("[entry_points]\npytest11 =\n a = b<|>.c:d")
    assert found is not None and found.purpose is None


@pytest.mark.parametrize(
    ("name", "in_markdown"),
    [("shop", "`-p no:shop`"), ("sh`op", "`` -p no:sh`op ``"), ("_a_ <b>", "`-p no:_a_ <b>`")],
)
def test_a_name_is_code_whatever_it_holds(name: str, in_markdown: str) -> None:
    found, _ = hovered(f"[entry_points]\npytest11 =\n {name}<|> = b")
    assert found is not None
    assert in_markdown in as_markdown(found)
    assert f"; -p no:{name} keeps it away" in as_plain_text(found)
