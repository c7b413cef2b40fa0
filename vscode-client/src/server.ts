/** The server's life: started, watched, started again where it ended by itself. */

import * as vscode from 'vscode';
import type { LanguageClient, LanguageClientOptions } from 'vscode-languageclient/node';
import { Crashes } from './crashes.ts';
import type { ReadEnvironment } from './environments.ts';
import type { NoRunner, Runner } from './interpreters.ts';
import type { Launch } from './launch.ts';
import type { Phase, ServerState } from './status.ts';

type Library = typeof import('./languageClient.ts');

const SHOWN_BY_PROGRESS = 'entryway-';

/** What the server's life depends on. */
export interface Setting {
  /** Choose the Python that runs the server. */
  choose(): Promise<Runner | NoRunner>;
  /** Return the command line for it. */
  launch(runner: Runner): Launch;
  /** Return how the client speaks to the server. */
  options(): LanguageClientOptions;
  /** A folder that is not the workspace's. */
  readonly cwd: string;
}

export class Server implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ServerState>();
  private readonly crashes = new Crashes();
  private readonly checks = new Set<string | number>();
  private client: LanguageClient | null = null;
  private work: Promise<void> = Promise.resolve();
  private phase: Phase = 'starting';
  private reason = '';
  private checked = 0;
  private hasRun = false;

  /** The Python that runs the server, null while none does. */
  runner: Runner | null = null;

  readonly onDidChangeState = this.changed.event;

  constructor(
    private readonly setting: Setting,
    private readonly log: vscode.LogOutputChannel,
    private readonly tell: (failure: 'noPython' | 'crashed', reasons: readonly string[]) => void,
  ) {}

  get state(): ServerState {
    const { phase, reason, checked } = this;
    return { phase, reason, checked, checks: this.checks.size };
  }

  /** Start the server, or start it again; a person who asks for it starts with a clean slate. */
  restart(): Promise<void> {
    this.crashes.forget();
    this.hasRun = false;
    return this.queue(() => this.relaunch());
  }

  /** Start the server if it does not run, or if another Python or server was chosen. */
  reconsider(): Promise<void> {
    return this.queue(async () => {
      const chosen = await this.setting.choose();
      const same =
        this.runner !== null &&
        'command' in chosen &&
        JSON.stringify(this.setting.launch(chosen)) ===
          JSON.stringify(this.setting.launch(this.runner));
      if (!same || this.phase === 'failed') {
        await this.relaunch();
      }
    });
  }

  /** Let the server ask for its settings again; it runs on. */
  async reconfigure(): Promise<void> {
    if (this.phase === 'running') {
      await this.client?.sendNotification('workspace/didChangeConfiguration', { settings: null });
    }
  }

  /** Ask which environment is read for each project. */
  async environments(): Promise<ReadEnvironment[]> {
    await this.work;
    if (this.client === null || this.phase !== 'running') {
      return [];
    }
    return this.client.sendRequest<ReadEnvironment[]>('entryway/environments', {});
  }

  async stop(): Promise<void> {
    await this.queue(() => this.end());
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Do one thing after the other, so that no two servers are started at once. */
  private queue(step: () => Promise<void>): Promise<void> {
    this.work = this.work.then(step).catch((error: unknown) => {
      this.become('failed', String(error));
      this.log.error(`The server could not be started: ${String(error)}`);
    });
    return this.work;
  }

  private async relaunch(): Promise<void> {
    await this.end();
    this.become('starting');
    // The library is loaded while the Python that may run the server tells its version.
    const [chosen, library] = await Promise.all([
      this.setting.choose(),
      import('./languageClient.ts'),
    ]);
    if (!('command' in chosen)) {
      this.become('failed', 'No Python that can run the server was found.');
      chosen.reasons.forEach((reason) => {
        this.log.error(reason);
      });
      this.tell('noPython', chosen.reasons);
      return;
    }
    const { command, args } = this.setting.launch(chosen);
    this.log.info(`The server runs with Python ${chosen.version} (${chosen.from}):`);
    this.log.info([command, ...args].join(' '));
    const client = new library.QuietClient(
      'entryway',
      'Entryway',
      { command, args: [...args], options: { cwd: this.setting.cwd } },
      this.watched(library, () => {
        this.ended(client);
      }),
      false,
    );
    this.client = client;
    this.runner = chosen;
    await client.start().catch((error: unknown) => {
      this.log.error(`The server did not start: ${String(error)}`);
    });
    if (client.isRunning()) {
      this.hasRun = true;
      this.become('running');
    } else if (this.hasRun && this.crashes.mayRestart(Date.now())) {
      await this.relaunch();
    } else {
      // One that never ran will not run the next time either.
      this.fail('The Entryway server did not start; the output says why.');
    }
  }

  /** Return the options with an eye on the connection and on the checks of the workspace. */
  private watched(library: Library, closed: () => void): LanguageClientOptions {
    const options = this.setting.options();
    return {
      ...options,
      errorHandler: {
        error: () => ({ action: library.ErrorAction.Continue, handled: true }),
        // It is started again by a new client, which chooses its Python anew, once this one is done.
        closed: () => {
          setImmediate(closed);
          const message = 'The connection to the server is closed.';
          return { action: library.CloseAction.DoNotRestart, handled: true, message };
        },
      },
      initializationFailedHandler: () => false,
      middleware: {
        ...options.middleware,
        handleWorkDoneProgress: (token, params, next) => {
          this.noteProgress(token, params.kind);
          next(token, params);
        },
      },
    };
  }

  private noteProgress(token: string | number, kind: string): void {
    if (kind === 'begin' && String(token).startsWith(SHOWN_BY_PROGRESS)) {
      this.checks.add(token);
    } else if (kind === 'end' && this.checks.delete(token)) {
      this.checked += 1;
    }
    this.changed.fire(this.state);
  }

  /** The connection is closed. While the server starts, the start itself tells that it failed. */
  private ended(client: LanguageClient): void {
    if (client !== this.client || this.phase !== 'running') {
      return;
    }
    this.log.error('The server ended by itself.');
    if (this.crashes.mayRestart(Date.now())) {
      this.become('starting');
      void this.queue(() => this.relaunch());
    } else {
      this.fail('The Entryway server ended by itself five times in three minutes.');
    }
  }

  private fail(reason: string): void {
    this.become('failed', reason);
    this.tell('crashed', [reason]);
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = null;
    this.runner = null;
    if (client !== null) {
      this.become('starting');
      // One that ended by itself can't be stopped any more, which is as well.
      await client.dispose().catch((error: unknown) => {
        this.log.debug(`The server was gone before it was stopped: ${String(error)}`);
      });
    }
  }

  private become(phase: Phase, reason = ''): void {
    this.phase = phase;
    this.reason = reason;
    if (phase !== 'running') {
      this.checks.clear();
      this.checked = 0;
    }
    this.changed.fire(this.state);
  }
}
