import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { heardOf } from '../src/documents.ts';
import { importStrategyOf, wordsOf } from '../src/settingValues.ts';

describe('a list of words', () => {
  for (const [written, words] of [
    [
      ['py', '-3.12'],
      ['py', '-3.12'],
    ],
    [
      ['py', -3],
      ['py', '-3'],
    ],
    ['/usr/bin/python3', ['/usr/bin/python3']],
    [['', ' '], []],
    [[], []],
    ['', []],
    [null, []],
    [undefined, []],
    [true, []],
    [{ python: 'python3' }, []],
    [['etc', null, ['x']], ['etc']],
  ] as const) {
    it(`that is written ${JSON.stringify(written)} is ${JSON.stringify(words)}`, () => {
      assert.deepEqual(wordsOf(written), words);
      assert.doesNotThrow(() => heardOf(wordsOf(written)));
    });
  }
});

describe('the server that is run', () => {
  it('is that of the environment only if it is asked for', () => {
    assert.equal(importStrategyOf('fromEnvironment'), 'fromEnvironment');
    for (const written of ['useBundled', 'bundled', '', null, undefined, 7, []]) {
      assert.equal(importStrategyOf(written), 'useBundled');
    }
  });
});
