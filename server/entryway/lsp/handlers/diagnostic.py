"""textDocument/diagnostic: diagnostics that the client pulls."""

from __future__ import annotations

from lsprotocol import types

from entryway.lsp.desk import Desk
from entryway.lsp.examining import examine

Report = types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport


def answer(desk: Desk, params: types.DocumentDiagnosticParams) -> Report:
    """Return a document's diagnostics, or that they are those the client has already."""
    translator = desk.translator
    found = examine(desk.snapshot, translator.state, translator.client, desk.document.path)
    if params.previous_result_id == found.result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id=found.result_id)
    return types.RelatedFullDocumentDiagnosticReport(found.items, result_id=found.result_id)
