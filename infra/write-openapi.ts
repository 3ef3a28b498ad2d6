/**
 * `npm run openapi` writes what is derived of the contract: shared/contract/openapi/examples.json, recorded from a running service;
 * shared/contract/openapi/openapi.json, from the route table and those examples; the events' schemas; the client's operations, in TypeScript and Python;
 * and the table of problems in its README. With `--check` it fails if one of them differs.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { eventSchemas } from '../shared/contract/events/event-schemas.ts';
import { openApiDocument } from '../shared/contract/openapi/openapi.ts';
import { problemTable } from '../shared/contract/openapi/openapi-problems.ts';

const problemRows = /(?<=<!-- problems: [^>]*-->\n).*(?=<!-- \/problems -->)/s;

// Before anything that logs is loaded: the recorded failures are no failures.
process.env['LOG_LEVEL'] ??= 'SILENT';
process.env['METRICS_DISABLED'] ??= 'true';
const { clientEvents } = await import('./package/client-events.ts');
const { clientOperations } = await import('./package/client-operations.ts');
const { clientPeople } = await import('./package/client-people.ts');
const { format } = await import('./package/format.ts');
const { pythonClient } = await import('./package/python-client.ts');
const { recordExamples } = await import('./examples/record-examples.ts');

const examples = await recordExamples();
rewrite('shared/contract/openapi/examples.json', () => json(examples));
const document = openApiDocument(examples);
rewrite('shared/contract/openapi/openapi.json', () => json(document));
rewrite('shared/contract/events/events.json', () => json(eventSchemas()));
const clientFiles = format({ ...clientOperations(), ...clientEvents(), ...clientPeople() });
for (const [file, text] of Object.entries(clientFiles)) rewrite(`shared/client/${file}`, () => text);
for (const folder of ['api', 'events']) removeOthers(folder);
for (const [file, text] of Object.entries(pythonClient(document)))
  rewrite(`shared/client/python/src/credits_ledger/${file}`, () => text);
rewrite('shared/contract/README.md', (text) => text.replace(problemRows, () => `\n${problemTable}\n\n`));

function json(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

function rewrite(path: string, written: (present: string) => string): void {
  const file = new URL(`../${path}`, import.meta.url);
  const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const text = written(present);
  if (text === present) return;
  change(path, () => {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
  });
}

/** Removes what an earlier contract had: nothing else is in these folders. */
function removeOthers(folder: string): void {
  const client = new URL('../shared/client/', import.meta.url);
  for (const file of globSync(`${folder}/**/*.ts`, { cwd: client }))
    if (!Object.hasOwn(clientFiles, file.replaceAll('\\', '/')))
      change(`shared/client/${file}`, () => rmSync(new URL(file, client)));
}

function change(path: string, carryOut: () => void): void {
  if (process.argv.includes('--check')) {
    console.error(`${path} is not what the route table and the service say. Run: npm run openapi`);
    process.exitCode = 1;
  } else {
    carryOut();
  }
}
