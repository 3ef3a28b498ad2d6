/** The recorded trace comes to the same sums however it comes in: by debits, by the queue, as CloudEvents, as traces and as Bedrock logs it. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it, vi } from 'vitest';
import { handler } from '../../functions/jobs/settle-usage.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { provideServices } from '../../shared/runtime/services.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { lambdaContext } from '../support/builders/gateway-event.ts';
import { ledger } from '../support/builders/write-path.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { deliverUsage } from '../support/engines/usage-queue.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'SILENT';
  process.env['METRICS_DISABLED'] = 'true';
  process.env['BEDROCK_CALLERS'] = '[{"accountId":"$.requestMetadata.account"}]';
});

interface Call {
  readonly id: string;
  readonly atMs: number;
  readonly input: number;
  readonly output: number;
}

const csv = new URL('../../infra/local/data/azure-llm-inference-2023-conv.csv', import.meta.url);
const calls: readonly Call[] = readFileSync(csv, 'utf8')
  .trim()
  .split('\n')
  .slice(1, 151)
  .map((line, at) => {
    const [, input, output] = line.split(',').map(Number);
    return { id: `call-${at}`, atMs: startMs + dayMs + at * 250, input: input ?? 0, output: output ?? 0 };
  });
const nowMs = startMs + dayMs + calls.length * 250;
const iso = (ms: number): string => new Date(ms).toISOString();

let store: CreditStore;
beforeAll(async () => {
  store = createStore(createMemoryTable(), stillSurroundings);
  await store.catalogue.addPlan(plan({ credits: credits(1_000_000) }));
  const price = (thing: string, amount: number) =>
    ({ sku: `ai.gpt-4o.${thing}-token`, category: 'ai', credits: credits(amount), per: 1_000 }) as const;
  const prices = [price('input', 2.5), price('output', 10)].map((each) => [each.sku, each] as const);
  await store.catalogue.addRateCard({ version: '1', effectiveFromMs: 0, publishedAtMs: 0, prices: new Map(prices) });
  provideServices({ store, nowMs: () => nowMs, unchargeable: { send: async () => {} } });
});

async function opened(accountId: string): Promise<string> {
  await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
  return accountId;
}

/** How many were charged, and credits in all. */
async function sumsOf(accountId: string): Promise<readonly [number, number]> {
  const charged = (await ledger(store, accountId)).filter(({ type }) => type === 'debit');
  return [charged.length, charged.reduce((sum, entry) => sum + entry.credits, 0)];
}

async function throughQueue(bodies: readonly unknown[]): Promise<void> {
  const messages = bodies.map((body, at) => ({ messageId: `m-${at}`, body: JSON.stringify(body), sentMs: nowMs }));
  const worker = (event: Parameters<typeof handler>[0]): ReturnType<typeof handler> => handler(event, lambdaContext());
  const { putAside } = await deliverUsage(messages, worker, { batchSize: 50 });
  expect(putAside).toEqual([]);
}

const tokensOf = ({ input, output }: Call): object => ({ input, output });
const attribute = (key: string, value: string | number): object => ({
  key,
  value: typeof value === 'string' ? { stringValue: value } : { intValue: value },
});

it('comes to the same sums by debits, by the queue, as CloudEvents, as traces and as Bedrock logs it', async () => {
  const byDebits = await opened('debits');
  for (const { id, input, output } of calls) {
    const usage = [
      { sku: 'ai.gpt-4o.input-token', quantity: BigInt(input) * 1_000_000n },
      { sku: 'ai.gpt-4o.output-token', quantity: BigInt(output) * 1_000_000n },
    ];
    await debitCredits(store, { ...requestNamed(id), accountId: byDebits, charge: { usage } }, nowMs);
  }
  const byQueue = await opened('queue');
  const told = { accountId: byQueue, source: 'app', model: 'gpt-4o' };
  await throughQueue(
    calls.map((call) => ({ ...told, id: call.id, occurredAt: iso(call.atMs), tokens: tokensOf(call) })),
  );
  const byCloudEvents = await opened('cloud-events');
  const head = { specversion: '1.0', source: 'app', type: 'turn', subject: byCloudEvents };
  await throughQueue([
    calls.map((call) => ({
      ...head,
      id: call.id,
      time: iso(call.atMs),
      data: { model: 'gpt-4o', tokens: tokensOf(call) },
    })),
  ]);
  const byTraces = await opened('traces');
  const spans = calls.map(({ id, atMs, input, output }) => ({
    ...{ traceId: 'trace', spanId: id, endTimeUnixNano: `${atMs}000000` },
    attributes: [
      attribute('gen_ai.operation.name', 'chat'),
      attribute('gen_ai.response.model', 'gpt-4o-2024-08-06'),
      attribute('gen_ai.usage.input_tokens', input),
      attribute('gen_ai.usage.output_tokens', output),
    ],
  }));
  const resource = { attributes: [attribute('credits.account.id', byTraces)] };
  await throughQueue([{ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }]);
  const byBedrock = await opened('bedrock');
  await throughQueue(
    calls.map(({ id, atMs, input, output }) => ({
      ...{ schemaType: 'ModelInvocationLog', requestId: id, timestamp: iso(atMs), modelId: 'us.openai.gpt-4o-v1:0' },
      requestMetadata: { account: byBedrock },
      ...{ input: { inputTokenCount: input }, output: { outputTokenCount: output } },
    })),
  );

  const wanted = await sumsOf(byDebits);
  expect(wanted[0]).toBe(calls.length);
  for (const accountId of [byQueue, byCloudEvents, byTraces, byBedrock])
    expect(await sumsOf(accountId), accountId).toEqual(wanted);
});
