import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lines } from '../src/environments.ts';

const RUNNER = {
  command: ['/usr/bin/python3'],
  from: 'the first python3 on the PATH',
  chosen: false,
  version: '3.11.2',
};

describe('the list of environments', () => {
  it('tells what is read and by what rule, and what runs the server', () => {
    const read = {
      project: '/w/shop',
      environment: '/w/shop/.venv',
      version: '3.8',
      chosenBy: 'the Python extension',
      reason: null,
    };
    const [shop, server] = lines([read], RUNNER);
    assert.equal(shop?.label, '$(folder) shop');
    assert.equal(shop.description, 'reads .venv');
    assert.equal(shop.detail, 'Python 3.8, chosen by the Python extension, for /w/shop');
    assert.equal(shop.setting, 'entryway.python');
    assert.equal(server?.description, 'runs with /usr/bin/python3');
    assert.equal(server.detail, 'Python 3.11.2, the first python3 on the PATH');
    assert.equal(server.setting, 'entryway.interpreter');
  });
  it('tells all of the path of an environment elsewhere', () => {
    const read = { version: null, chosenBy: 'the setting', reason: null };
    const [shop] = lines([{ ...read, project: '/w/shop', environment: '/w/shop-env' }], null);
    assert.equal(shop?.description, 'reads /w/shop-env');
  });
  it('tells why nothing is read, and that nothing runs', () => {
    const reason = 'no Python environment was found.';
    const none = { project: '/w', environment: null, version: null, chosenBy: null, reason };
    const [project, server] = lines([none], null);
    assert.equal(project?.description, 'reads no environment');
    assert.equal(project.detail, reason);
    assert.equal(server?.description, 'is not running');
  });
});
