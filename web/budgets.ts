// A Vite plugin: what the first route and each lazy route cost, gzipped; too much fails the build.
import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

const FIRST_ROUTE_KIB = 180;
const LAZY_ROUTE_KIB = 60;
const CSS_KIB = 10; // of the whole app

export function budgets(): Plugin {
  return {
    name: 'budgets',
    apply: 'build',
    writeBundle(_options, bundle) {
      const chunks = chunksOf(bundle);
      const first = withStaticImports(scriptsOf(textOf('index.html', bundle), bundle), chunks);
      const rows = [row('first route', first, chunks, FIRST_ROUTE_KIB)];
      for (const lazy of chunks.values()) {
        if (!lazy.isDynamicEntry) continue;
        const own = withStaticImports([lazy], chunks).filter((name) => !first.includes(name));
        rows.push(row(lazy.name, own, chunks, LAZY_ROUTE_KIB));
      }
      rows.push({ name: 'CSS', size: sizeOfStyles(bundle), limit: CSS_KIB });
      for (const { name, size, limit } of rows) {
        this.info(`${name.padEnd(14)} ${size.toFixed(1).padStart(6)} KiB gzipped of ${limit}`);
      }
      const heavy = rows.filter(({ size, limit }) => size > limit).map(({ name }) => name);
      if (heavy.length) this.error(`Over its budget: ${heavy.join(', ')}.`);
    },
  };
}

type Chunks = Map<string, Rolldown.OutputChunk>;

export function chunksOf(bundle: Rolldown.OutputBundle): Chunks {
  const chunks: Chunks = new Map();
  for (const file of Object.values(bundle)) if (file.type === 'chunk') chunks.set(file.fileName, file);
  return chunks;
}

/** The scripts that a page of the build names. Rolldown may dissolve its entry chunk, so the page is asked. */
export function scriptsOf(html: string, bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const names = [...html.matchAll(/<script[^>]* src="\/([^"]+)"/g)].map(([, name]) => name);
  const chunks = chunksOf(bundle);
  return names.flatMap((name) => chunks.get(name ?? '') ?? []);
}

/** The text of a page or a style sheet of the build. */
export function textOf(name: string, bundle: Rolldown.OutputBundle): string {
  const file = bundle[name];
  if (file?.type !== 'asset') throw new Error(`The build has no ${name}.`);
  return String(file.source);
}

export function withStaticImports(starts: Rolldown.OutputChunk[], chunks: Chunks): string[] {
  const found = new Set<string>();
  const visit = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || found.has(chunk.fileName)) return;
    found.add(chunk.fileName);
    for (const name of chunk.imports) visit(chunks.get(name));
  };
  for (const start of starts) visit(start);
  return [...found];
}

function row(name: string, files: string[], chunks: Chunks, limit: number) {
  const size = files.reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? '').length / 1024, 0);
  return { name, size, limit };
}

function sizeOfStyles(bundle: Rolldown.OutputBundle): number {
  const files = Object.values(bundle).filter(
    (file) => file.type === 'asset' && file.fileName.endsWith('.css'),
  );
  return files.reduce(
    (sum, file) => sum + (file.type === 'asset' ? gzipSync(file.source).length / 1024 : 0),
    0,
  );
}
