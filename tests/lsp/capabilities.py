"""What the editors of these tests can do."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types


def editor_capabilities(
    *,
    encodings: Sequence[str] = ("utf-16",),
    pulls: bool = False,
    refreshes: bool = True,
    links: bool = True,
    trees: bool = True,
    formats: Sequence[types.MarkupKind] = (types.MarkupKind.Markdown,),
    renderer: str | None = None,
    actions: bool = True,
    versioned_edits: bool = True,
    details: bool = True,
    insert_replace: bool = True,
    configuration: bool = False,
    watches: bool = True,
    watches_elsewhere: bool = True,
    progress: bool = True,
) -> types.ClientCapabilities:
    """Return the capabilities of an editor that can do everything but what is switched off.

    `details` are a diagnostic's page and related places, and what is told of a link. An editor that
    `pulls` diagnostics, or is asked for its `configuration`, is the exception.
    """
    fixes = types.ClientCodeActionLiteralOptions(
        types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix])
    )
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(
            position_encodings=[types.PositionEncodingKind(each) for each in encodings],
            markdown=None if renderer is None else types.MarkdownClientCapabilities(renderer),
        ),
        text_document=types.TextDocumentClientCapabilities(
            definition=types.DefinitionClientCapabilities(link_support=links),
            completion=types.CompletionClientCapabilities(
                completion_item=types.ClientCompletionItemOptions(
                    insert_replace_support=insert_replace
                )
            ),
            document_link=types.DocumentLinkClientCapabilities(tooltip_support=details),
            document_symbol=types.DocumentSymbolClientCapabilities(
                hierarchical_document_symbol_support=trees
            ),
            hover=types.HoverClientCapabilities(content_format=list(formats)),
            code_action=types.CodeActionClientCapabilities(
                code_action_literal_support=fixes if actions else None,
                is_preferred_support=True,
            ),
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
                related_information=details,
                code_description_support=details,
                tag_support=types.ClientDiagnosticsTagOptions([types.DiagnosticTag.Unnecessary])
                if details
                else None,
            ),
            diagnostic=types.DiagnosticClientCapabilities() if pulls else None,
        ),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=versioned_edits),
            configuration=configuration,
            did_change_configuration=types.DidChangeConfigurationClientCapabilities(
                dynamic_registration=configuration
            ),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                dynamic_registration=watches, relative_pattern_support=watches_elsewhere
            ),
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=refreshes),
            workspace_folders=True,
        ),
        window=types.WindowClientCapabilities(work_done_progress=progress),
    )
