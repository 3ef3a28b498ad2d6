import { defineConfig } from 'vitest/config';
import { fastFolders, leftOutFiles } from './fast-tier.ts';
import all from './vitest.config.ts';

export default defineConfig({
  ...all,
  test: {
    ...all.test,
    include: fastFolders.map((folder) => `test/${folder}/**/*.test.ts`),
    exclude: ['**/node_modules/**', ...Object.keys(leftOutFiles)],
    // Nothing in these changes what another one sees, and to load the code once is most of the time saved.
    isolate: false,
    globalSetup: ['test/fast-tier.ts'],
  },
});
