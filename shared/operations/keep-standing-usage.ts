import { costPerDay, tariffOf } from '../domain/account/standing-usage.ts';
import { type Keep, type StandingTariff, standingUsage } from '../domain/decisions/keep-standing-usage.ts';
import { invalid, type Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { changeBy, type For } from './charging/change-by.ts';
import { rateCardFor } from './charging/price-usage.ts';

const keep = changeBy(standingUsage);

export async function keepStandingUsage(
  store: AccountStore,
  asked: For<Omit<Keep, 'price'>>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { quantity } = asked;
  const price = await standingTariff(store, asked, nowMs);
  if (price.kind === 'tariff' && costPerDay(quantity, price.tariff) === undefined)
    return invalid('quantity', 'must cost at most 1000000 credits a day');
  return keep(store, { ...asked, price }, nowMs);
}

async function standingTariff(
  store: AccountStore,
  { accountId, sku }: For<Pick<Keep, 'sku'>>,
  nowMs: number,
): Promise<StandingTariff> {
  const head = await rateCardFor(store, nowMs, { accountId });
  const price = head === undefined ? undefined : (await store.catalogue.rateCard(head)).prices.get(sku);
  if (price === undefined || head === undefined) return { kind: 'sku-unknown' };
  const tariff = tariffOf(price, head.version);
  return tariff === undefined ? { kind: 'sku-not-standing' } : { kind: 'tariff', tariff };
}
