/** I18: the roll-ups at rest are the usage of the ledger, category by category. */
import type { SimProcess } from '../sim-process.ts';
import type { World } from '../world.ts';

const everyDay = { from: '2000-01-01', to: '2199-12-31' };

export async function checkUsage(world: World, { store }: SimProcess): Promise<void> {
  for (const { accountId, entries, isDamaged } of world.observer.all()) {
    if (isDamaged || entries.length === 0) continue;
    const { projection, rollUps } = await store.projections.usage(accountId, everyDay);
    if (projection.seq !== entries.length)
      world.find('I18', `${accountId}: the projection stands at ${projection.seq} of ${entries.length}`);
    const rolledUp = new Map<string, bigint>();
    for (const { categories } of rollUps.values())
      for (const [category, hours] of categories)
        for (const used of hours.values()) rolledUp.set(category, (rolledUp.get(category) ?? 0n) + used);
    const used = new Map<string, bigint>();
    for (const { type, category, credits } of entries) {
      const sign = { debit: 1n, accrual: 1n, capture: 1n, 'hold-expiry': 1n, reversal: -1n }[String(type)] ?? 0n;
      if (category !== undefined) used.set(category, (used.get(category) ?? 0n) + sign * BigInt(credits));
    }
    for (const category of new Set([...used.keys(), ...rolledUp.keys()]))
      if ((used.get(category) ?? 0n) !== (rolledUp.get(category) ?? 0n))
        world.find(
          'I18',
          `${accountId}: ${rolledUp.get(category) ?? 0n} of ${category}, not ${used.get(category) ?? 0n}`,
        );
  }
}
