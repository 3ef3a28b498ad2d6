/**
 * Builds the page: one document, and assets whose names are their content's hash, so that everything but the document may
 * be kept for ever. Nothing is inlined, since the content security policy allows neither inline scripts nor data as code.
 */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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
  plugins: [react()],
  resolve: {
    alias: {
      // The contract names values of domain files that also hash. Nothing in the page hashes.
      'node:crypto': new URL('./build/no-node-crypto.ts', import.meta.url).pathname,
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
