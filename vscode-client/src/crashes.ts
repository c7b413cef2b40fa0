/** How often a server that ended by itself is started again. */

const MOST = 4;
const WITHIN_MS = 3 * 60 * 1000;

/** Counts the ends of a server; the fifth within three minutes is the last. */
export class Crashes {
  private times: number[] = [];

  /** Note an end at a time in milliseconds; say whether to start again. */
  mayRestart(now: number): boolean {
    this.times = [...this.times.filter((time) => now - time < WITHIN_MS), now];
    return this.times.length <= MOST;
  }

  /** A person started the server, so all counts anew. */
  forget(): void {
    this.times = [];
  }
}
