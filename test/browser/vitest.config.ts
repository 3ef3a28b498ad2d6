import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    env: { LOG_LEVEL: 'SILENT', METRICS_DISABLED: 'true', TZ: 'UTC' },
    include: ['test/browser/**/*.test.ts'],
    // What a person waits for is measured by `npm run bench:dashboard`, not here: two browsers at once do no harm.
    maxWorkers: 2,
    // A person would press again, too: what fails twice in a row is no chance.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
