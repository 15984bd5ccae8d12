import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** No inline code and no data: fonts or scripts on either page, so that the strict policy holds. */
const strict = {
  target: 'es2022',
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
} as const;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the page for device users beside the console, for itself: the two share no file, and the console's service
 * worker, which keeps what lies in /assets, does not keep what lies below it.
 */
const devicePage = (outDir: string): Promise<unknown> =>
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
        input: here('./device/index.html'),
        output: {
          entryFileNames: 'assets/device/[name]-[hash].js',
          chunkFileNames: 'assets/device/[name]-[hash].js',
          assetFileNames: 'assets/device/[name]-[hash][extname]',
        },
      },
    },
  });

const withDevicePage = (): Plugin => {
  let outDir = '';
  return {
    name: 'firstcall-device-page',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: { sequential: true, order: 'post', handler: async () => void (await devicePage(outDir)) },
  };
};

/** Builds the console, and after it the page for device users. */
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
    withDevicePage(),
  ],
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    ...strict,
    manifest: 'build.json',
    cssCodeSplit: false,
  },
});
