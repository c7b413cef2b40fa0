/** Settings of ours as they were written: of a value of another kind VS Code warns, and tells it. */

import type { ImportStrategy } from './launch.ts';

/** Return the words of a list; one word by itself is a list of one, and anything else is none. */
export function wordsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list
    .filter((each) => typeof each === 'string' || typeof each === 'number')
    .map(String)
    .filter((each) => each.trim() !== '');
}

/** Return which server is run: the bundled one, unless the other is asked for by its right name. */
export function importStrategyOf(value: unknown): ImportStrategy {
  return value === 'fromEnvironment' ? value : 'useBundled';
}
