"""Which sections lead to which, and which are led to by none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from entryway.paste.roots import find_roots, find_ways, reachable
from entryway.paste.sections import PasteFile
from entryway.paste.uses import find_uses
from paste.drawing import paste_file


def roots(file: PasteFile) -> list[str]:
    return [section.text for section in find_roots(file, find_ways(file, find_uses(file)))]


def assert_roots(text: str, *expected: str) -> None:
    assert roots(paste_file(text)) == list(expected)


def test_roots_are_what_nothing_else_leads_to() -> None:
    assert_roots(
        """
[app:home]
use = egg:Shop
[composite:root]
use = call:shop:make
/ = home
keystone = auth home
[pipeline:main]
pipeline = auth root
[filter:auth]
use = base
filter-with = last
[filter:base]
use = egg:Shop
[filter:last]
use = egg:Shop
[filter:unused]
use = egg:Shop
[server:main]
use = egg:Shop
""",
        "pipeline:main",
        "filter:unused",
        "server:main",
    )


def test_what_an_ambiguous_name_may_mean_is_led_to() -> None:
    text = "[app:main]\nuse = a\n[app:a]\nuse = egg:Shop\n[pipeline:a]\npipeline = egg:Shop\n"
    assert_roots(text, "app:main")


def test_a_file_may_lead_to_itself_by_its_name() -> None:
    text = "[app:main]\nuse = config:paste.ini#a\n[app:a]\nuse = config:%(here)s/paste.ini#b\n"
    assert_roots(
        text + "[app:b]\nuse = config:other.ini#c\n[app:c]\nuse = egg:Shop\n",
        *(
            "app:main",
            "app:c",
        ),
    )


def test_a_section_that_leads_to_itself_is_a_root() -> None:
    assert_roots("[app:main]\nuse = main\n", "app:main")


def test_the_first_of_a_circle_is_a_root() -> None:
    text = "[app:end]\nuse = egg:Shop\n[app:a]\nuse = b\n[app:b]\nuse = a\nfilter-with = f\n"
    assert_roots(text + "[filter:f]\nuse = egg:Shop\n", "app:end", "app:a")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_roots_lead_to_every_section_and_none_of_them_is_spare(ways: list[tuple[int, int]]) -> None:
    sections = "".join(
        f"[composite:{n}]\nuse = egg:Paste#urlmap\n"
        + "".join(f"/{to} = {to}\n" for start, to in dict.fromkeys(ways) if start == n)
        for n in range(10)
    )
    file = paste_file(sections)
    found = find_ways(file, find_uses(file))
    chosen = find_roots(file, found)
    assert reachable(found, chosen) == set(file.sections)
    for root in chosen:
        others = [other for other in chosen if other is not root]
        assert root not in reachable(found, others)
