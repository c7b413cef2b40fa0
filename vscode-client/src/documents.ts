/** Which documents the server is told of, and which it is asked about. */

/**
 * What the files are called that the server answers for. VS Code has no language of its own for
 * most of them, and those it has (`ini`, `properties`) hold many others, so names decide.
 */
const ANSWERED = [
  '**/{setup.cfg,pyproject.toml,setup.py,entry_points.txt,.flake8}',
  '**/*.{ini,conf,cfg,paste}',
  '**/*.{ini,conf,cfg,paste}{.,-}*', // Templates, samples and tests: `paste.ini.j2`.
];

/** Python files, which are only told of: a function that is renamed counts before it is saved. */
const HEARD_OF = ['**/*.py'];

export interface Pattern {
  readonly scheme: 'file';
  readonly pattern: string;
}

/** Documents that have answers, for what is shown beside them. */
export const answered: Pattern[] = ANSWERED.map((pattern) => ({ scheme: 'file', pattern }));

/**
 * Documents whose text the server is told of, those included that `entryway.files.include` names.
 *
 * The server decides which of them are ours, so it does no harm that a pattern which is relative to
 * a folder is taken for one of any depth.
 */
export function heardOf(include: readonly string[]): Pattern[] {
  const included = include.flatMap((pattern) => {
    const name = `**/${pattern.replace(/^(?:\.?\/)+|\/+$/g, '')}`;
    return [name, `${name}/**`]; // It may be that of a folder.
  });
  const patterns = new Set([...ANSWERED, ...HEARD_OF, ...included]);
  return [...patterns].map((pattern) => ({ scheme: 'file', pattern }));
}

/**
 * Whether a file is other servers' to answer for: Python, save setup.py, which declares entry
 * points. The server answers nothing there; not asking keeps us out of the way of Pylance and ty.
 */
export function isOthers(file: string): boolean {
  return file.endsWith('.py') && !/(^|[\\/])setup\.py$/.test(file);
}
