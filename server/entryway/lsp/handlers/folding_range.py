"""textDocument/foldingRange."""

from __future__ import annotations

from lsprotocol import types

from entryway.features.folding import folds
from entryway.lsp.desk import Desk


def answer(desk: Desk, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    """Return what can be folded, in whole lines, as every client can."""
    return [
        types.FoldingRange(fold.first, fold.last, kind=types.FoldingRangeKind(fold.kind.value))
        for fold in folds(desk.document)
    ] or None
