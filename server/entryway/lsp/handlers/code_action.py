"""textDocument/codeAction: quick fixes."""

from __future__ import annotations

from lsprotocol import types

from entryway.features.code_actions import fixable_problems
from entryway.lsp.desk import Desk


def answer(desk: Desk, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """Return the corrections of the problems that touch a range."""
    # A client without code action literals can only be given commands, and we have none.
    if not desk.translator.client.code_actions or not _asks_for_fixes(params.context.only):
        return None
    path = desk.document.path
    if desk.snapshot.choices.excludes(path):
        return None  # What is not shown is not mended either.
    range_ = desk.translator.range_from(path, params.range)
    return [
        desk.translator.quick_fix(path, problem, fix)
        for problem in fixable_problems(desk.snapshot, desk.document, range_)
        for fix in problem.fixes
    ] or None


def _asks_for_fixes(only: object) -> bool:
    """Whether `context.only` lets quick fixes through; of the hierarchy of kinds "" is the top."""
    if not isinstance(only, (list, tuple)):
        return True
    return any(kind in ("", types.CodeActionKind.QuickFix) for kind in only)
