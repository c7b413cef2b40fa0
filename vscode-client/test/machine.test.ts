import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, describe, it } from 'node:test';
import { find, thisMachine } from '../src/machine.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'entryway-'));
after(() => {
  fs.rmSync(root, { recursive: true });
});

function program(name: string, text: string): string {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return file;
}

describe('finding a command', () => {
  const python = program('bin/python3', 'echo');

  it('looks along the PATH', () => {
    assert.equal(find('python3', `/nowhere:${root}/bin`, 'linux'), python);
  });
  it('never looks in a folder that depends on where one stands', () => {
    const here = path.relative(process.cwd(), path.join(root, 'bin'));
    for (const searchPath of [here, '', '.', `:${here}`]) {
      assert.equal(find('python3', searchPath, 'linux'), null);
    }
    assert.equal(find(path.join(here, 'python3'), `${root}/bin`, 'linux'), null);
  });
  it('takes an absolute path, if something is there', () => {
    assert.equal(find(python, '', 'linux'), python);
    assert.equal(find(`${python}9`, '', 'linux'), null);
    assert.equal(find(root, '', 'linux'), null);
  });
  it('adds the ending of programs on Windows', () => {
    const program_ = program('win/py.exe', 'echo');
    assert.equal(find('py', `${root}/win`, 'win32'), program_);
  });
});

describe('asking a Python for its version', () => {
  const machine = thisMachine(root);

  it('is answered by a real one', async () => {
    const python = machine.find('python3');
    assert.ok(python !== null);
    assert.match(await machine.version([python]), /^3\.\d+\.\d+$/);
  });
  it('fails where something else answers', async () => {
    const store = program('bin/store', 'echo "Python was not found; install it from the store"');
    await assert.rejects(machine.version([store]), /it answers "Python was not found/);
  });
  it('fails where nothing starts, and says why in a few words', async () => {
    const broken = program('bin/broken', 'exit 9');
    await assert.rejects(machine.version([broken]), { message: 'it ended with 9.' });
    const gone = path.join(root, 'gone');
    await assert.rejects(machine.version([gone]), { message: 'it ended with ENOENT.' });
  });
});
