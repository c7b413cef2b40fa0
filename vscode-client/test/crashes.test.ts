import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Crashes } from '../src/crashes.ts';

const MINUTE = 60_000;

describe('a server that ends by itself', () => {
  it('is started again four times, and not a fifth', () => {
    const crashes = new Crashes();
    const restarted = [0, 1, 2, 3, 4].map((second) => crashes.mayRestart(second * 1000));
    assert.deepEqual(restarted, [true, true, true, true, false]);
  });
  it('is always started again if that is seldom', () => {
    const crashes = new Crashes();
    for (let minute = 0; minute < 20; minute += 1) {
      assert.ok(crashes.mayRestart(minute * MINUTE));
    }
  });
  it('begins anew when a person starts it', () => {
    const crashes = new Crashes();
    [0, 1, 2, 3, 4].forEach((time) => crashes.mayRestart(time));
    crashes.forget();
    assert.ok(crashes.mayRestart(5));
  });
});
