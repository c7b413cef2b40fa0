/** The server's own log, line by line in the output. */

import * as readline from 'node:readline';
import type { Readable } from 'node:stream';

export type Level = 'error' | 'warn' | 'info';

export type Log = Record<Level, (message: string) => void>;

/** Return how grave a line of the server's stderr is, as Python's logging names it. */
export function levelOf(line: string): Level {
  if (/^(ERROR|CRITICAL|Traceback)\b/.test(line)) {
    return 'error';
  }
  return line.startsWith('WARNING ') ? 'warn' : 'info';
}

/** Copy what the server writes to stderr into the log. */
export function logStderr(stream: Readable, log: Log): void {
  readline.createInterface({ input: stream }).on('line', (line) => {
    log[levelOf(line)](line);
  });
}
