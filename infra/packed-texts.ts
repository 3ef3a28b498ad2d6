/**
 * Packs texts that few requests need into the bundles that have them: the OpenAPI document, which was three fifths of the function
 * that also answers plans and prices, and the table of problems, a twentieth of the function that charges.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'esbuild';
import { faultCodes } from '../shared/contract/answers/fault-problems.ts';
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
    // They are the codes of the table of problems, but for the faults that it begins with.
    build.onLoad({ filter: /\/shared\/domain\/decisions\/refusal-reasons\.ts$/ }, () => ({
      contents: `import { problems } from '../../contract/answers/problems.ts';\nexport const refusalReasons = Object.keys(problems).slice(${faultCodes.length});`,
      loader: 'js',
    }));
  },
};

const unpacking = "import { brotliDecompressSync } from 'node:zlib';\n";

function packed(value: unknown): string {
  const text = brotliCompressSync(JSON.stringify(value), { params: packedAsTexts }).toString('base64');
  return `JSON.parse(brotliDecompressSync(Buffer.from('${text}', 'base64')).toString('utf8'))`;
}

/** A sixth smaller than by gzip, and unpacked as fast. */
const packedAsTexts = {
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
};
