import assert from 'node:assert/strict';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { answered, heardOf, isOthers, type Pattern } from '../src/documents.ts';

const matches = (patterns: Pattern[], file: string): boolean =>
  patterns.some(({ pattern }) => path.matchesGlob(file, pattern));

describe('documents', () => {
  for (const file of [
    '/p/setup.cfg',
    '/p/pyproject.toml',
    '/p/setup.py',
    '/p/shop.egg-info/entry_points.txt',
    '/p/.flake8',
    '/p/etc/api-paste.ini',
    '/p/etc/paste.conf',
    '/p/etc/proxy-server.conf-sample',
    '/p/etc/api-paste.ini.test',
    '/p/templates/paste.ini.j2',
    '/p/etc/development.ini.sample',
    '/p/etc/server.paste',
    '/p/etc/wsgi.cfg',
  ]) {
    it(`the server answers in ${file}`, () => {
      assert.ok(matches(answered, file));
      assert.ok(matches(heardOf([]), file));
      assert.ok(!isOthers(file));
    });
  }
  for (const file of ['/p/shop/cli.py', '/p/shop/mysetup.py']) {
    it(`the server hears of ${file} and leaves it to others`, () => {
      assert.ok(matches(heardOf([]), file));
      assert.ok(isOthers(file));
    });
  }
  it('setup.py is ours on Windows, too', () => {
    assert.ok(!isOthers('c:\\p\\setup.py'));
  });
  for (const file of ['/p/README.md', '/p/notes.txt', '/p/other.toml', '/p/x.properties']) {
    it(`the server hears nothing of ${file}`, () => {
      assert.ok(!matches(heardOf([]), file));
    });
  }
  for (const pattern of [
    'deploy/*.template',
    './deploy/*.template',
    '/deploy/*.template',
    'deploy/',
  ]) {
    it(`a file that ${pattern} includes is heard of`, () => {
      const patterns = heardOf([pattern]);
      assert.ok(matches(patterns, '/p/deploy/site.template'));
      assert.ok(!matches(patterns, '/p/other/site.template'));
    });
  }
});
