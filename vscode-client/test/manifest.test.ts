import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, it } from 'node:test';

interface Manifest {
  readonly version: string;
  readonly activationEvents: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Record<string, string>;
  readonly dependencies?: unknown;
  readonly extensionDependencies?: unknown;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly languages?: unknown;
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Record<string, { readonly scope: string }> };
  };
}

const read = (name: string): string =>
  fs.readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const settings = manifest.contributes.configuration.properties;

describe('the manifest', () => {
  it('has the version of the server', () => {
    assert.match(read('../pyproject.toml'), new RegExp(`^version = "${manifest.version}"$`, 'm'));
  });
  it('contributes no language and depends on no other extension', () => {
    assert.equal(manifest.contributes.languages, undefined);
    assert.equal(manifest.extensionDependencies, undefined);
    assert.equal(manifest.dependencies, undefined);
  });
  it('is checked against the oldest VS Code it says it runs in', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode'] ?? ''}`);
  });
  it('lets a workspace that is not trusted choose nothing that is run, nor what is read', () => {
    assert.deepEqual(
      new Set(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations),
      new Set(['entryway.interpreter', 'entryway.importStrategy', 'entryway.python']),
    );
  });
  it('gives each setting the scope of what it decides', () => {
    const scopes = Object.entries(settings).map(([name, { scope }]) => [name, scope]);
    assert.deepEqual(Object.fromEntries(scopes), {
      'entryway.python': 'resource',
      'entryway.diagnostics.severity': 'resource',
      'entryway.files.include': 'resource',
      'entryway.files.exclude': 'resource',
      'entryway.importStrategy': 'machine-overridable',
      'entryway.interpreter': 'machine-overridable',
      'entryway.trace.server': 'window',
    });
  });
  it('never activates everywhere', () => {
    assert.ok(manifest.activationEvents.length > 0);
    for (const event of manifest.activationEvents) {
      assert.match(event, /^(onLanguage:(ini|properties)|workspaceContains:.+)$/);
    }
  });
  it('is described by the README: each setting and each command', () => {
    const page = read('README.md');
    for (const name of Object.keys(settings)) {
      assert.ok(page.includes(`\`${name}\``), name);
    }
    for (const { title } of manifest.contributes.commands) {
      assert.ok(page.includes(title), title);
    }
  });
});
