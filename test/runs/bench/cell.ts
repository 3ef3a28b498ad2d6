/** One measurement: so many clients, each sending its next debit when the last is answered, and the books before and after. */
import { type Reading, totalOf } from './meter.ts';
import type { Books, Subject } from './subject.ts';
import type { Turn } from './turns.ts';

export interface CellOptions {
  readonly subject: Subject;
  readonly placement: string;
  readonly clients: number;
  /** Each debit goes to one of these, by chance. */
  readonly accountIds: readonly string[];
  readonly turn: () => Turn;
  readonly random: () => number;
  /** Whichever is reached first ends it. */
  readonly debitsMax: number;
  readonly maxMs: number;
}

export interface Measurement {
  readonly subject: string;
  readonly isOurs: boolean;
  readonly placement: string;
  readonly clients: number;
  /** Acknowledged ones. */
  readonly debits: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly callsPerDebit: number;
  readonly writeUnitsPerDebit: number;
  readonly readUnitsPerDebit: number;
  readonly refusedPerDebit: number;
  /** The processor time of this process, in microseconds: the load's own is in it. */
  readonly cpuPerDebit: number;
  readonly reading: Reading;
  /** Debits that weren't acknowledged, by what was said instead. */
  readonly problems: ReadonlyMap<string, number>;
  /** Empty when the books say what the answers said. */
  readonly difference: string;
}

export async function measure(options: CellOptions): Promise<Measurement> {
  const { subject, accountIds, placement, clients } = options;
  const before = await subject.books(accountIds);
  subject.meter.take();
  const started = process.cpuUsage();
  const load = await run(options);
  const cpu = process.cpuUsage(started);
  const reading = subject.meter.take();
  const after = await subject.books(accountIds);
  const debits = load.latenciesMs.length;
  const latencies = Float64Array.from(load.latenciesMs).sort();
  const cost = totalOf(reading);
  return {
    subject: subject.name,
    isOurs: subject.isOurs,
    placement,
    clients,
    debits,
    perSecond: (debits * 1_000) / load.ms,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    callsPerDebit: cost.calls / debits,
    writeUnitsPerDebit: cost.writeUnits / debits,
    readUnitsPerDebit: cost.readUnits / debits,
    refusedPerDebit: cost.refused / debits,
    cpuPerDebit: (cpu.user + cpu.system) / debits,
    reading,
    problems: load.problems,
    difference: differenceOf(load, before, after),
  };
}

interface Load {
  readonly latenciesMs: readonly number[];
  readonly ms: number;
  readonly acknowledged: number;
  readonly problems: ReadonlyMap<string, number>;
}

async function run({ subject, clients, accountIds, turn, random, debitsMax, maxMs }: CellOptions): Promise<Load> {
  const latenciesMs: number[] = [];
  const problems = new Map<string, number>();
  let acknowledged = 0;
  let sent = 0;
  const startedMs = performance.now();
  const client = async (): Promise<void> => {
    while (sent < debitsMax && performance.now() - startedMs < maxMs) {
      sent += 1;
      const accountId = accountIds[Math.floor(random() * accountIds.length)] ?? '';
      const sentMs = performance.now();
      try {
        const credits = await subject.debit(accountId, turn());
        acknowledged += credits;
        latenciesMs.push(performance.now() - sentMs);
      } catch (cause) {
        const problem = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
        problems.set(problem, (problems.get(problem) ?? 0) + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { latenciesMs, ms: performance.now() - startedMs, acknowledged, problems };
}

function differenceOf({ acknowledged, latenciesMs }: Load, before: Books, after: Books): string {
  const taken = before.available - after.available;
  if (taken !== acknowledged) return `${acknowledged} microcredits were acknowledged, the balances fell by ${taken}`;
  const entries = (after.entries ?? Number.NaN) - (before.entries ?? Number.NaN);
  if (!Number.isNaN(entries) && entries !== latenciesMs.length)
    return `${latenciesMs.length} debits were acknowledged, the ledgers grew by ${entries} entries`;
  return '';
}

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
