import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    // Failures that tests provoke are not for the eye.
    env: { LOG_LEVEL: 'SILENT', METRICS_DISABLED: 'true' },
    include: ['test/**/*.test.ts'],
    // Those of the browser need one: `npm run test:browser`.
    exclude: ['**/node_modules/**', 'test/browser/**', 'test/adapters/**'],
    // Every core: the usual leaves one idle, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
