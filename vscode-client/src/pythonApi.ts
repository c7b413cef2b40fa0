/** What the Python extension tells of environments; what it fails to tell is as if not selected. */

import type { Event, Uri } from 'vscode';
import type { Selected } from './configuration.ts';

/** The part of its public API that we use (`@vscode/python-extension` describes all of it). */
export interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    resolveEnvironment(
      environment: { readonly path: string } | string,
    ): Promise<{ readonly executable: { readonly uri?: { readonly fsPath: string } } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

type Warn = (message: string) => void;

/** Return the environment that is selected for a folder: its folder, or an interpreter in it. */
export function selectedFor(api: PythonApi, folder: Uri | undefined, warn: Warn): Selected {
  try {
    const { path } = api.environments.getActiveEnvironmentPath(folder);
    // Before anything is selected it is the bare word "python", which names no environment.
    return /[\\/]/.test(path) ? path : null;
  } catch (error) {
    warn(`The Python extension does not tell which environment is selected: ${String(error)}`);
    return null;
  }
}

/** Return the interpreter of an environment; one may have none. */
export async function interpreterOf(
  api: PythonApi,
  environment: string,
  warn: Warn,
): Promise<string | null> {
  try {
    const resolved = await api.environments.resolveEnvironment(environment);
    return resolved?.executable.uri?.fsPath ?? null;
  } catch (error) {
    warn(`The Python extension does not tell the interpreter of ${environment}: ${String(error)}`);
    return null;
  }
}
