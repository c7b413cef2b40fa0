"""What a feature works with to answer one request: made in a worker, for that request alone."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from entryway.lsp.client import Client
from entryway.lsp.convert import Translator
from entryway.lsp.session import State
from entryway.workspace.snapshot import Document, Snapshot


@dataclass(frozen=True, slots=True)
class Desk:
    """A document, the snapshot it is read in, and the client's language."""

    snapshot: Snapshot
    document: Document
    translator: Translator


def answer(
    reference: str,
    snapshot: Snapshot,
    state: State,
    client: Client,
    path: str,
    params: Any,  # noqa: ANN401 - each method has parameters of its own
    nothing: Callable[[], Any],
) -> Any:  # noqa: ANN401 - and answers of its own
    """Answer a request about a file by the function that `reference` names, `module:function`.

    Where the file is no document of ours the answer is `nothing()`.
    """
    document = snapshot.document(path)
    if not isinstance(document, Document):
        return nothing()
    desk = Desk(snapshot, document, Translator(client, state, snapshot.view))
    return pkgutil.resolve_name(reference)(desk, params)
