/** The client library. It is large, so it is loaded to start a server and not to be activated. */

import { LanguageClient } from 'vscode-languageclient/node';

export { CloseAction, ErrorAction } from 'vscode-languageclient/node';

/** A client that logs its troubles and leaves it to us to tell the user, who is told once. */
export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}
