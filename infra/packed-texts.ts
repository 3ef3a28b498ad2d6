/**
 * Packs texts that few requests need into the bundles that have them: the OpenAPI document, which was three fifths of the function
 * that also answers plans and prices, and the table of problems, a twentieth of the function that charges.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'esbuild';
import { problems } from '../shared/contract/answers/problems.ts';

export const packedTexts: Plugin = {
  name: 'packed-texts',
  setup: (build) => {
    build.onLoad({ filter: /\/shared\/contract\/openapi\/openapi\.json$/ }, ({ path }) => ({
      contents: `${unpacking}export default ${packed(JSON.parse(readFileSync(path, 'utf8')))};`,
      loader: 'js',
    }));
    build.onLoad({ filter: /\/shared\/contract\/answers\/problems\.ts$/ }, () => ({
      contents: `${unpacking}export const problems = ${packed(problems)};`,
      loader: 'js',
    }));
  },
};

const unpacking = "import { gunzipSync } from 'node:zlib';\n";

function packed(value: unknown): string {
  const text = gzipSync(JSON.stringify(value), { level: 9 }).toString('base64');
  return `JSON.parse(gunzipSync(Buffer.from('${text}', 'base64')).toString('utf8'))`;
}
