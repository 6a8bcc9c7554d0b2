// Builds the web app into dist/ and prints what each route costs, gzipped.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { budgets } from './budgets.ts';
import { shell } from './shell.ts';

const SHIMS = /node_modules[\\/](hoist-non-react-statics|react-is|use-sync-external-store)[\\/]/;

/**
 * What pages of one subject share stays by itself: small pieces are put together to be worth a request, and whoever
 * shares a button with the wardrobe shall not load its words.
 */
function sharedOf(file: string): string {
  const subject = /[\\/]src[\\/](?:features|lib[\\/]texts)[\\/](\w+)[\\/]/.exec(file)?.[1];
  return subject === undefined ? 'shared' : `shared~${subject}`;
}

export default defineConfig({
  plugins: [react(), shell(), budgets()],
  resolve: {
    alias: [
      { find: '@', replacement: fileURLToPath(new URL('src', import.meta.url)) },
      // The generated functions call our own small client instead of the generated one.
      {
        find: /^\.\/client\.gen$/,
        replacement: fileURLToPath(new URL('src/api/client.ts', import.meta.url)),
      },
    ],
  },
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    target: 'baseline-widely-available',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Shims that nothing here calls, but whose CommonJS form says so to no bundler.
      treeshake: { moduleSideEffects: [{ test: SHIMS, sideEffects: false }] },
      // The first route in two files: one that a release leaves in the browsers' caches, one that it replaces.
      output: {
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules/, tags: ['$initial'], priority: 1 },
            { name: 'app', tags: ['$initial'], priority: 1 },
            // What several pages share, in pieces that are worth a request.
            { name: sharedOf, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 2_000 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000', '/media': 'http://127.0.0.1:8000' } },
  test: { include: ['src/**/*.test.ts', 'worker/*.test.ts'], environment: 'node', pool: 'threads' },
});
