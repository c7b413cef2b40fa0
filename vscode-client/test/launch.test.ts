import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { launch } from '../src/launch.ts';

const PLACES = { extension: '/ext', storage: '/storage' };

describe('the command line of the server', () => {
  it('keeps the workspace, variables and installed packages out of the bundled server', () => {
    const { command, args } = launch(['/usr/bin/python3'], 'useBundled', PLACES);
    assert.equal(command, '/usr/bin/python3');
    assert.deepEqual(args, [
      ...['-I', '-S', '-X', 'utf8', '-X', 'pycache_prefix=/storage/pycache'],
      ...['/ext/bundled/entryway_server.py', 'useBundled'],
    ]);
  });
  it('lets a server of the environment see what is installed there, and no more', () => {
    const { args } = launch(['/venv/bin/python'], 'fromEnvironment', PLACES);
    assert.ok(args.includes('-I'));
    assert.ok(!args.includes('-S'));
    assert.equal(args.at(-1), 'fromEnvironment');
  });
  it('keeps the words of the command before all others', () => {
    const { command, args } = launch(['py', '-3.12'], 'useBundled', PLACES);
    assert.deepEqual([command, ...args.slice(0, 2)], ['py', '-3.12', '-I']);
  });
});
