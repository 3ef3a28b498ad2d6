import { defineConfig } from 'vitest/config';
import { fastFolders, leftOutFiles, leftOutFolders } from './fast-tier.ts';

export const settings = {
  root: new URL('..', import.meta.url).pathname,
  // Failures that tests provoke are not for the eye.
  env: { LOG_LEVEL: 'SILENT', METRICS_DISABLED: 'true' },
  testTimeout: 60_000,
  hookTimeout: 60_000,
};
const notTests = '**/node_modules/**';

/** Those of the fast tier. Nothing in these changes what another one sees but the environment, and to load the code once is much of their time. */
export const fastTests = {
  include: fastFolders.map((folder) => `test/${folder}/**/*.test.ts`),
  exclude: [notTests, ...Object.keys(leftOutFiles)],
  isolate: false,
  setupFiles: [new URL('support/processes/own-environment.ts', import.meta.url).pathname],
};

/** All others but those that need a browser or packages of their own: `npm run test:browser`, `npm run test:adapters`. */
const otherTests = {
  include: [
    'test/*.test.ts',
    ...Object.keys(leftOutFolders).map((folder) => `test/${folder}/**/*.test.ts`),
    ...Object.keys(leftOutFiles),
  ],
  exclude: [notTests, 'test/browser/**', 'test/adapters/**'],
};

export default defineConfig({
  test: {
    // Every core: the usual leaves one idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      { test: { ...settings, ...fastTests, name: 'fast' } },
      { test: { ...settings, ...otherTests, name: 'others' } },
    ],
  },
});
