/** `npm run replay`: charges the recorded trace to the service on this machine; where none runs, to one of its own whose data is kept. */
import './quiet.ts';
import { replay } from '../../shared/client/cli/replay.ts';
import { createHttpClient } from '../../shared/client/http-client.ts';
import { defaultEngine } from './engine.ts';
import { startLocalService } from './service.ts';

// Ending by `exit` ends the engine too; a signal's default would leave it behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const url = process.env['CREDITS_URL'] ?? 'http://127.0.0.1:4400';
const dataDir = '.credits/replay';

const isServed = await fetch(`${url}/openapi.json`, { signal: AbortSignal.timeout(2_000) }).then(
  (response) => response.ok,
  () => false,
);
const own = isServed ? undefined : await startOwn();
const isRight = await replay(createHttpClient(own?.url ?? url), {
  trace: path('azure-llm-inference-2023-conv.csv'),
  prices: path('model-prices.json'),
  model: 'gpt-4o',
  accounts: 50,
  plan: 'team',
  clients: 64,
  run: 'replay',
});
await own?.stop();
if (!isRight) process.exitCode = 1;

async function startOwn(): ReturnType<typeof startLocalService> {
  console.log(
    `Nothing serves ${url}: starting a service with its data in ${dataDir}. With npm start beside it, this charges that one.`,
  );
  return startLocalService({ port: 0, engine: defaultEngine(), dataDir });
}

function path(file: string): string {
  return new URL(`./data/${file}`, import.meta.url).pathname;
}
