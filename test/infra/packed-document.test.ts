/** The OpenAPI document is packed into a bundle, and is the same when it is read there. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { bundleOptions } from '../../infra/bundling.ts';
import document from '../../shared/contract/openapi/openapi.json' with { type: 'json' };

test('a bundle has the document as it is, in a third of its size', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'credits-document-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const outfile = join(folder, 'index.mjs');
  const contents = "export { default } from './shared/contract/openapi/openapi.json';";
  const resolveDir = new URL('../..', import.meta.url).pathname;
  await build({ ...bundleOptions, stdin: { contents, resolveDir }, outfile });

  const { default: unpacked } = await import(pathToFileURL(outfile).href);

  expect(JSON.stringify(unpacked)).toBe(JSON.stringify(document));
  expect(readFileSync(outfile).length).toBeLessThan(JSON.stringify(document).length / 3);
});
