/** Commits of played histories, delivered badly to a consumer that may fail. */
import { microcredits } from '../../../shared/domain/amount.ts';
import type { PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import type { Entry, EntryOf } from '../../../shared/domain/ledger/entry.ts';
import { genesisHash, hashOf } from '../../../shared/domain/ledger/record.ts';
import { createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { createMemoryTable } from '../engines/memory-table.ts';
import { stillSurroundings } from '../engines/surroundings.ts';
import { catalogueOf, credits, startMs } from './fixtures.ts';
import { historyPlans, play } from './histories.ts';
import type { Command } from './history-commands.ts';

export const everyDay = { from: '2000-01-01', to: '2199-12-31' };

export const nowMs = (): number => startMs;

export const plans: PlanCatalogue = catalogueOf(
  ...[...historyPlans.values()].flat().map((plan) => ({
    ...plan,
    lowBalanceThresholds: [plan.credits, microcredits(Math.floor(plan.credits / 2)), credits(1)],
  })),
);

/** A played history whose debits name SKUs and dimensions, more of them than a day has room for. */
export function dress(commands: readonly Command[], random: () => number): ReturnType<typeof play> {
  const history = play(commands);
  const pick = (max: number): number => Math.floor(random() * max);
  const debits = new Map<number, Pick<EntryOf<'debit'>, 'lines' | 'dimensions'>>();
  const dress = (entry: Entry): Entry => {
    if (entry.type === 'reversal') return { ...entry, ...debits.get(entry.reverses) };
    if (entry.type === 'standing-usage') {
      // Both move nothing: the ledger's balances stay what they are.
      const autoTopUp = { packId: 'burst-100', threshold: credits(1 + pick(900)), maxPerCycle: 1 + pick(3) };
      const { category: _kept, standing: _none, ...rest } = entry;
      return { ...rest, type: 'auto-top-up', ...(random() < 0.3 ? {} : { autoTopUp }) };
    }
    if (entry.type !== 'debit') return entry;
    const part = microcredits(pick(entry.credits + 1));
    const lines = [part, microcredits(entry.credits - part)].map((share) => ({
      sku: `ai.model-${pick(40)}.token`,
      quantity: 1n,
      credits: share,
    }));
    const names = ['workflow', 'user', 'model', 'team', '7'].filter(() => random() < 0.5);
    const dimensions = Object.fromEntries(names.map((name) => [name, String(pick(40))]));
    debits.set(entry.seq, { lines, dimensions });
    return { ...entry, lines, dimensions };
  };
  return { ...history, entries: sealed(history.entries.map(dress)) };
}

/** Chained anew: what is read is held against the hash that it was filed with. */
function sealed(entries: readonly Entry[]): readonly Entry[] {
  let previousHash = genesisHash;
  return entries.map((entry) => {
    const unsealed = { ...entry, previousHash };
    previousHash = hashOf(unsealed);
    return { ...unsealed, hash: previousHash };
  });
}

export async function tableWithPlans(): Promise<Table> {
  const table = createMemoryTable();
  const { catalogue } = createStore(table, stillSurroundings);
  for (const plan of [...plans.values()].flat()) await catalogue.addPlan(plan);
  return table;
}
