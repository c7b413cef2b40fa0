/** What the language status item says. */

export type Phase = 'starting' | 'running' | 'failed';

/** `checks` counts the checks of the workspace that are under way, `checked` those that ended. */
export interface ServerState {
  readonly phase: Phase;
  readonly checks: number;
  readonly checked: number;
  readonly reason?: string;
}

export interface Status {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly failed: boolean;
}

/** A server that runs has not checked anything yet; until it has, nothing shown is all of it. */
export function statusOf(state: ServerState): Status {
  if (state.phase === 'failed') {
    const detail = state.reason ?? 'The server does not run.';
    return { text: 'Entryway: failed', detail, busy: false, failed: true };
  }
  const isChecking = state.phase === 'starting' || state.checks > 0 || state.checked === 0;
  if (isChecking) {
    const detail = state.phase === 'starting' ? 'The server starts.' : 'The workspace is checked.';
    return { text: 'Entryway: checking', detail, busy: true, failed: false };
  }
  return { text: 'Entryway: ready', detail: '', busy: false, failed: false };
}
