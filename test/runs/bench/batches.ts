/** Batches over many accounts, through HTTP and the deployed handlers: how each of their elements was answered. */
import { Agent } from 'node:http';
import * as z from 'zod/mini';
import { post } from './post.ts';
import { bodyOf, type Turn } from './turns.ts';

export interface BatchLoad {
  readonly url: string;
  readonly clients: number;
  /** Debits in a batch, each of another account for the most part. */
  readonly size: number;
  readonly accountIds: readonly string[];
  readonly turn: () => Turn;
  readonly random: () => number;
  /** Each client sends batch after batch until then. */
  readonly forMs: number;
}

export interface MeasuredBatches {
  readonly size: number;
  readonly clients: number;
  readonly batches: number;
  readonly debits: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Elements that weren't charged, by what they were answered. */
  readonly problems: ReadonlyMap<string, number>;
}

const results = z.object({
  results: z.array(z.object({ status: z.int() })),
});
const charged = 201;

export async function measureBatches(load: BatchLoad): Promise<MeasuredBatches> {
  const { url, clients, size, forMs } = load;
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const latencies: number[] = [];
  const problems = new Map<string, number>();
  let debits = 0;
  const note = (problem: string, count: number): void => {
    problems.set(problem, (problems.get(problem) ?? 0) + count);
  };
  const startedMs = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - startedMs < forMs) {
      const sentMs = performance.now();
      const { status, text } = await post(agent, `${url}/debits`, JSON.stringify({ debits: batchOf(load) }));
      latencies.push(performance.now() - sentMs);
      if (status !== 200) {
        note(`HTTP ${status}`, size);
        continue;
      }
      for (const each of results.parse(JSON.parse(text)).results) {
        if (each.status === charged) debits += 1;
        else note(`${each.status}`, 1);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const perSecond = (debits * 1_000) / (performance.now() - startedMs);
  return {
    size,
    clients,
    batches: sorted.length,
    debits,
    perSecond,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    problems,
  };
}

function batchOf({ size, accountIds, turn, random }: BatchLoad): readonly object[] {
  return Array.from({ length: size }, () => {
    const each = turn();
    const accountId = accountIds[Math.floor(random() * accountIds.length)] ?? '';
    return { accountId, idempotencyKey: each.key, ...bodyOf(each) };
  });
}
