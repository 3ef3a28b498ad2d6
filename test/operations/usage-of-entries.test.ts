/** For eleven varied accounts and all their cycles, usage told by entries is the ledger's own fold: whole, grouped, split and filtered. */
import { expect, it } from 'vitest';
import { dimensionOf } from '../../shared/domain/catalogue/dimension-of.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import type { EntryUsage, EntryUsageTerms } from '../../shared/domain/projections/entry-usage.ts';
import { utcClock } from '../../shared/domain/zone-clock.ts';
import { usageOfEntries } from '../../shared/operations/reading/usage-of-entries.ts';
import { createStore } from '../../shared/storage/store.ts';
import { fileEntries, type Ledger, loadedAt } from '../support/builders/stored-ledger.ts';
import { playUndoing } from '../support/builders/undoing.ts';
import { tellHistory } from '../support/builders/varied-history.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const accounts = 11;
const charging: readonly Entry['type'][] = ['debit', 'capture', 'hold-expiry', 'accrual'];

/** Histories with late usage, reversals, refunds, chargebacks, what is kept, other plans and zones. */
function historyOf(seed: number): Ledger {
  return seed % 4 === 0 ? tellHistory(seed) : playUndoing(seed, { steps: 40, isLong: true });
}

function usedBy(entry: Entry): bigint {
  if (entry.category === undefined) return 0n;
  if (entry.type === 'reversal') return -BigInt(entry.credits);
  return charging.includes(entry.type) ? BigInt(entry.credits) : 0n;
}

/** The ledger's fold by a name that each entry has or hasn't. */
function foldOf(entries: readonly Entry[], nameOf: (entry: Entry) => string | undefined): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const entry of entries) {
    const name = nameOf(entry) ?? '(none)';
    if (usedBy(entry) !== 0n) sums.set(name, (sums.get(name) ?? 0n) + usedBy(entry));
  }
  return sums;
}

function sumsOf({ groups }: EntryUsage): ReadonlyMap<string, bigint> {
  const wholes = [...groups.values()].filter(({ split }) => split === undefined);
  return new Map(wholes.map(({ group, now }) => [group.kind === 'none' ? '(none)' : group.name, now.credits]));
}

it('is the fold of the ledger, however it is grouped, split or filtered', async () => {
  let cycles = 0;
  for (let seed = 0; seed < accounts; seed += 1) {
    const history = historyOf(seed);
    const { entries } = history;
    const table = createMemoryTable();
    const store = createStore(table, stillSurroundings);
    await fileEntries(table, history, { from: 1, to: entries.length, each: 7 });
    const loaded = loadedAt(history, entries.length, 0);
    for (const index of new Set(entries.map(({ cycle }) => cycle))) {
      const own = entries.filter(({ cycle }) => cycle === index);
      const scope = { kind: 'cycle', cycle: { index, startMs: 0, endMs: Number.MAX_SAFE_INTEGER } } as const;
      const told = async (asked: Partial<EntryUsageTerms>): Promise<EntryUsage> => {
        const base = { scope, previous: undefined, interval: 'cycle', clock: utcClock, filter: {} } as const;
        const terms = { ...base, grouping: { by: 'nothing' }, splitting: undefined, ...asked } as const;
        return (await usageOfEntries(store, loaded, { terms, from: 1, last: entries.length })).usage;
      };
      const sum = own.reduce((all, entry) => all + usedBy(entry), 0n);
      expect((await told({})).totals.now.credits).toBe(sum);
      expect(sumsOf(await told({ grouping: { by: 'category' } }))).toEqual(foldOf(own, ({ category }) => category));
      expect(sumsOf(await told({ grouping: { by: 'caller' } }))).toEqual(foldOf(own, ({ caller }) => caller));
      const bySku = sumsOf(await told({ grouping: { by: 'sku' } }));
      expect([...bySku.values()].reduce((all, each) => all + each, 0n)).toBe(sum);

      for (const name of new Set(own.flatMap(({ dimensions = {} }) => Object.keys(dimensions)))) {
        const grouping = { by: 'dimension', name } as const;
        const split = await told({ grouping, splitting: { by: 'sku' } });
        const fold = foldOf(own, ({ dimensions }) => dimensionOf(dimensions, name));
        expect(sumsOf(split)).toEqual(fold);
        for (const { group, now } of [...split.groups.values()].filter((each) => each.split === undefined)) {
          const parts = [...split.groups.values()].filter(
            (each) => each.split !== undefined && each.group.kind === group.kind && each.group.name === group.name,
          );
          expect(parts.reduce((all, part) => all + part.now.credits, 0n)).toBe(now.credits);
        }
        for (const [value, credits] of fold) {
          if (value === '(none)') continue;
          expect((await told({ filter: { dimensions: { [name]: value } } })).totals.now.credits).toBe(credits);
        }
      }
      cycles += 1;
    }
  }
  expect(cycles).toBeGreaterThan(accounts);
});
