import { type Account, balanceOf } from './account.ts';
import { advance, type Instant } from './advance.ts';
import { type Microcredits, microcredits, minus, noCredits } from './amount.ts';
import { noDueHolds } from './hold.ts';
import { type Money, type Pack, planAt } from './plan.ts';

/** Whether an account can pay an amount, and if not, what would make it so. */
export interface Affordability {
  readonly available: Microcredits;
  readonly isAffordable: boolean;
  readonly shortfall: Microcredits;
  /** The earliest instant at which it is affordable without buying anything: now, or the next renewal whose plan credits cover it. Undefined when no renewal in sight does. */
  readonly earliestMs?: number;
  /** The cheapest way to buy what is missing now. */
  readonly pack?: PackOffer;
}

export interface PackOffer {
  readonly pack: Pack;
  /** How many of it, and the credits they make. */
  readonly count: number;
  readonly credits: Microcredits;
  readonly price?: Money;
}

export function affordability(account: Account, credits: Microcredits, instant: Instant): Affordability {
  const { nowMs, plans } = instant;
  const { available } = balanceOf(account);
  if (credits <= available) {
    return { available, isAffordable: true, shortfall: noCredits, earliestMs: nowMs };
  }
  const shortfall = minus(credits, available);
  const earliestMs = account.closedAtMs === undefined ? renewalThatCovers(account, credits, instant) : undefined;
  const offer =
    account.closedAtMs === undefined
      ? cheapestOffer(planAt(plans, account.planId, nowMs)?.packs ?? [], shortfall)
      : undefined;
  return {
    available,
    isAffordable: false,
    shortfall,
    ...(earliestMs === undefined ? {} : { earliestMs }),
    ...(offer === undefined ? {} : { pack: offer }),
  };
}

/** The next renewal, if what it leaves available covers the amount: the plan of then, after debts. Later renewals differ only by versions not yet published. */
function renewalThatCovers(account: Account, credits: Microcredits, instant: Instant): number | undefined {
  const renewsAtMs = account.cycle.endMs;
  const renewed = advance(account, { ...instant, dueHolds: noDueHolds, nowMs: renewsAtMs }).account;
  return balanceOf(renewed).available >= credits ? renewsAtMs : undefined;
}

/** By price where every pack has one, else by the fewest credits beyond what is missing; ties go to fewer packs, then the id. */
export function cheapestOffer(packs: readonly Pack[], shortfall: Microcredits): PackOffer | undefined {
  const offers = packs.map((pack): PackOffer => {
    const count = Math.ceil(shortfall / pack.credits);
    const { price } = pack;
    const credits = microcredits(pack.credits * count);
    return {
      pack,
      count,
      credits,
      ...(price === undefined ? {} : { price: { ...price, millionths: price.millionths * count } }),
    };
  });
  const arePriced = offers.every(({ price }) => price !== undefined);
  const costOf = ({ credits, price }: PackOffer): number =>
    arePriced && price !== undefined ? price.millionths : credits;
  return offers.sort(
    (a, b) => costOf(a) - costOf(b) || a.count - b.count || (a.pack.packId < b.pack.packId ? -1 : 1),
  )[0];
}
