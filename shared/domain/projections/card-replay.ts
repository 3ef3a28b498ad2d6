/**
 * Charges under another rate card, by the functions that charge. Quantities are priced anew; what was charged as a plain
 * amount stays, and so does what the card would refuse, which is counted. Nothing else is changed: the same use, in full.
 */
import { type KeptLine, keep, type Tariff, tariffOf } from '../account/standing-usage.ts';
import { type Microcredits, noCredits, total } from '../amount.ts';
import { priceUsage, type RateCard } from '../catalogue/rate-card.ts';
import type { Charge } from '../ledger/charge.ts';
import type { EntryOf } from '../ledger/entry.ts';

/** A charge under a card: priced by it, as it was, or as it was since the card doesn't price this SKU with the others. */
export type ReplayedCharge =
  | { readonly kind: 'priced' | 'stays'; readonly credits: bigint }
  | { readonly kind: 'refused'; readonly credits: bigint; readonly sku: string };

/** The sums of some of an account's entries; those of parts add up to those of the whole. */
export interface CardReplay {
  /** Charges and reversals. */
  readonly entries: number;
  /** Microcredits that were charged, less what was given back. */
  readonly before: bigint;
  /** The same under the card. */
  readonly after: bigint;
  /** Microcredits of it that stay as they were, since they were charged as amounts. */
  readonly amounts: bigint;
  readonly refused: { readonly charges: number; readonly credits: bigint; readonly skus: readonly string[] };
}

export const emptyReplay: CardReplay = {
  entries: 0,
  before: 0n,
  after: 0n,
  amounts: 0n,
  refused: { charges: 0, credits: 0n, skus: [] },
};

/** SKUs that are named of those that a card doesn't price. */
const skusMax = 20;

/** A charge under a card. Work that cost more than was covered is charged what was covered at the most, as it was (R15). */
export function chargeUnder(card: RateCard, charge: Charge): ReplayedCharge {
  const { credits, lines, kept } = charge;
  if (kept !== undefined) return keptUnder(card, kept);
  if (lines === undefined || lines.length === 0) return { kind: 'stays', credits: BigInt(credits) };
  const pricing = priceUsage(
    card,
    lines.map(({ sku, quantity }) => ({ sku, quantity })),
  );
  if (pricing.kind !== 'priced') {
    const sku = 'sku' in pricing ? pricing.sku : (lines[0]?.sku ?? '');
    return { kind: 'refused', credits: BigInt(credits), sku };
  }
  const isCovered = total(lines.map((line) => line.credits)) <= credits;
  const after = isCovered || pricing.credits < credits ? pricing.credits : credits;
  return { kind: 'priced', credits: BigInt(after) };
}

export function addCharge(sums: CardReplay, charge: Charge, card: RateCard): CardReplay {
  const replayed = chargeUnder(card, charge);
  const credits = BigInt(charge.credits);
  const { refused } = sums;
  return {
    entries: sums.entries + 1,
    before: sums.before + credits,
    after: sums.after + replayed.credits,
    amounts: sums.amounts + (replayed.kind === 'stays' ? credits : 0n),
    refused:
      replayed.kind !== 'refused'
        ? refused
        : {
            charges: refused.charges + 1,
            credits: refused.credits + credits,
            skus: [...new Set([...refused.skus, replayed.sku])].slice(0, skusMax),
          },
  };
}

/** A reversal gives back as large a part of its charge as it did; parts up to the whole give back the whole. */
export function addReversal(
  sums: CardReplay,
  { credits, inAll }: EntryOf<'reversal'>,
  { charge, card }: { readonly charge: Charge; readonly card: RateCard },
): CardReplay {
  const replayed = chargeUnder(card, charge);
  const upTo = BigInt(inAll?.credits ?? charge.credits);
  const whole = BigInt(charge.credits);
  const part = (given: bigint): bigint => (whole === 0n ? 0n : (replayed.credits * given) / whole);
  const back = BigInt(credits);
  return {
    ...sums,
    entries: sums.entries + 1,
    before: sums.before - back,
    after: sums.after - (part(upTo) - part(upTo - back)),
    amounts: sums.amounts - (replayed.kind === 'stays' ? back : 0n),
  };
}

/** Stands in where the card has no price of something kept: it then stays at the price that it has. */
const noTariff: Tariff = { credits: noCredits, per: 1, unitMs: 1, rateCard: '' };

function keptUnder(card: RateCard, kept: readonly KeptLine[]): ReplayedCharge {
  const always = [{ ...card, effectiveFromMs: Number.NEGATIVE_INFINITY }];
  let isPriced = false;
  let sum = 0n;
  for (const { usageId, sku, quantity, fromMs, untilMs, credits } of kept) {
    const usage = { usageId, sku, quantity, tariff: noTariff, ahead: { numerator: 0n, denominator: 1n } };
    const { lines } = keep(usage, fromMs, untilMs, always);
    const isOfCard = priceIn(card, sku) && lines.every((line) => line.rateCard === card.version);
    isPriced ||= isOfCard;
    sum += BigInt(isOfCard ? unlessRounding(total(lines.map((line) => line.credits)), credits) : credits);
  }
  return { kind: isPriced ? 'priced' : 'stays', credits: sum };
}

function priceIn(card: RateCard, sku: string): boolean {
  const price = card.prices.get(sku);
  return price !== undefined && tariffOf(price, card.version) !== undefined;
}

/** Takes a microcredit less for the same price: one accrual credits what the one before rounded up. */
function unlessRounding(replayed: Microcredits, charged: Microcredits): Microcredits {
  return replayed === charged + 1 ? charged : replayed;
}
