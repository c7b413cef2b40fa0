"""Completions in LSP's terms, in the form that the client can take."""

from __future__ import annotations

from lsprotocol import types

from entryway.features.completion.items import Completions, Item, ItemKind
from entryway.lsp.convert import Translator

_KINDS = {
    ItemKind.MODULE: types.CompletionItemKind.Module,
    ItemKind.CLASS: types.CompletionItemKind.Class,
    ItemKind.FUNCTION: types.CompletionItemKind.Function,
    ItemKind.METHOD: types.CompletionItemKind.Method,
    ItemKind.VARIABLE: types.CompletionItemKind.Variable,
    ItemKind.IMPORTED: types.CompletionItemKind.Reference,
    ItemKind.GROUP: types.CompletionItemKind.Interface,
    ItemKind.SECTION: types.CompletionItemKind.Struct,
    ItemKind.SECTION_KIND: types.CompletionItemKind.Keyword,
    ItemKind.SCHEME: types.CompletionItemKind.Keyword,
    ItemKind.DISTRIBUTION: types.CompletionItemKind.Unit,
    ItemKind.ENTRY_POINT: types.CompletionItemKind.Event,
    ItemKind.FILE: types.CompletionItemKind.File,
    ItemKind.FOLDER: types.CompletionItemKind.Folder,
    ItemKind.KEY: types.CompletionItemKind.Property,
    ItemKind.OPTION: types.CompletionItemKind.Field,
    ItemKind.EXTRA: types.CompletionItemKind.Constant,
}


def completion_list(
    translator: Translator, path: str, uri: str, found: Completions
) -> types.CompletionList:
    """Return completions for the document at `path`, which the client calls `uri`."""
    insert = translator.range(path, found.insert)
    replace = translator.range(path, found.replace)
    items = [
        types.CompletionItem(
            label=item.label,
            kind=_KINDS[item.kind],
            detail=item.detail or None,
            sort_text=f"{item.rank:02}{item.label}",
            filter_text=item.label if item.text != item.label else None,
            text_edit=_edit(translator, item, insert, replace),
            data={"uri": uri, "reference": item.reference} if item.reference else None,
        )
        for item in found.items
    ]
    return types.CompletionList(is_incomplete=not found.is_complete, items=items)


def _edit(
    translator: Translator, item: Item, insert: types.Range, replace: types.Range
) -> types.TextEdit | types.InsertReplaceEdit:
    """Return the edit that writes an item.

    A client that does not tell the two ways apart puts what is typed in the place of the string up
    to the cursor: what stands behind it is not lost.
    """
    if translator.client.insert_replace:
        return types.InsertReplaceEdit(item.text, insert, replace)
    return types.TextEdit(insert, item.text)
