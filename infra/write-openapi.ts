/**
 * `npm run openapi` writes what is derived of the contract: shared/contract/examples.json, recorded from a running service,
 * and shared/contract/openapi.json, from the route table and those examples, and the events' schemas. With `--check` it fails if one differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { eventSchemas } from '../shared/contract/events/event-schemas.ts';
import { openApiDocument } from '../shared/contract/openapi.ts';

// Before anything that logs is loaded: the recorded failures are no failures.
process.env['LOG_LEVEL'] ??= 'SILENT';
process.env['POWERTOOLS_METRICS_DISABLED'] ??= 'true';
const { recordExamples } = await import('./examples/record-examples.ts');

const examples = await recordExamples();
settle('examples.json', examples);
settle('openapi.json', openApiDocument(examples));
settle('events/events.json', eventSchemas());

function settle(name: string, content: object): void {
  const file = new URL(`../shared/contract/${name}`, import.meta.url);
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`shared/contract/${name} is not what the route table and the service say. Run: npm run openapi`);
    process.exitCode = 1;
  }
}
