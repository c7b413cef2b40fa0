"""textDocument/completion and completionItem/resolve (LSP 3.17, "Completion Request")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lsprotocol import types

from entryway.lsp.host import EntrywayServer

if TYPE_CHECKING:
    from entryway.features.completion.describe import Told
    from entryway.lsp.desk import Desk
    from entryway.workspace.snapshot import Snapshot

OPTIONS = types.CompletionOptions(
    # What begins a string of ours. No blank and no "=": a list that opens there would take the
    # next Enter of whoever goes on below, and editors ask by themselves once a word begins.
    trigger_characters=[".", ":", "#", "(", "[", "/", '"', "'"],
    resolve_provider=True,
)


def answer(desk: Desk, params: types.CompletionParams) -> types.CompletionList | None:
    """Return what could be written at the cursor."""
    from entryway.features.completion.complete import complete
    from entryway.lsp.completions import completion_list

    path = desk.document.path
    position = desk.translator.position(path, params.position)
    found = complete(desk.snapshot, desk.document, position)
    if found is None or not found.items:
        return None
    return completion_list(desk.translator, path, params.text_document.uri, found)


async def resolve(server: EntrywayServer, item: types.CompletionItem) -> types.CompletionItem:
    """Return an item with its object's signature and the first line of its docstring.

    What it is about is in its `data`, which comes back as it was sent; where it does not, or where
    nothing more is known, the item is returned as it is.
    """
    data = item.data if isinstance(item.data, Mapping) else {}
    uri, reference = data.get("uri"), data.get("reference")
    path = server.session.path_of(uri) if isinstance(uri, str) else None
    if path is None or not isinstance(reference, str):
        return item

    def job(snapshot: Snapshot) -> Told | None:
        from entryway.features.completion.describe import describe_object
        from entryway.workspace.snapshot import Document

        # As all requests, this one is about a document of ours; anything may stand in `data`.
        if not isinstance(snapshot.document(path), Document):
            return None
        return describe_object(snapshot, path, reference)

    told = await server.questions.run(server.session.state, job)
    if told is not None:
        item.detail = told.signature
        if told.summary:
            item.documentation = told.summary
    return item
