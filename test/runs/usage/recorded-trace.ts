/** The recorded trace by debits, by the queue and over HTTP in each protocol: what each came to. In memory, in virtual time. */
import { readFileSync } from 'node:fs';
import { handler } from '../../../functions/jobs/settle-usage.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { packUsage } from '../../../shared/runtime/usage/usage-messages.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../../support/builders/fixtures.ts';
import { lambdaContext } from '../../support/builders/gateway-event.ts';
import { type ToldCall, toldBy } from '../../support/builders/told-calls.ts';
import { ledger } from '../../support/builders/write-path.ts';
import { startIntake } from '../../support/engines/intake-function.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';
import { deliverUsage, type UsageMessage } from '../../support/engines/usage-queue.ts';

/** How many were charged, and credits in all. */
export interface TraceSums {
  readonly charged: number;
  readonly credits: number;
}

const csv = new URL('../../../infra/local/data/azure-llm-inference-2023-conv.csv', import.meta.url);
const [atOnce, apartMs] = [30, 250];

/** The first calls of the trace, or all. Each request is sent twice, as whoever hears no answer does. */
export async function traceSums(callsMax?: number): Promise<Readonly<Record<string, TraceSums>>> {
  const trace = await openTrace(callsMax);
  const sums: Record<string, TraceSums> = {};
  await trace.each('debits', async (calls) => {
    for (const { accountId, id, input, output } of calls) {
      const usage = Object.entries({ input, output }).map(([thing, quantity]) => ({
        sku: `ai.gpt-4o.${thing}-token`,
        quantity: BigInt(quantity) * 1_000_000n,
      }));
      await debitCredits(trace.store, { ...requestNamed(id), accountId, charge: { usage } }, trace.nowMs());
    }
  });
  sums['debits'] = await trace.sumsOf('debits');
  await trace.each('queue', (calls) =>
    trace.deliver(
      calls.map(({ accountId, id, atMs, model, input, output }) => {
        const occurredAt = new Date(atMs).toISOString();
        return JSON.stringify({ source: 'app', id, occurredAt, accountId, model, tokens: { input, output } });
      }),
    ),
  );
  sums['queue'] = await trace.sumsOf('queue');
  for (const [name, requestFor] of Object.entries(toldBy)) {
    await trace.each(name, async (calls) => {
      const { route, type, body } = requestFor(calls);
      trace.intake.reset();
      for (const _ of ['once', 'again']) {
        const { statusCode, bytes } = await trace.intake.tell(route, { type, body });
        if (statusCode >= 300) throw new Error(`${name}: ${statusCode} ${bytes}`);
      }
      await trace.deliver(packUsage(trace.intake.kept, false).map((each) => each.body));
    });
    sums[name] = await trace.sumsOf(name);
  }
  return sums;
}

interface OpenTrace {
  readonly store: CreditStore;
  readonly intake: ReturnType<typeof startIntake>;
  nowMs(): number;
  /** Opens an account, and hands over its calls some at a time, a moment after the last of them. */
  each(accountId: string, take: (calls: readonly ToldCall[]) => Promise<void>): Promise<void>;
  /** Delivers bodies to the worker. What is put aside throws. */
  deliver(bodies: readonly string[]): Promise<void>;
  sumsOf(accountId: string): Promise<TraceSums>;
}

async function openTrace(callsMax: number | undefined): Promise<OpenTrace> {
  const calls = callsIn(callsMax);
  const store = createStore(createMemoryTable(), stillSurroundings);
  await store.catalogue.addPlan(plan({ credits: credits(1_000_000) }));
  const prices = Object.entries({ input: 2.5, output: 10 }).map(([thing, amount]) => {
    const sku = `ai.gpt-4o.${thing}-token`;
    return [sku, { sku, category: 'ai', credits: credits(amount), per: 1_000 }] as const;
  });
  await store.catalogue.addRateCard({ version: '1', effectiveFromMs: 0, publishedAtMs: 0, prices: new Map(prices) });
  let nowMs = startMs;
  provideServices({ store, nowMs: () => nowMs });
  const intake = startIntake();
  intake.reset();
  return {
    store,
    intake,
    nowMs: () => nowMs,
    each: async (accountId, take) => {
      await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
      for (let from = 0; from < calls.length; from += atOnce) {
        const some = calls.slice(from, from + atOnce).map((call) => ({ ...call, accountId }));
        nowMs = (some.at(-1)?.atMs ?? startMs) + apartMs;
        await take(some);
      }
    },
    deliver: async (bodies) => {
      const messages: readonly UsageMessage[] = bodies.map((body, at) => ({
        messageId: `m-${at}`,
        body,
        sentMs: nowMs,
      }));
      const { putAside } = await deliverUsage(messages, (event) => handler(event, lambdaContext()), { batchSize: 50 });
      if (putAside.length + intake.aside.length > 0) throw new Error(`put aside: ${JSON.stringify(putAside[0])}`);
    },
    sumsOf: async (accountId) => {
      const charged = (await ledger(store, accountId)).filter(({ type }) => type === 'debit');
      return { charged: charged.length, credits: charged.reduce((sum, entry) => sum + entry.credits, 0) / 1e6 };
    },
  };
}

function callsIn(callsMax = Number.POSITIVE_INFINITY): readonly Omit<ToldCall, 'accountId'>[] {
  const lines = readFileSync(csv, 'utf8').trim().split('\n');
  return lines.slice(1, callsMax + 1).map((line, at) => {
    const [, input = 0, output = 0] = line.split(',').map(Number);
    return { id: `call-${at}`, atMs: startMs + dayMs + at * apartMs, model: 'gpt-4o', input, output };
  });
}
