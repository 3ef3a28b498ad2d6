/** `npm start`: the service on this machine, with a debit to try it by. */
import { parseArgs } from 'node:util';
import { demoAccountId } from './demo-catalogue.ts';
import { defaultEngine, type EngineName, engineNames } from './engine.ts';
import { type LocalService, startLocalService } from './service.ts';

const usage = `Usage: npm start -- [options]
  --port <number>   where to serve, 4400 when left out
  --data <folder>   keep data there, and the clock; in memory when left out
  --engine <name>   ${engineNames.join(' or ')}; dynoxide where it is installed when left out
  DYNAMODB_ENDPOINT another DynamoDB engine's address`;

const defaultPort = 4400;

async function main(): Promise<void> {
  const options = readOptions();
  if (options === undefined) return;
  process.env['LOG_LEVEL'] ??= 'ERROR';
  process.env['POWERTOOLS_METRICS_DISABLED'] ??= 'true';
  const service = await startLocalService(options);
  greet(service, options.dataDir);
  await stopRequested();
  await service.stop();
  console.log('Stopped.');
}

interface Options {
  readonly port: number;
  readonly engine: EngineName | { readonly endpoint: string };
  readonly dataDir?: string;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: process.env['PORT'] ?? String(defaultPort) },
      data: { type: 'string' },
      engine: { type: 'string', default: defaultEngine() },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  const name = engineNames.find((each) => each === values.engine);
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  if (values.help || !Number.isInteger(port) || port < 0 || port > 65_535 || name === undefined) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return undefined;
  }
  return {
    port,
    engine: endpoint === undefined ? name : { endpoint },
    ...(values.data === undefined ? {} : { dataDir: values.data }),
  };
}

function greet({ url, engine }: LocalService, dataDir: string | undefined): void {
  const where = dataDir === undefined ? 'in memory: data ends with it; --data <folder> keeps it' : `data in ${dataDir}`;
  console.log(`Credits serves ${url} over ${engine.name} (${where}).

Charge the demonstration account for a chat turn with GPT-4o:

  curl -s ${url}/accounts/${demoAccountId}/debits \\
    -H 'Content-Type: application/json' -H 'Idempotency-Key: try-1' \\
    -d '{"usage":[{"sku":"ai.gpt-4o.input-token","quantity":374},{"sku":"ai.gpt-4o.output-token","quantity":44}]}'

The contract is at ${url}/openapi.json, the clock at ${url}/local/clock. Ctrl-C stops.`);
}

async function stopRequested(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function explain(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') {
    return 'The port is taken. Stop the other program, or choose another port: npm start -- --port 4401';
  }
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

main().catch((cause: unknown) => {
  console.error(explain(cause));
  process.exitCode = 1;
});
