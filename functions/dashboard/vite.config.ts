/**
 * Builds the page: one document, and assets whose names are their content's hash, so that everything but the document may
 * be kept for ever. Nothing is inlined, since the content security policy allows neither inline scripts nor data as code.
 */
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Few files, since each is a request: React, which changes seldom; all that the start and the overview need; and what the other pages
 * share, in one that is there already whichever of them comes next.
 */
const groups = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
  { name: 'first', tags: ['$initial' as const], priority: 1 },
  { name: 'shared', minShareCount: 2 },
];

export default defineConfig({
  root: import.meta.dirname,
  // Relative, so that the page works wherever it is put: its routes are in the fragment.
  base: './',
  plugins: [react(), withoutFonts()],
  resolve: {
    alias: {
      // The contract names values of domain files that also hash. Nothing in the page hashes.
      'node:crypto': new URL('./build/no-node-crypto.ts', import.meta.url).pathname,
      // A parser of messages, 10 kB, which the library imports for what the page doesn't use.
      'intl-messageformat': new URL('./build/no-message-formats.ts', import.meta.url).pathname,
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        codeSplitting: { groups },
        // A shared file is called after all who share it.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        assetFileNames: ({ names: [name = ''] }) => `assets/${name.split(/[~.]/)[0]}-[hash][extname]`,
      },
    },
  },
});

/**
 * The library's style sheet carries Open Sans in it, 180 kB that compress to as much. The page is set in the system's own
 * face instead: it is there at once, so nothing moves when a font arrives, and the policy needs no `font-src data:`.
 */
function withoutFonts(): Plugin {
  return {
    name: 'without-fonts',
    enforce: 'pre',
    transform: {
      filter: { id: /global-styles\/index\.css$/ },
      handler: (code) => ({ code: code.replaceAll(/@font-face\s*\{[^}]*\}/g, ''), map: null }),
    },
  };
}
