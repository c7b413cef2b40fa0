// Bundles the extension into two files: what is loaded to be activated, which happens in every
// window that shows one of our files, and the client library, which starting the server needs.
import { build } from 'esbuild';

const LIBRARY = './languageClient';

await build({
  entryPoints: ['src/extension.ts', `src/${LIBRARY}.ts`],
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: new URL('..', import.meta.url).pathname,
  plugins: [
    {
      name: 'library apart',
      setup: ({ onResolve }) => {
        onResolve({ filter: /^\.\/languageClient\.ts$/ }, ({ kind }) =>
          kind === 'dynamic-import' ? { path: `${LIBRARY}.js`, external: true } : undefined,
        );
      },
    },
  ],
});
