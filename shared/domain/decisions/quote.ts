import { type Account, balanceOf } from '../account/account.ts';
import { noDueHolds } from '../account/hold.ts';
import { type Microcredits, microcredits, minus, noCredits } from '../amount.ts';
import { type Money, type Pack, planAt } from '../catalogue/plan.ts';
import { present } from '../present.ts';
import { advance, type Instant } from '../transitions/advance.ts';

/** Renewals that are looked ahead to: a debt may take several to repay. */
const renewalsMax = 12;

/** R26: an account that can pay an amount, decided as the debit would be; else what would make it able to. */
export interface Affordability {
  readonly available: Microcredits;
  readonly isAffordable: boolean;
  readonly shortfall: Microcredits;
  /** The earliest instant at which it is affordable without buying anything: now, or the first renewal whose plan credits cover it. Undefined when no renewal in sight does. */
  readonly earliestMs?: number;
  /** How many renewals that is away. */
  readonly renewals?: number;
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
    return { available, isAffordable: true, shortfall: noCredits, earliestMs: nowMs, renewals: 0 };
  }
  const shortfall = minus(credits, available);
  if (account.closedAtMs !== undefined) return { available, isAffordable: false, shortfall };
  const pack = cheapestOffer(planAt(plans, account.planId, nowMs)?.packs ?? [], shortfall);
  return {
    available,
    isAffordable: false,
    shortfall,
    ...renewalThatCovers(account, credits, instant),
    ...present({ pack }),
  };
}

/** The first renewal, if any, that leaves enough available: by the plan of then, after debts and overrun are repaid, if nothing is used. */
export function renewalThatCovers(
  account: Account,
  credits: Microcredits,
  instant: Instant,
): Pick<Affordability, 'earliestMs' | 'renewals'> {
  let current = account;
  for (let renewals = 1; renewals <= renewalsMax; renewals += 1) {
    const renewsAtMs = current.cycle.endMs;
    current = advance(current, { ...instant, dueHolds: noDueHolds, nowMs: renewsAtMs }).account;
    if (balanceOf(current).available >= credits) return { earliestMs: renewsAtMs, renewals };
  }
  return {};
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
