"""Hover over the protocol (textDocument/hover)."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp.capabilities import editor_capabilities
from lsp.conftest import Start

MARKDOWN, PLAIN = types.MarkupKind.Markdown, types.MarkupKind.PlainText

SHOP = """
-- setup.cfg --
[entry_points]
console_scripts =
    shop = shop.cmd:ma<|>in
-- shop/__init__.py --
-- shop/cmd.py --
def main():
    \"\"\"Open the shop.\"\"\"
"""

IN_MARKDOWN = """\
```python
def main()
```

```text
Open the shop.
```

Defined in `shop/cmd.py:1`

The command `shop`: an installer makes it, and it calls `main()` with no arguments and exits with \
what that returns.
(`console_scripts`: packaging specification "Entry points")"""

IN_PLAIN_TEXT = """\
def main()

Open the shop.

Defined in shop/cmd.py:1

The command shop: an installer makes it, and it calls main() with no arguments and exits with \
what that returns.
(console_scripts: packaging specification "Entry points")"""


@pytest.mark.parametrize(
    ("formats", "kind", "shown"),
    [
        ((MARKDOWN, PLAIN), MARKDOWN, IN_MARKDOWN),
        ((MARKDOWN,), MARKDOWN, IN_MARKDOWN),
        ((PLAIN, MARKDOWN), PLAIN, IN_PLAIN_TEXT),
        ((), PLAIN, IN_PLAIN_TEXT),
    ],
    ids=["prefers markdown", "only markdown", "prefers plain text", "says nothing"],
)
async def test_a_hover_comes_in_the_format_the_client_prefers(
    start: Start, formats: tuple[types.MarkupKind, ...], kind: types.MarkupKind, shown: str
) -> None:
    editor = await start(SHOP, capabilities=editor_capabilities(formats=formats))
    hover = await editor.hover("setup.cfg")
    assert hover is not None
    assert hover.contents == types.MarkupContent(kind, shown)


async def test_a_hover_tells_the_words_it_is_about(start: Start) -> None:
    editor = await start(SHOP)
    hover = await editor.hover("setup.cfg")
    assert hover is not None and hover.range is not None
    about = editor.show(editor.uri("setup.cfg"), hover.range)
    assert about == "setup.cfg: shop = shop.cmd:«main»"


async def test_nothing_is_known_of_an_empty_line(start: Start) -> None:
    editor = await start(SHOP)
    editor.open("setup.cfg", "[entry_points]\n<|>\n")
    assert await editor.hover("setup.cfg") is None


PIPELINE = """
-- etc/api-paste.ini --
[pipel<|>ine:main]
pipeline = auth api
[filter:auth]
paste.filter_factory = shop:auth
[app:api]
paste.app_factory = shop:gone
-- shop.py --
def auth(global_conf):
    \"\"\"Check tokens.\"\"\"
"""

DRAWING = """\
pipeline main: 1 filter, then api; 1 of 2 does not resolve
1 ✓ auth  shop:auth  Check tokens.
2 ✗ api   shop:gone
    shop has no "gone\""""


@pytest.mark.parametrize(
    ("formats", "kind", "shown"),
    [
        ((MARKDOWN, PLAIN), MARKDOWN, f"```text\n{DRAWING}\n```"),
        ((PLAIN, MARKDOWN), PLAIN, DRAWING),
    ],
    ids=["shows markdown's source", "prefers plain text"],
)
async def test_a_preview_is_a_drawing_for_an_editor_that_names_no_renderer(
    start: Start, formats: tuple[types.MarkupKind, ...], kind: types.MarkupKind, shown: str
) -> None:
    editor = await start(PIPELINE, capabilities=editor_capabilities(formats=formats))
    hover = await editor.hover("etc/api-paste.ini")
    assert hover is not None
    assert hover.contents == types.MarkupContent(kind, shown)


async def test_a_preview_is_a_table_with_links_for_an_editor_that_names_its_renderer(
    start: Start,
) -> None:
    editor = await start(PIPELINE, capabilities=editor_capabilities(renderer="marked"))
    hover = await editor.hover("etc/api-paste.ini")
    assert hover is not None
    ini, source = editor.uri("etc/api-paste.ini"), editor.uri("shop.py")
    assert hover.contents == types.MarkupContent(
        MARKDOWN,
        f"""\
**[pipeline main]({ini}#L1)**\\: 1 filter, then api; 1 of 2 does not resolve

| | stage | factory | |
|--:|:--|:--|:--|
| 1 | [auth]({ini}#L3) | ✓ [shop\\:auth]({source}#L1) |  |
| 2 | [api]({ini}#L5) | ✗ shop\\:gone | shop has no "gone" |""",
    )
