import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { statusOf, type ServerState } from '../src/status.ts';

const state = (changes: Partial<ServerState>): ServerState => ({
  phase: 'running',
  checks: 0,
  checked: 1,
  ...changes,
});

describe('the status', () => {
  for (const [when, now, text, busy] of [
    ['the server starts', state({ phase: 'starting' }), 'checking', true],
    ['it runs and has checked nothing yet', state({ checked: 0 }), 'checking', true],
    ['it checks for the first time', state({ checks: 1, checked: 0 }), 'checking', true],
    ['it has checked', state({}), 'ready', false],
    ['it checks again', state({ checks: 1 }), 'checking', true],
    ['it failed', state({ phase: 'failed' }), 'failed', false],
  ] as const) {
    it(`is "${text}" when ${when}`, () => {
      const status = statusOf(now);
      assert.equal(status.text, `Entryway: ${text}`);
      assert.equal(status.busy, busy);
      assert.equal(status.failed, text === 'failed');
    });
  }
  it('says why it failed', () => {
    assert.equal(statusOf(state({ phase: 'failed', reason: 'No Python.' })).detail, 'No Python.');
  });
});
