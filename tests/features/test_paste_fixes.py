"""Corrections of Paste Deploy files, applied."""

from __future__ import annotations

import pytest

from entryway.problems import Code
from features.paste_documents import mended

APP = "[app:api]\npaste.app_factory = shop:app\n"
FILTER = "[filter:log]\npaste.filter_factory = shop:filter\n"
CORS = "[filter:cors]\npaste.filter_factory = \n"
ADD = 'Add "[filter:cors]"'


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (
            f"[pipeline:main]\npipeline = cors log api\n\n{FILTER}\n{APP}",
            f"[pipeline:main]\npipeline = cors log api\n\n{FILTER}\n{CORS}\n{APP}",
        ),
        (
            f"[pipeline:main]\npipeline = cors log api\n{FILTER}# The app.\n{APP}",
            f"[pipeline:main]\npipeline = cors log api\n{FILTER}\n{CORS}\n# The app.\n{APP}",
        ),
        (
            f"[pipeline:main]\npipeline = cors log api\n{FILTER}# level = 1\n\n{APP}",
            f"[pipeline:main]\npipeline = cors log api\n{FILTER}# level = 1\n\n{CORS}\n{APP}",
        ),
        (
            f"[pipeline:main]\npipeline = cors api\n\n{APP}",
            f"[pipeline:main]\npipeline = cors api\n\n{APP}\n{CORS}",
        ),
        (
            f"[pipeline:main]\npipeline = cors api\n\n{APP}".rstrip("\n"),
            f"[pipeline:main]\npipeline = cors api\n\n{APP}\n{CORS}",
        ),
    ],
    ids=["behind filters", "a comment above", "a comment below", "at the end", "no line end"],
)
def test_a_missing_filter_is_added_behind_its_like(text: str, result: str) -> None:
    assert mended(text, Code.SECTION_NOT_FOUND, ADD) == result


def test_a_section_is_added_with_the_line_ends_of_the_file() -> None:
    text = f"[pipeline:main]\npipeline = cors api\n{APP}".replace("\n", "\r\n")
    result = f"[pipeline:main]\npipeline = cors api\n{APP}\n{CORS}".replace("\n", "\r\n")
    assert mended(text, Code.SECTION_NOT_FOUND, ADD) == result


REMOVE = 'Remove the unused section "[filter:log]"'


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (
            f"{APP}\n# Why?\n; Who knows.\n{FILTER}\n[app:b]\nuse = api\n",
            f"{APP}\n[app:b]\nuse = api\n",
        ),
        (
            f"{APP}# not = its\n\n{FILTER}# level = 1\n\n\n[app:b]\nuse = api\n",
            f"{APP}# not = its\n\n[app:b]\nuse = api\n",
        ),
        (
            f"{APP}\n{FILTER}# The other.\n[app:b]\nuse = api\n",
            f"{APP}\n# The other.\n[app:b]\nuse = api\n",
        ),
        (f"{APP}\n{FILTER}", f"{APP}\n"),
        (f"{APP}\n{FILTER}level =\n  1\n\n  2\n", f"{APP}\n"),
    ],
    ids=["comments above", "comments below", "the next one's comment", "last", "many lines"],
)
def test_an_unused_section_is_removed_with_what_is_about_it(text: str, result: str) -> None:
    assert mended(text, Code.UNUSED_SECTION, REMOVE) == result


def test_a_bare_section_is_given_the_name_it_is_asked_for_by() -> None:
    text = "[pipeline:p]\npipeline = main\n[app]\npaste.app_factory = shop:app\n"
    title = 'Change [app] to "[app:main]"'
    assert mended(text, Code.SECTION_NOT_FOUND, title) == text.replace("[app]", "[app:main]")
