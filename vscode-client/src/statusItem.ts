/** The language status item: ready, checking or failed, and the way to mend it. */

import * as vscode from 'vscode';
import { answered } from './documents.ts';
import { statusOf, type ServerState } from './status.ts';

/** Show the server's state beside the documents it answers for. */
export function makeStatusItem(state: ServerState): {
  item: vscode.LanguageStatusItem;
  show: (state: ServerState) => void;
} {
  const item = vscode.languages.createLanguageStatusItem('entryway.status', answered);
  item.name = 'Entryway';
  const show = (now: ServerState): void => {
    const status = statusOf(now);
    item.text = status.text;
    item.detail = status.detail;
    item.busy = status.busy;
    item.severity = status.failed
      ? vscode.LanguageStatusSeverity.Error
      : vscode.LanguageStatusSeverity.Information;
    item.command = status.failed
      ? { command: 'entryway.restart', title: 'Restart' }
      : { command: 'entryway.showEnvironment', title: 'Environment' };
  };
  show(state);
  return { item, show };
}
