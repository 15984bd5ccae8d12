import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** No inline code and no data: fonts or scripts on any page, so that the strict policy holds. */
const strict = {
  target: 'es2022',
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
} as const;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds a page for those who do not sign in beside the console, for itself: no two of them share a file, and the
 * console's service worker, which keeps what lies in /assets, does not keep what lies below it.
 */
const pageBeside = (name: 'device' | 'book' | 'docs', outDir: string): Promise<unknown> =>
  build({
    configFile: false,
    root: here('.'),
    publicDir: false,
    logLevel: 'warn',
    build: {
      ...strict,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: here(`./${name}/index.html`),
        output: {
          entryFileNames: `assets/${name}/[name]-[hash].js`,
          chunkFileNames: `assets/${name}/[name]-[hash].js`,
          assetFileNames: `assets/${name}/[name]-[hash][extname]`,
        },
      },
    },
  });

/**
 * What the reference shows lies beside it, without blanks: the generated documents, for tools too, and the examples in
 * one file, JSON as it reads and tables as text.
 */
function placeDocuments(outDir: string): void {
  const folder = join(outDir, 'docs');
  const place = (name: string, content: unknown) =>
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(content));
  const read = (path: string): unknown => {
    const text = readFileSync(path, 'utf8');
    return path.endsWith('.json') ? JSON.parse(text) : text;
  };
  const examples = globSync(here('../examples/*.{json,csv}')).sort();
  mkdirSync(folder, { recursive: true });
  for (const name of ['openapi', 'asyncapi']) place(name, read(here(`../docs/${name}.json`)));
  place('examples', Object.fromEntries(examples.map(path => [basename(path), read(path)])));
}

const withPagesBeside = (): Plugin => {
  let outDir = '';
  return {
    name: 'firstcall-pages-beside',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler: async () => {
        await pageBeside('device', outDir);
        await pageBeside('book', outDir);
        await pageBeside('docs', outDir);
        placeDocuments(outDir);
      },
    },
  };
};

/** Builds the console, and after it the pages for device users, for customers, and for those who call the API. */
export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'push',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['index.html', 'assets/*.{js,css}', 'icons/*.{svg,png}'],
        rollupFormat: 'iife',
      },
    }),
    withPagesBeside(),
  ],
  // Without a hash a name is read more easily and packed smaller; no two style sheets have the same name.
  css: { modules: { generateScopedName: (name, file) => `${basename(file, '.module.css')}_${name}` } },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    ...strict,
    manifest: 'build.json',
    cssCodeSplit: false,
  },
});
