import { defineConfig } from 'vitest/config';
import { fastTests, settings } from './vitest.config.ts';

export default defineConfig({
  test: { ...settings, ...fastTests, maxWorkers: '100%', globalSetup: ['test/fast-tier.ts'] },
});
