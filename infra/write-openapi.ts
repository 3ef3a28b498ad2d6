/** `npm run openapi` writes shared/contract/openapi.json from the route table; with `--check` it fails if the file differs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { openApiDocument } from '../shared/contract/openapi.ts';

const file = new URL('../shared/contract/openapi.json', import.meta.url);
const text = `${JSON.stringify(openApiDocument(), null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('shared/contract/openapi.json is not what the route table says. Run: npm run openapi');
  process.exitCode = 1;
}
