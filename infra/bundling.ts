/** How a function is bundled: by the stacks, and by whoever measures it. One ES module with all that it needs in it. */
import type { BuildOptions } from 'esbuild';
import { minifiedTwice } from './minified-twice.ts';
import { packedTexts } from './packed-texts.ts';
import { withoutDocumentation } from './without-documentation.ts';

/** The size that no function's bundle may pass, minified. The audit of ledgers, which reads all there is, comes nearest. */
export const bundleMaxBytes = 500_000;
/** The bound of functions with the payment provider's package in them: a quarter of a megabyte more. */
export const paymentBundleMaxBytes = 750_000;
/** The bound of the function that charges: its start is waited for before work goes on. */
export const chargeBundleMaxBytes = 230_000;

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
  // Punctuation as it is written takes half of what its escapes take.
  charset: 'utf8',
  plugins: [packedTexts, withoutDocumentation, minifiedTwice],
} as const satisfies BuildOptions;
