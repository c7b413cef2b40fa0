import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { interpreterOf, selectedFor, type PythonApi } from '../src/pythonApi.ts';

const fails = (): never => {
  throw new Error('out of order');
};

/** A Python extension that answers so. */
function api(environments: Partial<PythonApi['environments']>): PythonApi {
  const broken = {
    getActiveEnvironmentPath: fails,
    resolveEnvironment: fails,
    onDidChangeActiveEnvironmentPath: fails,
  };
  return { environments: { ...broken, ...environments } };
}

const silent = (message: string): never => assert.fail(message);

describe('the environment that is selected', () => {
  it('is a folder or an interpreter', () => {
    for (const path of ['/repo/.venv', '/usr/bin/python3', 'C:\\Python\\python.exe']) {
      const python = api({ getActiveEnvironmentPath: () => ({ path }) });
      assert.equal(selectedFor(python, undefined, silent), path);
    }
  });
  it('is none while it is a bare word', () => {
    const python = api({ getActiveEnvironmentPath: () => ({ path: 'python' }) });
    assert.equal(selectedFor(python, undefined, silent), null);
  });
  it('is none where the extension fails, and the log says so', () => {
    const told: string[] = [];
    assert.equal(
      selectedFor(api({}), undefined, (message) => told.push(message)),
      null,
    );
    assert.match(told.join(), /does not tell which environment .*out of order/);
  });
});

describe('the interpreter of an environment', () => {
  it('is what the extension resolves', async () => {
    const executable = { uri: { fsPath: '/repo/.venv/bin/python' } };
    const python = api({ resolveEnvironment: () => Promise.resolve({ executable }) });
    assert.equal(await interpreterOf(python, '/repo/.venv', silent), '/repo/.venv/bin/python');
  });
  it('is none where the environment has none, or is not known', async () => {
    for (const resolved of [{ executable: {} }, undefined]) {
      const python = api({ resolveEnvironment: () => Promise.resolve(resolved) });
      assert.equal(await interpreterOf(python, '/repo/.venv', silent), null);
    }
  });
  it('is none where the extension fails, and the log says so', async () => {
    for (const resolveEnvironment of [fails, () => Promise.reject(new Error('out of order'))]) {
      const told: string[] = [];
      const python = api({ resolveEnvironment });
      const warn = (message: string): unknown => told.push(message);
      assert.equal(await interpreterOf(python, '/repo/.venv', warn), null);
      assert.match(told.join(), /the interpreter of \/repo\/\.venv: .*out of order/);
    }
  });
});
