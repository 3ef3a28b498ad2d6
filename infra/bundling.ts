/** How a function is bundled: by the stacks, and by whoever measures it. One ES module with the SDK in it. */
import type { BuildOptions } from 'esbuild';

/** The size that a function's bundle may not pass, minified. */
export const bundleMaxBytes = 450_000;
/** Of the one that replays an account's past: it holds every decision there is. No workload waits for it. */
export const replayBundleMaxBytes = 500_000;

export const bundleOptions = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // The SDK's ES builds can be shaken, its CommonJS builds can't.
  mainFields: ['module', 'main'],
  alias: {
    // A Lambda's credentials are in its environment; the chain that looks everywhere else is a hundred kilobytes.
    '@aws-sdk/credential-provider-node': new URL('./lambda-credentials.ts', import.meta.url).pathname,
  },
  // What is left of CommonJS in the SDK's dependencies asks for `require`.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  legalComments: 'none',
} as const satisfies BuildOptions;
