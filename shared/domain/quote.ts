import { type Account, balanceOf, cycleAfter } from './account.ts';
import { type Microcredits, microcredits, minus, noCredits } from './amount.ts';
import { type Money, type Pack, type PlanCatalogue, planAt } from './plan.ts';

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

export function affordability(
  account: Account,
  credits: Microcredits,
  { nowMs, plans }: { readonly nowMs: number; readonly plans: PlanCatalogue },
): Affordability {
  const { available } = balanceOf(account);
  if (credits <= available) {
    return { available, isAffordable: true, shortfall: noCredits, earliestMs: nowMs };
  }
  const shortfall = minus(credits, available);
  const earliestMs = account.closedAtMs === undefined ? renewalThatCovers(account, credits, plans) : undefined;
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

/** The next renewal, if the plan version that will then rule grants enough. Later renewals differ only by versions not yet published. */
function renewalThatCovers(account: Account, credits: Microcredits, plans: PlanCatalogue): number | undefined {
  const { startMs } = cycleAfter(account);
  const plan = planAt(plans, account.planId, startMs);
  return plan !== undefined && plan.credits >= credits ? startMs : undefined;
}

/** By price where every pack has one, else by the fewest credits beyond what is missing; ties go to fewer packs, then the id. */
function cheapestOffer(packs: readonly Pack[], shortfall: Microcredits): PackOffer | undefined {
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
