// A Vite plugin: what stands around the app. The manifest, the colours of the very first paint, the style sheet of the
// server's own pages, the service worker, and every file once more as Brotli makes it, which a server has no time for.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { type HtmlTagDescriptor, type Plugin, type Rolldown, build as viteBuild } from 'vite';
import { chunksOf, scriptsOf, textOf, withStaticImports } from './budgets.ts';
import { type Ahead, aheadOf } from './routes.ts';
import { colours, fonts, type } from './src/ui/tokens.ts';

const { light, dark } = colours;
const SMALL = 1024; // bytes, below which compressing is not worth a second file
const ALWAYS = ['/icon.svg', '/icon-192.png', '/manifest.webmanifest'];

export function shell(): Plugin {
  let outDir = 'dist';
  let build = '';
  let files: Files | null = null;
  return {
    name: 'shell',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        const page = bundle ? withStylesInside(html, bundle) : html;
        const early = await buildEarly(bundle ? aheadOf(html, bundle) : { files: [], pages: [], words: {} });
        build = hashOf(page + early, Object.keys(bundle ?? {}));
        const tags: HtmlTagDescriptor[] = [
          ...colourTags(),
          { tag: 'meta', attrs: { name: 'build', content: build }, injectTo: 'head' },
          { tag: 'script', attrs: { nonce: '__CSP_NONCE__' }, children: early, injectTo: 'head-prepend' },
        ];
        return { html: page, tags };
      },
    },
    generateBundle(_options, bundle) {
      const source = JSON.stringify(manifest, null, 1);
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source });
      const styles = Object.keys(bundle).filter((name) => /^assets.*\.css$/.test(name));
      this.emitFile({ type: 'asset', fileName: 'page.css', source: pageStyles(styles) });
    },
    writeBundle(_options, bundle) {
      files = filesOf(bundle);
    },
    async closeBundle(error) {
      if (error || !files) return;
      await buildDocs(outDir);
      await buildWorker({ build, ...files }, outDir);
      await compress(outDir);
    },
  };
}

const manifest = {
  name: 'Modiste',
  short_name: 'Modiste',
  description: 'Swipe, and the shop learns your taste.',
  id: '/',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: light.ground,
  theme_color: light.ground,
  categories: ['shopping', 'lifestyle', 'fashion'],
  icons: [
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
  ],
  shortcuts: [
    { name: 'Deck', url: '/', icons: [{ src: '/icon-192.png', sizes: '192x192' }] },
    { name: 'Search', url: '/search', icons: [{ src: '/icon-192.png', sizes: '192x192' }] },
    { name: 'Favourites', url: '/favourites', icons: [{ src: '/icon-192.png', sizes: '192x192' }] },
  ],
};

/** The ground and the first card are painted before the app's code runs; nobody who reads by lamplight is dazzled. */
function colourTags(): HtmlTagDescriptor[] {
  const themeColour = (content: string, scheme: string): HtmlTagDescriptor => ({
    tag: 'meta',
    attrs: { name: 'theme-color', content, media: `(prefers-color-scheme: ${scheme})` },
    injectTo: 'head',
  });
  const early = readFileSync(new URL('early/early.css', import.meta.url), 'utf8').replace(/\s+/g, ' ');
  const ground = ({ ground, paper, line }: typeof light | typeof dark) =>
    `background:${ground};--paper:${paper};--line:${line}`;
  const children =
    `html{${ground(light)};color-scheme:light dark}` +
    `@media(prefers-color-scheme:dark){html{${ground(dark)}}}${early}`;
  return [
    themeColour(light.ground, 'light'),
    themeColour(dark.ground, 'dark'),
    { tag: 'style', attrs: { nonce: '__CSP_NONCE__' }, children, injectTo: 'head' },
  ];
}

