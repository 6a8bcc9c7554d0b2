// Which files each page of the app needs, so that the browser is told of them before the app's code asks.
import { readFileSync } from 'node:fs';
import type { Rolldown } from 'vite';
import { chunksOf, scriptsOf, withStaticImports } from './budgets.ts';

/** For early/early.ts: the files, and for the pattern of each address the places of its own in that list. */
export interface Ahead {
  files: string[];
  pages: [pattern: string, places: number[]][];
  words: Record<string, number[]>;
}

export function aheadOf(html: string, bundle: Rolldown.OutputBundle): Ahead {
  const chunks = chunksOf(bundle);
  const first = withStaticImports(scriptsOf(html, bundle), chunks);
  const files: string[] = [];
  const placesOf = (module: RegExp) => {
    const chunk = [...chunks.values()].find(({ facadeModuleId }) => module.test(facadeModuleId ?? ''));
    if (!chunk) throw new Error(`The build has no chunk of ${String(module)}.`);
    return withStaticImports([chunk], chunks)
      .filter((name) => !first.includes(name))
      .map((name) => (files.includes(name) ? files.indexOf(name) : files.push(name) - 1));
  };
  const pages = lazyPages().map(([path, page]): [string, number[]] => [
    `^${path.replace(/\$\w+/g, '[^/]+')}/?$`,
    placesOf(new RegExp(`/src/${page}\\.tsx$`)),
  ]);
  const words = Object.fromEntries(
    ['fr', 'de'].map((code) => [code, placesOf(new RegExp(`/src/lib/texts/${code}/index\\.ts$`))]),
  );
  return { files: files.map((name) => `/${name}`), pages, words };
}

/** The addresses and the pages that are loaded when they are asked for, as the router has them. */
function lazyPages(): [path: string, page: string][] {
  const router = readFileSync(new URL('src/app/router.tsx', import.meta.url), 'utf8');
  const page = /Page\(\s*'([^']+)',\s*\(\) => import\('@\/(pages\/[^']+)'\)/g;
  return [...router.matchAll(page)].map(([, path = '', file = '']) => [path, file]);
}
