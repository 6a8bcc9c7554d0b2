// Builds the web app into dist/ and prints what each route costs, gzipped.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { budgets } from './budgets.ts';

export default defineConfig({
  plugins: [react(), budgets()],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    target: 'baseline-widely-available',
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000', '/media': 'http://127.0.0.1:8000' } },
  test: { include: ['src/**/*.test.ts', 'tests/**/*.test.ts'], environment: 'node', pool: 'threads' },
});
