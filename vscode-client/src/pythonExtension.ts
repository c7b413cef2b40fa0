/** The Python extension, if there is one: which environment is selected for a folder. */

import * as vscode from 'vscode';
import type { Selected } from './configuration.ts';
import { interpreterOf, selectedFor, type PythonApi } from './pythonApi.ts';

const ID = 'ms-python.python';

/** Asks the Python extension and follows it. Without it nothing is selected. */
export class PythonExtension implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: { dispose(): unknown }[] = [this.changed];
  private readonly warn = (message: string): void => {
    this.log.warn(message);
  };
  private api: Promise<PythonApi | null> | null = null;

  /** Another environment was selected, or the extension came or went. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.subscriptions.push(
      vscode.extensions.onDidChange(() => {
        if (this.isPresent !== (this.api !== null)) {
          this.api = null;
          this.changed.fire();
        }
      }),
    );
  }

  get isPresent(): boolean {
    return vscode.extensions.getExtension(ID) !== undefined;
  }

  /** The environment that is selected for a folder: its folder, or an interpreter in it. */
  async selected(folder: vscode.Uri | undefined): Promise<Selected> {
    const api = await this.connect();
    return api === null ? null : selectedFor(api, folder, this.warn);
  }

  /** The interpreter that is selected for a folder; an environment may have none. */
  async interpreter(folder: vscode.Uri | undefined): Promise<Selected> {
    const api = await this.connect();
    const selected = api === null ? null : selectedFor(api, folder, this.warn);
    return api === null || selected === null ? null : interpreterOf(api, selected, this.warn);
  }

  private connect(): Promise<PythonApi | null> {
    const extension = vscode.extensions.getExtension<PythonApi>(ID);
    if (extension === undefined) {
      return Promise.resolve(null);
    }
    this.api ??= this.activate(extension);
    return this.api;
  }

  private async activate(extension: vscode.Extension<PythonApi>): Promise<PythonApi | null> {
    try {
      const api = await extension.activate();
      this.subscriptions.push(
        api.environments.onDidChangeActiveEnvironmentPath(() => {
          this.changed.fire();
        }),
      );
      return api;
    } catch (error) {
      this.log.warn(`The Python extension can't be asked for its environment: ${String(error)}`);
      return null;
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}