/** The app's style sheet is small: inside the page it costs no way of its own, before which nothing is painted. */
function withStylesInside(html: string, bundle: Rolldown.OutputBundle): string {
  return html.replace(/<link rel="stylesheet"[^>]* href="\/(assets\/[^"]+)">/g, (_, name: string) => {
    return `<style nonce="__CSP_NONCE__">${textOf(name, bundle).trim()}</style>`;
  });
}

/** The style sheet of pages outside the app: the app's typefaces and colours, and the rules of page.css. */
function pageStyles(appStyles: string[]): string {
  const imports = appStyles.map((name) => `@import '/${name}';`);
  const rest = { 'font-display': fonts.display, 'font-text': fonts.text };
  const sizes = Object.entries(type).map(([name, size]) => [`type-${name}`, size] as const);
  return [
    ...imports,
    `:root{${variables([...Object.entries(light), ...Object.entries(rest), ...sizes])}}`,
    `@media(prefers-color-scheme:dark){:root{${variables(Object.entries(dark))}}}`,
    readFileSync(new URL('page.css', import.meta.url), 'utf8'),
  ].join('\n');
}

function variables(values: readonly (readonly [string, string])[]): string {
  return values.map(([name, value]) => `--${name}:${value}`).join(';');
}

/** A name for this very build: the page, and the hashes of all that it may load. */
function hashOf(html: string, names: string[]): string {
  return createHash('sha256').update(html).update(names.sort().join()).digest('hex').slice(0, 12);
}

/** What the first route needs, and what the other pages need. */
interface Files {
  first: string[];
  later: string[];
}

function filesOf(bundle: Rolldown.OutputBundle): Files {
  const chunks = chunksOf(bundle);
  const scripts = scriptsOf(textOf('index.html', bundle), bundle);
  const first = withStaticImports(scripts, chunks).map((name) => `/${name}`);
  const all = [...chunks.keys(), ...fontsOf(bundle)].map((name) => `/${name}`);
  return { first: [...first, ...ALWAYS], later: all.filter((name) => !first.includes(name)) };
}

/** The letters of most languages that the app speaks; the browser asks for the others when they are needed. */
function fontsOf(bundle: Rolldown.OutputBundle): string[] {
  return Object.keys(bundle).filter((name) => name.endsWith('.woff2') && !name.includes('latin-ext'));
}

/** A build of its own, because a worker is one classic script that must always be found at the same address. */
async function buildWorker(files: object, outDir: string): Promise<void> {
  await viteBuild({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { BUILD: JSON.stringify(files) },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'baseline-widely-available',
      rolldownOptions: {
        input: fileURLToPath(new URL('worker/sw.ts', import.meta.url)),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  });
}

/** What stands in the page itself and asks for the first page's content while the code is on its way. */
async function buildEarly(ahead: Ahead): Promise<string> {
  const built = await viteBuild({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { AHEAD: JSON.stringify(ahead) },
    build: {
      write: false,
      target: 'baseline-widely-available',
      rolldownOptions: {
        input: fileURLToPath(new URL('early/early.ts', import.meta.url)),
        output: { format: 'iife' },
      },
    },
  });
  const [result] = [built].flat();
  if (!result || !('output' in result)) throw new Error('early.ts was not built.');
  return result.output[0].code.trim();
}

/** A build of its own, because it shares nothing with the app that the app should wait for. */
async function buildDocs(outDir: string): Promise<void> {
  await viteBuild({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('.', import.meta.url)),
    resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
    build: {
      outDir,
      emptyOutDir: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'baseline-widely-available',
      rolldownOptions: { input: fileURLToPath(new URL('docs.html', import.meta.url)) },
    },
  });
}

/** Beside the file, as `name.br`. The page itself is not among them: each visitor's has a nonce of its own. */
async function compress(outDir: string): Promise<void> {
  for (const entry of await readdir(outDir, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.(js|css|svg|webmanifest)$/.test(entry.name)) continue;
    const content = await readFile(file);
    if (content.length >= SMALL) await writeFile(`${file}.br`, brotliCompressSync(content));
  }
}
