/** `npm run openapi` writes what is derived from the contract: the OpenAPI document and the events' schemas; with `--check` it fails if a file differs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { eventSchemas } from '../shared/contract/events/event-schemas.ts';
import { openApiDocument } from '../shared/contract/openapi.ts';

const documents = [
  ['shared/contract/openapi.json', openApiDocument()],
  ['shared/contract/events/events.json', eventSchemas()],
] as const;

for (const [path, document] of documents) {
  const file = new URL(`../${path}`, import.meta.url);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${path} is not what the contract says. Run: npm run openapi`);
    process.exitCode = 1;
  }
}
