import { resolve } from 'node:path';
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
const pageBeside = (name: 'device' | 'book', outDir: string): Promise<unknown> =>
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
      },
    },
  };
};

/** Builds the console, and after it the pages for device users and for customers. */
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
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    ...strict,
    manifest: 'build.json',
    cssCodeSplit: false,
  },
});
