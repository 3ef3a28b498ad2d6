/** The roll-ups of a ledger, by another method than the product's: one pass, one flat list of sums. */
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type RollUps, skusPerDayMax, valuesPerDayMax } from '../../../shared/domain/projections/roll-up.ts';

/** Microcredits by `day#cycle hour kind name`. */
export type Sums = Readonly<Record<string, string>>;

const signs: Readonly<Record<string, bigint>> = {
  debit: 1n,
  capture: 1n,
  'hold-expiry': 1n,
  accrual: 1n,
  reversal: -1n,
};

const arrivals = ['grant', 'plan-change'];
const takings = ['correction', 'refund', 'chargeback'];
const endings = ['expiry', 'void', 'closure'];

export function foldUsage(entries: readonly Entry[]): Sums {
  const sums = new Map<string, bigint>();
  const rooms = new Map<string, string[]>();
  const rolled: string[] = [];
  for (const entry of entries) {
    for (const name of Object.keys(entry.dimensions ?? {}).sort())
      if (!rolled.includes(name) && rolled.length < 3) rolled.push(name);
    const sign = signs[entry.type];
    const [day = '', time = ''] = new Date(entry.atMs).toISOString().split('T');
    const slot = `${day}#${entry.cycle} ${Number(time.slice(0, 2))}`;
    const add = (kind: string, name: string, credits: bigint): void => {
      const key = `${slot} ${kind} ${name}`;
      sums.set(key, (sums.get(key) ?? 0n) + credits);
    };
    const named = (kind: string, name: string, max: number): string => {
      const list = rooms.get(`${day}#${entry.cycle} ${kind}`) ?? [];
      rooms.set(`${day}#${entry.cycle} ${kind}`, list);
      if (!list.includes(name) && list.length < max) list.push(name);
      return list.includes(name) ? `=${name}` : 'others';
    };
    for (const { grantId, credits, forfeited } of [...entry.slices, ...(entry.returned ?? [])]) {
      const source = grantId.replace(/-\d.*$/, '');
      if (arrivals.includes(entry.type)) add('granted', source, BigInt(credits));
      if (takings.includes(entry.type)) add('granted', source, -BigInt(credits));
      if (forfeited || endings.includes(entry.type)) add('unused', source, BigInt(credits));
    }
    if (sign === undefined || entry.credits === 0) continue;
    add('category', `${entry.category}`, sign * BigInt(entry.credits));
    for (const line of [...(entry.lines ?? []), ...(entry.kept ?? [])])
      add('sku', named('sku', line.sku, skusPerDayMax), sign * BigInt(line.credits));
    for (const dimension of rolled) {
      const value = entry.dimensions?.[dimension];
      if (value === undefined) continue;
      add(dimension, named(dimension, value, valuesPerDayMax), sign * BigInt(entry.credits));
    }
  }
  return writeDown(sums);
}

export function sumsOf(rollUps: RollUps): Sums {
  const sums = new Map<string, bigint>();
  for (const [key, { categories, skus, dimensions, granted, unused }] of rollUps) {
    for (const [kind, sources] of [['granted', granted] as const, ['unused', unused] as const])
      for (const [source, hours] of sources)
        for (const [hour, credits] of hours) sums.set(`${key} ${hour} ${kind} ${source}`, credits);
    for (const [category, hours] of categories)
      for (const [hour, credits] of hours) sums.set(`${key} ${hour} category ${category}`, credits);
    for (const [kind, { named, others }] of [['sku', skus] as const, ...dimensions]) {
      for (const [hour, credits] of others) sums.set(`${key} ${hour} ${kind} others`, credits);
      for (const [name, hours] of named)
        for (const [hour, credits] of hours) sums.set(`${key} ${hour} ${kind} =${name}`, credits);
    }
  }
  return writeDown(sums);
}

function writeDown(sums: ReadonlyMap<string, bigint>): Sums {
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => [key, String(sum)]));
}
