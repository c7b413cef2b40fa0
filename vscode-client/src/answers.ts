/** Keeps questions about Python files from the server: Pylance, ty and others answer those. */

import type { Middleware } from 'vscode-languageclient/node';
import { isOthers } from './documents.ts';

interface File {
  readonly fsPath: string;
}

/** A document, or the file of one that is not open. */
type Document = File | { readonly uri: File };

function fileOf(document: Document): string {
  return 'uri' in document ? document.uri.fsPath : document.fsPath;
}

/** Pass a question on, unless it is about a file that others answer for. */
function ours<D extends Document, Rest extends unknown[], Answer>(
  document: D,
  rest: Rest,
  next: (document: D, ...rest: Rest) => Answer,
): Answer | undefined {
  return isOthers(fileOf(document)) ? undefined : next(document, ...rest);
}

export const answers: Middleware = {
  provideDefinition: (document, position, token, next) => ours(document, [position, token], next),
  provideHover: (document, position, token, next) => ours(document, [position, token], next),
  provideCompletionItem: (document, position, context, token, next) =>
    ours(document, [position, context, token], next),
  provideDocumentHighlights: (document, position, token, next) =>
    ours(document, [position, token], next),
  provideDocumentLinks: (document, token, next) => ours(document, [token], next),
  provideDocumentSymbols: (document, token, next) => ours(document, [token], next),
  provideFoldingRanges: (document, context, token, next) => ours(document, [context, token], next),
  provideDiagnostics: (document, previous, token, next) => ours(document, [previous, token], next),
  provideCodeActions: (document, range, context, token, next) =>
    ours(document, [range, context, token], next),
};
