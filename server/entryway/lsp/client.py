"""What the client at the other end can do, asked in this one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder, get_capability


@dataclass(frozen=True, slots=True)
class Client:
    """The client's capabilities, as far as they change what it is sent (LSP 3.17, "Initialize").

    The defaults are those of a client that says nothing. A client `pulls_diagnostics` only if it
    can also be asked to pull them again: a document's problems come and go with other files, and
    Neovim 0.11, which pulls after a document's own changes alone, would show what is long mended.
    """

    encoding: str = "utf-16"
    definition_links: bool = False
    symbol_trees: bool = False
    link_tooltips: bool = False
    markdown: bool = False
    renders_markdown: bool = False
    insert_replace: bool = False
    code_actions: bool = False
    preferred_actions: bool = False
    document_changes: bool = False
    pulls_diagnostics: bool = False
    related_information: bool = False
    code_descriptions: bool = False
    unnecessary_tag: bool = False
    answers_configuration: bool = False
    registers_configuration: bool = False
    registers_watchers: bool = False
    watches_elsewhere: bool = False
    shows_progress: bool = False

    @classmethod
    def of(cls, capabilities: types.ClientCapabilities) -> Client:
        """Read what a client declares in its `initialize` request."""

        def asked(name: str) -> bool:
            return bool(get_capability(capabilities, name, False))

        def listed(name: str) -> list[Any]:
            found = get_capability(capabilities, name, None)
            return list(found) if isinstance(found, Iterable) else []

        pulls = get_capability(capabilities, "text_document.diagnostic", None) is not None
        pulls = pulls and asked("workspace.diagnostics.refresh_support")
        # Diagnostics are described twice, for those that are pulled and those that are pushed.
        described = "text_document.diagnostic" if pulls else "text_document.publish_diagnostics"
        pushed = "text_document.publish_diagnostics"
        formats = listed("text_document.hover.content_format")
        tags = listed(f"{described}.tag_support.value_set") or listed(
            f"{pushed}.tag_support.value_set"
        )
        literals = "text_document.code_action.code_action_literal_support"
        watched = "workspace.did_change_watched_files.dynamic_registration"
        elsewhere = "workspace.did_change_watched_files.relative_pattern_support"
        configured = "workspace.did_change_configuration.dynamic_registration"
        encoding = ServerCapabilitiesBuilder.choose_position_encoding(capabilities)
        return cls(
            encoding=getattr(encoding, "value", encoding),
            definition_links=asked("text_document.definition.link_support"),
            link_tooltips=asked("text_document.document_link.tooltip_support"),
            symbol_trees=asked(
                "text_document.document_symbol.hierarchical_document_symbol_support"
            ),
            markdown=bool(formats) and formats[0] == types.MarkupKind.Markdown,
            renders_markdown=get_capability(capabilities, "general.markdown.parser", None)
            is not None,
            insert_replace=asked("text_document.completion.completion_item.insert_replace_support"),
            code_actions=get_capability(capabilities, literals, None) is not None,
            preferred_actions=asked("text_document.code_action.is_preferred_support"),
            document_changes=asked("workspace.workspace_edit.document_changes"),
            pulls_diagnostics=pulls,
            related_information=asked(f"{described}.related_information")
            or asked(f"{pushed}.related_information"),
            code_descriptions=asked(f"{described}.code_description_support")
            or asked(f"{pushed}.code_description_support"),
            unnecessary_tag=types.DiagnosticTag.Unnecessary in tags,
            answers_configuration=asked("workspace.configuration"),
            registers_configuration=asked(configured),
            registers_watchers=asked(watched),
            watches_elsewhere=asked(watched) and asked(elsewhere),
            shows_progress=asked("window.work_done_progress"),
        )
