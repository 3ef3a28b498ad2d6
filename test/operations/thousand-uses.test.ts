/** R30: 1,000 uses of a code are 1,000, by 1,100 accounts in 64 processes that know nothing of each other. */
import { expect, it } from 'vitest';
import { openAccount } from '../../shared/operations/open-account.ts';
import { publishPromotion } from '../../shared/operations/publish-promotion.ts';
import { redeemPromotion } from '../../shared/operations/redeem-promotion.ts';
import { createPromotions } from '../../shared/storage/promotions.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const code = 'WELCOME';

it('1,000 uses are 1,000, and the other hundred are told that it is used up', async () => {
  const table = createMemoryTable();
  const start = (): CreditStore => createStore(table, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
  const store = start();
  await store.catalogue.addPlan(plan());
  const waiting = Array.from({ length: 1_100 }, (_, index) => `account-${index}`);
  for (const accountId of waiting)
    await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
  await publishPromotion(store, { code, credits: credits(5), endsAtMs: startMs + dayMs, uses: 1_000 }, startMs);
  const told = new Map<string, number>();

  const process = async (): Promise<void> => {
    const own = start();
    for (let accountId = waiting.shift(); accountId !== undefined; accountId = waiting.shift()) {
      const said = await insist(own, accountId);
      told.set(said, (told.get(said) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 64 }, process));

  expect(Object.fromEntries(told)).toEqual({ done: 1_000, 'promotion-used-up': 100 });
  expect(await createPromotions(table).read(code)).toMatchObject({ left: 0 });
}, 120_000);

/** Comes again where too many are at the code at once. */
async function insist(store: CreditStore, accountId: string): Promise<string> {
  for (;;) {
    try {
      const outcome = await redeemPromotion(store, { ...requestNamed('redeem'), accountId, code }, startMs + 1);
      return outcome.kind === 'refused' ? outcome.refusal.reason : outcome.kind;
    } catch (cause) {
      if (!(cause instanceof StoreUnavailable)) throw cause;
    }
  }
}
