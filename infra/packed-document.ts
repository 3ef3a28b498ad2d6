/**
 * Packs the OpenAPI document into the one bundle that has it, since only who asks for it needs its text: unpacked it was
 * three fifths of that function, which also answers plans and prices.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'esbuild';

export const packedDocument: Plugin = {
  name: 'packed-document',
  setup: (build) => {
    build.onLoad({ filter: /\/shared\/contract\/openapi\/openapi\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      const packed = gzipSync(text, { level: 9 }).toString('base64');
      return {
        contents: `import { gunzipSync } from 'node:zlib';
export default JSON.parse(gunzipSync(Buffer.from('${packed}', 'base64')).toString('utf8'));`,
        loader: 'js',
      };
    });
  },
};
