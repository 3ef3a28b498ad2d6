/**
 * Usage by SKU or dimension, with every name: roll-ups keep three dimensions, and so many names of a day. Days that left any
 * out are folded anew from the ledger, the newest first, as long as their entries fit into one answer. What isn't read stays
 * among the `others`, so the sums are the same in any case.
 */
import {
  type Hours,
  isRolledUp,
  type NamedHours,
  type RollUp,
  type RollUps,
  rollUp,
} from '../../domain/projections/roll-up.ts';
import type { UsageGrouping } from '../../domain/projections/usage-trend.ts';
import { dayMs } from '../../domain/time.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { CreditStore } from '../../storage/store.ts';
import { firstSeqAt } from './first-seq-at.ts';
import type { UsageThrough } from './projected-usage.ts';

/** Entries that one answer reads: about 3 MB of ledger. */
const entriesMax = 12_000;

export async function detailedUsage(
  store: CreditStore,
  loaded: LoadedAccount,
  { usage, grouping }: { readonly usage: UsageThrough; readonly grouping: UsageGrouping },
): Promise<RollUps> {
  const name = nameOf(grouping);
  if (name === undefined) return usage.rollUps;
  const lacking = [...usage.rollUps.values()].filter((each) => lacksNames(each, name, usage.dimensions));
  const days = [...new Set(lacking.map(({ day }) => day))].toSorted().toReversed();
  const detailed: RollUps = new Map();
  const all = await entriesOf(store, loaded, { days, lastSeq: usage.through.seq });
  // One stretch of the ledger is found in a few reads, where days one by one take as many each.
  if (all.lastSeq - all.seq < entriesMax) {
    await fold(store, loaded, { ...all, name: name.dimension, into: detailed });
    return withNames(usage.rollUps, { lacking, detailed, name });
  }
  const read = new Set<string>();
  let left = entriesMax;
  let end: { readonly day: string; readonly seq: number } | undefined;
  for (const day of days) {
    const startMs = Date.parse(day);
    const endSeq = end?.day === dayAfter(day) ? end.seq : await firstSeqAt(store, loaded, startMs + dayMs);
    const seq = await firstSeqAt(store, loaded, startMs);
    end = { day, seq };
    const lastSeq = Math.min(usage.through.seq, endSeq - 1);
    if (lastSeq - seq + 1 > left) continue;
    left -= Math.max(0, lastSeq - seq + 1);
    read.add(day);
    await fold(store, loaded, { seq, lastSeq, name: name.dimension, into: detailed });
  }
  return withNames(usage.rollUps, { lacking: lacking.filter(({ day }) => read.has(day)), detailed, name });
}

/** The entries from the first of these days, newest first, to the last of them: none of no days. */
async function entriesOf(
  store: CreditStore,
  loaded: LoadedAccount,
  { days, lastSeq }: { readonly days: readonly string[]; readonly lastSeq: number },
): Promise<{ readonly seq: number; readonly lastSeq: number }> {
  const [newest, oldest] = [days[0], days.at(-1)];
  if (newest === undefined || oldest === undefined) return { seq: 1, lastSeq: 0 };
  const [seq, end] = await Promise.all([
    firstSeqAt(store, loaded, Date.parse(oldest)),
    firstSeqAt(store, loaded, Date.parse(newest) + dayMs),
  ]);
  return { seq, lastSeq: Math.min(lastSeq, end - 1) };
}

/** A dimension's name, or none for SKUs. */
interface Name {
  readonly dimension?: string;
}

function nameOf(grouping: UsageGrouping): Name | undefined {
  if (grouping.by === 'sku') return {};
  return grouping.by === 'dimension' ? { dimension: grouping.name } : undefined;
}

function namesIn(of: RollUp, { dimension }: Name): NamedHours | undefined {
  return dimension === undefined ? of.skus : of.dimensions.get(dimension);
}

/** A dimension that is rolled up, or would be if anything named it, and isn't in a day wasn't named on it. */
function lacksNames(of: RollUp, name: Name, rolled: readonly string[]): boolean {
  if (of.categories.size === 0) return false;
  const names = namesIn(of, name);
  if (names === undefined) return name.dimension !== undefined && !isRolledUp(name.dimension, rolled);
  return names.others.size > 0;
}

interface Stretch {
  readonly seq: number;
  readonly lastSeq: number;
  readonly name: string | undefined;
  readonly into: RollUps;
}

async function fold(store: CreditStore, loaded: LoadedAccount, { seq, lastSeq, name, into }: Stretch): Promise<void> {
  const names = name === undefined ? [] : [name];
  if (seq > lastSeq) return;
  for await (const entry of store.entriesFrom(loaded, seq, 'ascending', { onFault: () => {} })) {
    if (entry.seq > lastSeq) return;
    rollUp(into, entry, { index: entry.cycle, startMs: 0, endMs: 0 }, names);
  }
}

/** Usage of such a day that was told on another, which wasn't read, has no name here. */
function withNames(
  rollUps: RollUps,
  { lacking, detailed, name }: { readonly lacking: readonly RollUp[]; readonly detailed: RollUps; readonly name: Name },
): RollUps {
  const all: RollUps = new Map(rollUps);
  for (const [key, of] of rollUps) {
    if (!lacking.includes(of)) continue;
    const found = detailed.get(key);
    const others = difference(totalOf(of), found === undefined ? new Map() : totalOf(found));
    const names: NamedHours = { named: (found && namesIn(found, name)?.named) ?? new Map(), others };
    all.set(
      key,
      name.dimension === undefined
        ? { ...of, skus: names }
        : { ...of, dimensions: new Map([...of.dimensions, [name.dimension, names]]) },
    );
  }
  return all;
}

function totalOf({ categories }: RollUp): Hours {
  const total: Hours = new Map();
  for (const hours of categories.values())
    for (const [hour, credits] of hours) total.set(hour, (total.get(hour) ?? 0n) + credits);
  return total;
}

function difference(from: Hours, less: Hours): Hours {
  const hours = new Map([...from].map(([hour, credits]) => [hour, credits - (less.get(hour) ?? 0n)] as const));
  for (const [hour, credits] of less) if (!from.has(hour)) hours.set(hour, -credits);
  return new Map([...hours].filter(([, credits]) => credits !== 0n));
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
}
