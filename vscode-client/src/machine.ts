/** Finds interpreters on this machine and asks them for their version. */

import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Machine } from './interpreters.ts';

const SECONDS = 10;
const PROGRAM = 'import sys; print("%d.%d.%d" % sys.version_info[:3])';

/** The machine that the extension runs on; `cwd` is a folder that is not the workspace's. */
export function thisMachine(cwd: string): Machine {
  return {
    find: (word) => find(word, process.env['PATH'] ?? '', process.platform),
    real,
    version: (command) => version(command, cwd),
  };
}

/** Return the file that a word names as a shell would, but never one relative to a folder. */
export function find(word: string, searchPath: string, platform: NodeJS.Platform): string | null {
  const expanded = word.replace(/^~(?=$|[\\/])/, os.homedir());
  if (path.isAbsolute(expanded)) {
    return isFile(expanded) ? expanded : null;
  }
  if (/[\\/]/.test(expanded)) {
    return null;
  }
  const ending = platform === 'win32' && !/\.exe$/i.test(expanded) ? '.exe' : '';
  const folders = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const files = folders.map((folder) => path.join(folder, expanded + ending));
  return files.find(isFile) ?? null;
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function real(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}

/** Ask a Python for its version, with nothing of its environment loaded. */
function version(command: readonly string[], cwd: string): Promise<string> {
  const [file = '', ...rest] = command;
  return new Promise((resolve, reject) => {
    const args = [...rest, '-I', '-S', '-c', PROGRAM];
    execFile(file, args, { cwd, timeout: SECONDS * 1000 }, (error, stdout) => {
      const answer = stdout.trim();
      if (error !== null) {
        reject(
          new Error(
            error.killed === true ? 'it does not answer.' : `it ended with ${String(error.code)}.`,
          ),
        );
      } else if (/^\d+\.\d+\.\d+$/.test(answer)) {
        resolve(answer);
      } else {
        reject(new Error(`it answers "${answer.slice(0, 80)}" for its version.`));
      }
    });
  });
}
