/** What "Show Which Environment Is Read" lists. */

import * as path from 'node:path';
import type { Runner } from './interpreters.ts';

/** The server's answer to `entryway/environments`, for each project. */
export interface ReadEnvironment {
  readonly project: string;
  readonly environment: string | null;
  readonly version: string | null;
  readonly chosenBy: string | null;
  readonly reason: string | null;
}

/** One line of the list; choosing it opens a setting. */
export interface Line {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly setting: 'entryway.python' | 'entryway.interpreter';
}

/** Return the list: what is read for each project, then what runs the server. */
export function lines(read: readonly ReadEnvironment[], runner: Runner | null): Line[] {
  return [...read.map(readLine), runnerLine(runner)];
}

function readLine(read: ReadEnvironment): Line {
  const label = `$(folder) ${path.basename(read.project)}`;
  const setting = 'entryway.python';
  if (read.environment === null) {
    return { label, description: 'reads no environment', detail: read.reason ?? '', setting };
  }
  const version = read.version === null ? '' : `Python ${read.version}, `;
  const detail = `${version}chosen by ${read.chosenBy ?? 'nobody'}, for ${read.project}`;
  return {
    label,
    description: `reads ${shortened(read.environment, read.project)}`,
    detail,
    setting,
  };
}

/** The list is narrow: what lies in the project is named from there. */
function shortened(environment: string, project: string): string {
  const inside = environment.startsWith(project + path.sep);
  return inside ? path.relative(project, environment) : environment;
}

function runnerLine(runner: Runner | null): Line {
  const label = '$(server-process) The server';
  const setting = 'entryway.interpreter';
  if (runner === null) {
    return { label, description: 'is not running', detail: '', setting };
  }
  const description = `runs with ${runner.command.join(' ')}`;
  return { label, description, detail: `Python ${runner.version}, ${runner.from}`, setting };
}
