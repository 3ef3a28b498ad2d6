import { defineConfig } from 'vitest/config';

const root = new URL('../..', import.meta.url).pathname;
const packages = `${root}shared/client/examples/sdks/node_modules/`;

/** Examples with the SDKs and frameworks themselves, which are installed beside them: `npm run test:adapters`. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^credits-ledger$/, replacement: `${root}shared/client/entries/index.ts` },
      { find: /^credits-ledger\/(.+)$/, replacement: `${root}shared/client/entries/$1.ts` },
      // For the tests themselves, which stand elsewhere.
      { find: /^@modelcontextprotocol\/sdk\/(.+)$/, replacement: `${packages}@modelcontextprotocol/sdk/dist/esm/$1` },
    ],
  },
  test: {
    root,
    env: { LOG_LEVEL: 'SILENT', METRICS_DISABLED: 'true' },
    include: ['test/adapters/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
