// A Vite plugin: what the first route and each lazy route cost in gzipped JavaScript; too much fails the build.
import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

const FIRST_ROUTE_KIB = 200;
const LAZY_ROUTE_KIB = 60;

export function budgets(): Plugin {
  return {
    name: 'budgets',
    apply: 'build',
    writeBundle(_options, bundle) {
      const chunks = new Map<string, Rolldown.OutputChunk>();
      for (const file of Object.values(bundle)) if (file.type === 'chunk') chunks.set(file.fileName, file);
      const entry = [...chunks.values()].find((chunk) => chunk.isEntry);
      if (!entry) throw new Error('The build has no entry file.');

      const first = withStaticImports(entry, chunks);
      const rows = [row('first route', first, chunks, FIRST_ROUTE_KIB)];
      for (const lazy of chunks.values()) {
        if (!lazy.isDynamicEntry) continue;
        const own = withStaticImports(lazy, chunks).filter((name) => !first.includes(name));
        rows.push(row(lazy.name, own, chunks, LAZY_ROUTE_KIB));
      }
      for (const { name, size, limit } of rows) {
        this.info(`${name.padEnd(14)} ${size.toFixed(1).padStart(6)} KiB gzipped of ${limit}`);
      }
      const heavy = rows.filter(({ size, limit }) => size > limit).map(({ name }) => name);
      if (heavy.length) this.error(`Over its JavaScript budget: ${heavy.join(', ')}.`);
    },
  };
}

function withStaticImports(start: Rolldown.OutputChunk, chunks: Map<string, Rolldown.OutputChunk>): string[] {
  const found = new Set<string>();
  const visit = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || found.has(chunk.fileName)) return;
    found.add(chunk.fileName);
    for (const name of chunk.imports) visit(chunks.get(name));
  };
  visit(start);
  return [...found];
}

function row(name: string, files: string[], chunks: Map<string, Rolldown.OutputChunk>, limit: number) {
  const size = files.reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? '').length / 1024, 0);
  return { name, size, limit };
}
