import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { levelOf, logStderr, type Level } from '../src/logging.ts';

describe("the server's own log", () => {
  for (const [line, level] of [
    ['ERROR entryway.lsp.guard: hover failed', 'error'],
    ['Traceback (most recent call last):', 'error'],
    ['WARNING entryway.lsp.host: the client refuses', 'warn'],
    ['No entryway is installed in the environment', 'info'],
  ] as const) {
    it(`shows "${line}" as ${level}`, () => {
      assert.equal(levelOf(line), level);
    });
  }
  it('is copied line by line', async () => {
    const seen: [Level, string][] = [];
    const note =
      (level: Level) =>
      (line: string): void => {
        seen.push([level, line]);
      };
    const stream = Readable.from(['WARNING a', ': b\nsec', 'ond\n']);
    logStderr(stream, { error: note('error'), warn: note('warn'), info: note('info') });
    await once(stream, 'close');
    assert.deepEqual(seen, [
      ['warn', 'WARNING a: b'],
      ['info', 'second'],
    ]);
  });
});
