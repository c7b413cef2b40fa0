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

Defined in `shop/cmd.py:1`"""

IN_PLAIN_TEXT = """\
def main()

Open the shop.

Defined in shop/cmd.py:1"""


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
