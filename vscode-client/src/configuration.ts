/** The settings as the server is told of them. */

/** The environment that is selected in the Python extension for a folder. */
export type Selected = string | null;

/**
 * Return the settings of a folder with the selected environment, where none is named.
 *
 * `pythonFrom` tells the server whose choice it was, for its messages.
 */
export function withSelected(settings: unknown, selected: Selected): unknown {
  if (typeof settings !== 'object' || settings === null || selected === null) {
    return settings;
  }
  const named = (settings as Record<string, unknown>)['python'];
  if (typeof named === 'string' && named.trim() !== '') {
    return settings;
  }
  return { ...settings, python: selected, pythonFrom: 'the Python extension' };
}
