/** How the server is started by a Python that was chosen. */

import * as path from 'node:path';

export type ImportStrategy = 'useBundled' | 'fromEnvironment';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

/** Where the extension is installed, and where it may write. */
export interface Places {
  readonly extension: string;
  readonly storage: string;
}

/**
 * Return the command line that starts the server.
 *
 * `-I` keeps the current folder, PYTHONPATH and PYTHONHOME out: a repository with a `pygls.py` in
 * its root must not become a part of the server. `-S` does the same to the interpreter's own
 * packages, whose `.pth` files are code; only a server that is installed among them needs them.
 * Compiled files go where the extension may write, since its own folder may be read-only.
 */
export function launch(
  python: readonly string[],
  strategy: ImportStrategy,
  places: Places,
): Launch {
  const [command = '', ...rest] = python;
  const isolation = strategy === 'useBundled' ? ['-I', '-S'] : ['-I'];
  const cache = `pycache_prefix=${path.join(places.storage, 'pycache')}`;
  const script = path.join(places.extension, 'bundled', 'entryway_server.py');
  return { command, args: [...rest, ...isolation, '-X', 'utf8', '-X', cache, script, strategy] };
}
