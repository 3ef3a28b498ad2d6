/** Effects of entries on what is kept over time. */
import { use } from '../../account/draw.ts';
import { chargedAhead, nothingAhead, type StandingUsage, tariffAt, tariffOf } from '../../account/standing-usage.ts';
import { noCredits, plus } from '../../amount.ts';
import type { RateCard } from '../../catalogue/rate-card.ts';
import type { EntryOf } from '../../ledger/entry.ts';
import { moved } from './grants.ts';
import { type Replayed, type ReplayRules, withAccount } from './replayed.ts';

export function accrued(entry: EntryOf<'accrual'>, from: Replayed, { rateCards }: ReplayRules): Replayed {
  const { account } = from;
  const { kept: lines, uncovered = noCredits } = entry;
  const standing = account.standing.map((usage) => {
    let current = usage;
    for (const line of lines) {
      if (line.usageId !== usage.usageId) continue;
      const tariff = tariffOfCard(current, line.rateCard, rateCards);
      current = {
        ...current,
        tariff,
        ahead: chargedAhead({ ...current, tariff }, line.untilMs - line.fromMs, line.credits),
      };
    }
    return current;
  });
  const accruedAtMs = Math.max(account.accruedAtMs, ...lines.map(({ untilMs }) => untilMs));
  const overrun = plus(account.overrun, uncovered);
  return withAccount(from, { ...moved(account, entry.slices, use), standing, accruedAtMs, overrun });
}

function tariffOfCard(
  { sku, tariff }: StandingUsage,
  version: string,
  cards: readonly RateCard[],
): StandingUsage['tariff'] {
  if (tariff.rateCard === version) return tariff;
  const price = cards.find((card) => card.version === version)?.prices.get(sku);
  return (price && tariffOf(price, version)) ?? { ...tariff, rateCard: version };
}

export function kept(entry: EntryOf<'standing-usage'>, from: Replayed, { rateCards }: ReplayRules): Replayed {
  const { account } = from;
  const { usageId, sku, quantity } = entry.standing;
  const before = account.standing.find((usage) => usage.usageId === usageId);
  const others = account.standing.filter((usage) => usage !== before);
  const accruedAtMs = entry.atMs;
  if (quantity === 0n) return withAccount(from, { ...account, standing: others, accruedAtMs });
  // Without its rate card a price is not known: it is found with the next accrual, by whoever has the card.
  const unknown = before?.tariff ?? { credits: noCredits, per: 1, unitMs: 1, rateCard: '' };
  const tariff = tariffAt(rateCards, { sku, quantity, tariff: unknown }, entry.atMs);
  const usage = { usageId, sku, quantity, tariff, ahead: before?.ahead ?? nothingAhead };
  return withAccount(from, { ...account, standing: [...others, usage], accruedAtMs });
}
