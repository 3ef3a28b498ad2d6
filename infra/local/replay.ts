/** `npm run replay`: charges the recorded trace to the service on this machine; where none runs, to one of its own whose data is kept. */
import './quiet.ts';
import { parseArgs } from 'node:util';
import { replay } from '../../shared/client/cli/replay.ts';
import { createHttpClient } from '../../shared/client/http-client.ts';
import { defaultEngine } from './engine.ts';
import { startLocalService } from './service.ts';

const usualUrl = 'http://127.0.0.1:4400';
const dataDir = '.credits/replay';
const usage = `Usage: npm run replay -- [options]
Charges 19,366 recorded requests to GPT-4o to 50 accounts of their own, and compares the sum with one reckoned beside the service.
  --url <address>   the service to charge, CREDITS_URL or ${usualUrl} when left out; one that isn't named and doesn't answer
                    is started, with its data in ${dataDir}
  --run <name>      the accounts' and keys' prefix, replay when left out; the same again changes nothing
  --help            this`;

interface Options {
  readonly url: string | undefined;
  readonly run: string;
  readonly help: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      run: { type: 'string', default: 'replay' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.url !== undefined && !URL.canParse(values.url))
    throw new TypeError(`--url ${values.url}: it must be an address`);
  return { ...values, url: values.url ?? process.env['CREDITS_URL'] };
}

async function main({ url: named, run }: Options): Promise<boolean> {
  const url = named ?? usualUrl;
  const isServed = await fetch(`${url}/openapi.json`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  );
  if (!isServed && named !== undefined) {
    console.error(`Nothing serves ${url}.`);
    return false;
  }
  const own = isServed ? undefined : await startOwn(url);
  const isRight = await replay(createHttpClient(own?.url ?? url), {
    trace: path('azure-llm-inference-2023-conv.csv'),
    prices: path('model-prices.json'),
    model: 'gpt-4o',
    accounts: 50,
    plan: 'team',
    clients: 64,
    run,
  });
  await own?.stop();
  return isRight;
}

async function startOwn(url: string): ReturnType<typeof startLocalService> {
  console.log(
    `Nothing serves ${url}: starting a service with its data in ${dataDir}. With npm start beside it, this charges that one.`,
  );
  return startLocalService({ port: 0, engine: defaultEngine(), dataDir });
}

function path(file: string): string {
  return new URL(`./data/${file}`, import.meta.url).pathname;
}

function optionsOrUsage(): Options | undefined {
  try {
    const options = readOptions(process.argv.slice(2));
    if (!options.help) return options;
    console.log(usage);
  } catch (cause) {
    console.error(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`);
    process.exitCode = 2;
  }
  return undefined;
}

// Ending by `exit` ends the engine too; a signal's default would leave it behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const options = optionsOrUsage();
if (options !== undefined && !(await main(options))) process.exitCode = 1;
