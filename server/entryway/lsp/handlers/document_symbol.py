"""textDocument/documentSymbol."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from entryway.features.symbols import Symbol, SymbolKind, symbols
from entryway.lsp.desk import Desk

_KINDS = {
    SymbolKind.APP: types.SymbolKind.Class,
    SymbolKind.COMPOSITE: types.SymbolKind.Module,
    SymbolKind.PIPELINE: types.SymbolKind.Array,
    SymbolKind.FILTER: types.SymbolKind.Function,
    SymbolKind.SERVER: types.SymbolKind.Event,
    SymbolKind.SECTION: types.SymbolKind.Namespace,
    SymbolKind.OPTION: types.SymbolKind.Key,
    SymbolKind.GROUP: types.SymbolKind.Namespace,
    SymbolKind.ENTRY_POINT: types.SymbolKind.Function,
}


def answer(
    desk: Desk, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """Return the document's outline, flat for a client that shows no trees."""
    found = symbols(desk.snapshot, desk.document)
    if desk.translator.client.symbol_trees:
        return [_tree(desk, symbol) for symbol in found] or None
    return [flat for symbol in found for flat in _flat(desk, symbol, None)] or None


def _tree(desk: Desk, symbol: Symbol) -> types.DocumentSymbol:
    path = desk.document.path
    return types.DocumentSymbol(
        name=symbol.name,
        detail=symbol.detail or None,
        kind=_KINDS[symbol.kind],
        range=desk.translator.range(path, symbol.range),
        selection_range=desk.translator.range(path, symbol.selection),
        children=[_tree(desk, child) for child in symbol.children],
    )


def _flat(desk: Desk, symbol: Symbol, container: str | None) -> Iterator[types.SymbolInformation]:
    path = desk.document.path
    yield types.SymbolInformation(
        name=symbol.name,
        kind=_KINDS[symbol.kind],
        location=types.Location(
            desk.translator.state.uri_of(path), desk.translator.range(path, symbol.range)
        ),
        container_name=container,
    )
    for child in symbol.children:
        yield from _flat(desk, child, symbol.name)
