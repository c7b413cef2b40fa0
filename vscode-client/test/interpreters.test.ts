import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  candidates,
  chooseRunner,
  noPython,
  type Candidate,
  type Machine,
  type NoRunner,
  type Runner,
} from '../src/interpreters.ts';

const TRUSTED = { folders: ['/repo'], trusted: true };
const STRANGE = { folders: ['/repo'], trusted: false };

/** A machine with these Pythons, that notes which of them were started. */
function machine(
  versions: Record<string, string>,
  links: Record<string, string> = {},
): Machine & { started: string[] } {
  const started: string[] = [];
  const onPath = (word: string): string | undefined =>
    Object.keys(versions).find((file) => file === word || file.endsWith(`/${word}`));
  return {
    started,
    find: (word) => onPath(word) ?? null,
    real: (file) => links[file] ?? file,
    version: (command) => {
      const file = command[0] ?? '';
      started.push(file);
      const version = versions[file];
      return version === undefined || version === 'broken'
        ? Promise.reject(new Error('it does not start'))
        : Promise.resolve(version);
    },
  };
}

function chosen(from: Runner | NoRunner): string {
  assert.ok('command' in from, JSON.stringify(from));
  return from.command.join(' ');
}

function reasons(from: Runner | NoRunner): string {
  assert.ok('reasons' in from, JSON.stringify(from));
  return from.reasons.join('\n');
}

function by(setting: string[], selected: string | null = null): Candidate[] {
  return candidates(setting, selected, 'linux');
}

describe('what is tried', () => {
  const tried = (setting: string[], selected: string | null, platform: NodeJS.Platform): string[] =>
    candidates(setting, selected, platform).map((each) => each.command.join(' '));

  it('is the selected interpreter, then those on the PATH', () => {
    assert.deepEqual(tried([], '/envs/app/bin/python', 'linux'), [
      '/envs/app/bin/python',
      'python3',
      'python',
    ]);
  });
  it('is the launcher on Windows, too', () => {
    assert.deepEqual(tried([], null, 'win32'), ['python3', 'python', 'py -3']);
  });
  it('is nothing but what the setting names', () => {
    assert.deepEqual(tried(['py', '-3.12'], '/envs/app/bin/python', 'win32'), ['py -3.12']);
  });
});

describe('the Python that runs the server', () => {
  it('is the selected one', async () => {
    const here = machine({ '/envs/app/bin/python': '3.12.1', '/usr/bin/python3': '3.11.2' });
    const runner = await chooseRunner(by([], '/envs/app/bin/python'), TRUSTED, here);
    assert.equal(chosen(runner), '/envs/app/bin/python');
    assert.deepEqual(here.started, ['/envs/app/bin/python']);
  });
  it('is another where the selected one is too old', async () => {
    const here = machine({ '/envs/old/bin/python': '3.8.20', '/usr/bin/python3': '3.10.0' });
    const runner = await chooseRunner(by([], '/envs/old/bin/python'), TRUSTED, here);
    assert.equal(chosen(runner), '/usr/bin/python3');
  });
  it('is the next where one does not start', async () => {
    const here = machine({ '/usr/bin/python3': 'broken', '/opt/bin/python': '3.13.0' });
    assert.equal(chosen(await chooseRunner(by([]), TRUSTED, here)), '/opt/bin/python');
  });
  it('keeps the words of a command', async () => {
    const here = machine({ '/windows/py': '3.12.4' });
    const runner = await chooseRunner(by(['py', '-3.12']), TRUSTED, here);
    assert.equal(chosen(runner), '/windows/py -3.12');
  });
  it('is none where the one in the settings is unusable, whatever else there is', async () => {
    const here = machine({ '/opt/old': '3.9.1', '/usr/bin/python3': '3.11.2' });
    const runner = await chooseRunner(by(['/opt/old']), TRUSTED, here);
    assert.match(reasons(runner), /\/opt\/old .*entryway\.interpreter.* Python 3\.9\.1.* too old/);
  });
  it('is none on a machine without Python, and every reason is told', async () => {
    const said = reasons(await chooseRunner(by([]), TRUSTED, machine({})));
    assert.match(said, /python3 .* was not found\.\npython .* was not found\./);
  });
  for (const [version, usable] of [
    ['3.9.19', false],
    ['3.10.0', true],
    ['4.0.0', true],
    ['2.7.18', false],
  ] as const) {
    it(`${usable ? 'may' : 'may not'} be Python ${version}`, async () => {
      const runner = await chooseRunner(by([]), TRUSTED, machine({ '/usr/bin/python3': version }));
      assert.equal('command' in runner, usable);
    });
  }
});

describe('what a user without Python is told', () => {
  it('names the one thing that is wrong', () => {
    const said = noPython(['/x (the setting entryway.interpreter) was not found.']);
    assert.match(said, /to run: \/x \(the setting entryway\.interpreter\) was not found\. Install/);
  });
  it('says that there is none, where several were looked at', () => {
    assert.match(noPython(['python3 …', 'python …']), /to run, and none was found\. Install/);
  });
});

describe('an interpreter in the workspace', () => {
  const inside = { '/repo/.venv/bin/python': '3.12.1', '/usr/bin/python3': '3.11.2' };

  it('is started if it was selected and the workspace is trusted', async () => {
    const runner = await chooseRunner(by([], '/repo/.venv/bin/python'), TRUSTED, machine(inside));
    assert.equal(chosen(runner), '/repo/.venv/bin/python');
  });
  it('is not even asked for its version in a workspace that is not trusted', async () => {
    const here = machine(inside);
    const runner = await chooseRunner(by([], '/repo/.venv/bin/python'), STRANGE, here);
    assert.equal(chosen(runner), '/usr/bin/python3');
    assert.deepEqual(here.started, ['/usr/bin/python3']);
  });
  it('is not started because the PATH leads to it', async () => {
    const here = machine({ '/repo/.venv/bin/python3': '3.12.1' });
    assert.match(reasons(await chooseRunner(by([]), TRUSTED, here)), /lies in the workspace/);
    assert.deepEqual(here.started, []);
  });
  it('is known by its real path, too', async () => {
    const links = { '/usr/local/bin/python3': '/repo/tools/python3' };
    const here = machine({ '/usr/local/bin/python3': '3.12.1' }, links);
    assert.match(reasons(await chooseRunner(by([]), STRANGE, here)), /is not trusted/);
    assert.deepEqual(here.started, []);
  });
  it('is known where the folder was opened through a link', async () => {
    const links = { '/repo': '/data/repo' };
    const here = machine({ '/data/repo/bin/python3': '3.12.1' }, links);
    await chooseRunner(by(['/data/repo/bin/python3']), STRANGE, here);
    assert.deepEqual(here.started, []);
  });
  it('is not one beside it whose name begins alike', async () => {
    const here = machine({ '/repository/bin/python3': '3.12.1' });
    assert.equal(chosen(await chooseRunner(by([]), STRANGE, here)), '/repository/bin/python3');
  });
  it('is one in a folder whose name begins with two dots', async () => {
    const here = machine({ '/repo/..env/bin/python3': '3.12.1' });
    assert.match(reasons(await chooseRunner(by([]), STRANGE, here)), /is not trusted/);
    assert.deepEqual(here.started, []);
  });
});
