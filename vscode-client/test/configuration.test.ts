import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withSelected } from '../src/configuration.ts';

const SELECTED = '/envs/app/bin/python';

describe('the settings the server is told', () => {
  it('have the selected environment where none is named', () => {
    assert.deepEqual(withSelected({ python: '', files: {} }, SELECTED), {
      python: SELECTED,
      pythonFrom: 'the Python extension',
      files: {},
    });
    assert.deepEqual(withSelected({}, SELECTED), {
      python: SELECTED,
      pythonFrom: 'the Python extension',
    });
  });
  it('have the named one, whatever is selected', () => {
    assert.deepEqual(withSelected({ python: '.venv' }, SELECTED), { python: '.venv' });
  });
  it('stay as they are where nothing is selected', () => {
    assert.deepEqual(withSelected({ python: '' }, null), { python: '' });
  });
  it('stay as they are where there are none', () => {
    assert.equal(withSelected(null, SELECTED), null);
  });
});
