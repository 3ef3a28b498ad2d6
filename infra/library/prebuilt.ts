/** The parts of the package `credits-ledger-cdk` besides its constructs: the functions' bundles, and the dashboard's page. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { CodeOf } from '../bundle-functions.ts';

export const prebuilt: { readonly codeOf: CodeOf; readonly page: () => string } = {
  codeOf: (entry) => Code.fromAsset(folder(`functions/${entry}`)),
  page: () => folder('page'),
};

/** Beside the package's `dist`. In the repository nothing is built yet, and the app brings its own. */
function folder(path: string): string {
  const found = fileURLToPath(new URL(`../assets/${path}`, import.meta.url));
  if (!existsSync(found)) throw new Error(`${found} is not there: only the package brings it. Pass codeOf and page.`);
  return found;
}
