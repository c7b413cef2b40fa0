/** The extension: ties VS Code, the Python extension and the server together. */

import * as vscode from 'vscode';
import type { LanguageClientOptions, Middleware } from 'vscode-languageclient/node';
import { answers } from './answers.ts';
import { withSelected } from './configuration.ts';
import { heardOf } from './documents.ts';
import { lines } from './environments.ts';
import { candidates, chooseRunner, type NoRunner, type Runner } from './interpreters.ts';
import { launch, type ImportStrategy } from './launch.ts';
import { logStderr } from './logging.ts';
import { thisMachine } from './machine.ts';
import { Messages, openSetting } from './messages.ts';
import { PythonExtension } from './pythonExtension.ts';
import { Server } from './server.ts';
import { importStrategyOf, wordsOf } from './settingValues.ts';
import { makeStatusItem } from './statusItem.ts';

let server: Server | null = null;

export function activate(context: vscode.ExtensionContext): void {
  const began = performance.now();
  const log = vscode.window.createOutputChannel('Entryway', { log: true });
  const python = new PythonExtension(log);
  const messages = new Messages(() => python.isPresent);
  const machine = thisMachine(context.extensionPath);
  const places = { extension: context.extensionPath, storage: context.globalStorageUri.fsPath };

  const choose = async (): Promise<Runner | NoRunner> => {
    const named = wordsOf(ownSetting('interpreter'));
    const folders = vscode.workspace.workspaceFolders ?? [];
    const selected = named.length > 0 ? null : await python.interpreter(folders[0]?.uri);
    const workspace = {
      folders: folders.map((folder) => folder.uri.fsPath),
      trusted: vscode.workspace.isTrusted,
    };
    return chooseRunner(candidates(named, selected, process.platform), workspace, machine);
  };

  const running = new Server(
    {
      choose,
      launch: (runner) => launch(runner.command, importStrategy(), places),
      options: () => clientOptions(log, python),
      cwd: context.extensionPath,
    },
    log,
    (failure, reasons) => void messages.tell(failure, reasons),
  );
  server = running;
  const status = makeStatusItem(running.state);

  context.subscriptions.push(
    log,
    python,
    running,
    status.item,
    running.onDidChangeState(status.show),
    vscode.commands.registerCommand('entryway.restart', () => running.restart()),
    vscode.commands.registerCommand('entryway.showOutput', () => {
      log.show();
    }),
    vscode.commands.registerCommand('entryway.showEnvironment', () => showEnvironment(running)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (
        event.affectsConfiguration('entryway.interpreter') ||
        event.affectsConfiguration('entryway.importStrategy') ||
        // A client is told once which documents are its own.
        event.affectsConfiguration('entryway.files.include')
      ) {
        void running.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.reconsider()),
    python.onDidChange(() => {
      void follow(running);
    }),
  );
  void running.restart();
  log.info(`Activated in ${Math.round(performance.now() - began)} ms.`);
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

/**
 * Follow the environment that is selected in the Python extension.
 *
 * It is read from now on, for which the server need not be started again. Only the server of an
 * environment goes with it, and one that has no Python may have one now.
 */
async function follow(running: Server): Promise<void> {
  if (importStrategy() === 'fromEnvironment' || running.state.phase === 'failed') {
    await running.reconsider();
  }
  await running.reconfigure();
}

function clientOptions(
  log: vscode.LogOutputChannel,
  python: PythonExtension,
): LanguageClientOptions {
  const middleware: Middleware = {
    ...answers,
    workspace: {
      configuration: async (params, token, next) => {
        const told = await next(params, token);
        if (!Array.isArray(told)) {
          return told;
        }
        return Promise.all(
          params.items.map(async (item, index) => {
            const settings: unknown = told[index];
            if (item.section !== 'entryway') {
              return settings;
            }
            const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
            const scope = item.scopeUri === undefined ? folder : vscode.Uri.parse(item.scopeUri);
            return withSelected(settings, await python.selected(scope));
          }),
        );
      },
    },
  };
  return {
    documentSelector: heardOf(included()),
    outputChannel: log,
    stdioOptions: {
      stdout: () => undefined, // It is the protocol's.
      stderr: (stream) => {
        logStderr(stream, log);
      },
    },
    middleware,
    diagnosticPullOptions: { onChange: true, onSave: true },
  };
}

async function showEnvironment(running: Server): Promise<void> {
  const items = lines(await running.environments(), running.runner);
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Entryway: the environments that are read',
    placeHolder: 'Choose one to open its setting',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked !== undefined) {
    await openSetting(picked.setting);
  }
}

/** Return the patterns of files that are included by the settings of any folder. */
function included(): string[] {
  const scopes = [undefined, ...(vscode.workspace.workspaceFolders ?? [])];
  return scopes.flatMap((scope) =>
    wordsOf(vscode.workspace.getConfiguration('entryway', scope).get('files.include')),
  );
}

function importStrategy(): ImportStrategy {
  return importStrategyOf(ownSetting('importStrategy'));
}

function ownSetting(name: string): unknown {
  return vscode.workspace.getConfiguration('entryway').get(name);
}
