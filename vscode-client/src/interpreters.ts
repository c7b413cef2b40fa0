/** Which Python runs the server. It need not be the one whose environment is read. */

import * as path from 'node:path';

/** A command that may be a usable Python. `chosen` says that a person chose it. */
export interface Candidate {
  readonly command: readonly string[];
  readonly from: string;
  readonly chosen: boolean;
}

/** A Python that runs the server. */
export interface Runner extends Candidate {
  readonly version: string;
}

/** What was looked at and why it was not taken, as sentences. */
export interface NoRunner {
  readonly reasons: readonly string[];
}

/** The workspace as far as it decides what may be run. */
export interface Workspace {
  readonly folders: readonly string[];
  readonly trusted: boolean;
}

/** What is asked of the machine. */
export interface Machine {
  /** The file that a command's first word names, null where there is none. */
  find(word: string): string | null;
  /** A path with its symbolic links resolved. */
  real(file: string): string;
  /** The version of a Python as "3.12.1"; it rejects where the command is none. */
  version(command: readonly string[]): Promise<string>;
}

const OLDEST = { major: 3, minor: 10 };

/** Return what to try, in this order. A Python that the settings name is not replaced by another. */
export function candidates(
  setting: readonly string[],
  selected: string | null,
  platform: NodeJS.Platform,
): Candidate[] {
  if (setting.length > 0) {
    return [{ command: setting, from: 'the setting entryway.interpreter', chosen: true }];
  }
  const onPath = [['python3'], ['python'], ...(platform === 'win32' ? [['py', '-3']] : [])];
  return [
    ...(selected === null
      ? []
      : [{ command: [selected], from: 'selected in the Python extension', chosen: true }]),
    ...onPath.map((command) => ({
      command,
      from: `the first ${command.join(' ')} on the PATH`,
      chosen: false,
    })),
  ];
}

/** Return the first candidate that can run the server, or why none can. */
export async function chooseRunner(
  tried: readonly Candidate[],
  workspace: Workspace,
  machine: Machine,
): Promise<Runner | NoRunner> {
  const reasons: string[] = [];
  for (const candidate of tried) {
    const [word = '', ...rest] = candidate.command;
    const file = machine.find(word);
    if (file === null) {
      reasons.push(`${word} (${candidate.from}) was not found.`);
      continue;
    }
    if (!mayRun(file, candidate, workspace, machine)) {
      reasons.push(
        workspace.trusted
          ? `${file} (${candidate.from}) lies in the workspace; choose it in entryway.interpreter to run it.`
          : `${file} (${candidate.from}) lies in a workspace that is not trusted, so it is not run.`,
      );
      continue;
    }
    const command = [file, ...rest];
    try {
      const version = await machine.version(command);
      if (isNewEnough(version)) {
        return { ...candidate, command, version };
      }
      reasons.push(`${file} (${candidate.from}) is Python ${version}, which is too old.`);
    } catch (error) {
      reasons.push(`${file} (${candidate.from}) is no usable Python: ${(error as Error).message}`);
    }
  }
  return { reasons };
}

/** Return what a user is told where there is none; `reasons` says why each was not taken. */
export function noPython(reasons: readonly string[]): string {
  const [only, ...others] = reasons;
  const why = only !== undefined && others.length === 0 ? `: ${only}` : ', and none was found.';
  return (
    `Entryway needs Python 3.10 or newer to run${why} Install one, or name one in the setting ` +
    'entryway.interpreter; the projects you edit may use any other.'
  );
}

/**
 * Whether an interpreter may be started, be it only to ask for its version.
 *
 * Whoever opens a stranger's repository must not run the `.venv/bin/python` in it because it is
 * there. So what lies in the workspace is started only in a trusted one, and only if a person chose
 * it, in the settings or in the Python extension; a PATH that leads into the workspace is no choice.
 */
function mayRun(
  file: string,
  candidate: Candidate,
  workspace: Workspace,
  machine: Machine,
): boolean {
  const places = [file, machine.real(file)];
  const inside = workspace.folders.some((folder) =>
    [folder, machine.real(folder)].some((root) => places.some((place) => isWithin(place, root))),
  );
  return !inside || (workspace.trusted && candidate.chosen);
}

function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  const [first] = relative.split(path.sep); // A folder may be called "..env".
  return first !== '..' && !path.isAbsolute(relative);
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}
