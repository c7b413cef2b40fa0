import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, it } from 'node:test';
import { answers } from '../src/answers.ts';

type Provider = (document: unknown, ...rest: unknown[]) => unknown;

/** The name of what VS Code asks for each request that the server answers. */
const PROVIDERS: Record<string, keyof typeof answers> = {
  DEFINITION: 'provideDefinition',
  HOVER: 'provideHover',
  COMPLETION: 'provideCompletionItem',
  DOCUMENT_HIGHLIGHT: 'provideDocumentHighlights',
  DOCUMENT_LINK: 'provideDocumentLinks',
  DOCUMENT_SYMBOL: 'provideDocumentSymbols',
  FOLDING_RANGE: 'provideFoldingRanges',
  CODE_ACTION: 'provideCodeActions',
  DIAGNOSTIC: 'provideDiagnostics',
};

/** Ask a provider about a file, and return its answer with what the server was asked. */
function ask(name: keyof typeof answers, file: string): { answer: unknown; asked: unknown[] } {
  const asked: unknown[] = [];
  const next = (...question: unknown[]): string => {
    asked.push(...question);
    return 'an answer';
  };
  const provider = answers[name] as Provider;
  const document = { uri: { fsPath: file } };
  const given = Array.from({ length: provider.length - 2 }, (_, index) => `argument ${index}`);
  return { answer: provider(document, ...given, next), asked };
}

describe('questions', () => {
  for (const name of Object.values(PROVIDERS)) {
    it(`of ${name} about Python never reach the server`, () => {
      assert.deepEqual(ask(name, '/p/shop/cli.py'), { answer: undefined, asked: [] });
    });
    it(`of ${name} about our files reach it as they are`, () => {
      for (const file of ['/p/setup.cfg', '/p/setup.py', '/p/etc/paste.ini']) {
        const { answer, asked } = ask(name, file);
        assert.equal(answer, 'an answer');
        assert.deepEqual(asked[0], { uri: { fsPath: file } });
        assert.equal(asked[1], 'argument 0');
        assert.ok(!asked.includes(undefined));
      }
    });
  }
  it('are all those that the server answers', () => {
    const server = new URL('../../server/entryway/lsp/server.py', import.meta.url);
    const registered = fs.readFileSync(server, 'utf8').split('\nEVENTS', 1)[0] ?? '';
    const methods = [...registered.matchAll(/types\.TEXT_DOCUMENT_(\w+)/g)].map((m) => m[1]);
    assert.deepEqual(methods.sort(), Object.keys(PROVIDERS).sort());
  });
});
