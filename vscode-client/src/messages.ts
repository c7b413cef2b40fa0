/** What interrupts the user, each with a button that leads on. */

import * as vscode from 'vscode';
import { noPython } from './interpreters.ts';

/** Tells failures; that no Python was found only once in a window. */
export class Messages {
  private toldNoPython = false;

  constructor(private readonly hasPythonExtension: () => boolean) {}

  async tell(failure: 'noPython' | 'crashed', reasons: readonly string[]): Promise<void> {
    if (failure === 'crashed') {
      await offer(reasons.join(' '), {
        'Restart Server': 'entryway.restart',
        'Show Output': 'entryway.showOutput',
      });
      return;
    }
    if (this.toldNoPython) {
      return;
    }
    this.toldNoPython = true;
    const select = this.hasPythonExtension()
      ? { 'Select Interpreter': 'python.setInterpreter' }
      : {};
    await offer(noPython(reasons), {
      'Open Setting': 'entryway.interpreter',
      ...select,
      'Show Output': 'entryway.showOutput',
    });
  }
}

/** Show a message with buttons, each of which runs a command or opens a setting. */
async function offer(message: string, buttons: Record<string, string>): Promise<void> {
  const pressed = await vscode.window.showErrorMessage(message, ...Object.keys(buttons));
  const target = pressed === undefined ? undefined : buttons[pressed];
  if (target === 'entryway.interpreter') {
    await openSetting(target);
  } else if (target !== undefined) {
    await vscode.commands.executeCommand(target);
  }
}

/** Open the settings editor at one setting, on a remote host where that host's settings choose it. */
export async function openSetting(name: string): Promise<void> {
  const isOfMachine = name === 'entryway.interpreter' && vscode.env.remoteName !== undefined;
  const editor = isOfMachine ? 'openRemoteSettings' : 'openSettings';
  await vscode.commands.executeCommand(`workbench.action.${editor}`, { query: `@id:${name}` });
}
