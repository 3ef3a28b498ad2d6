import { type Microcredits, microcredits } from '../amount.ts';
import type { Money, Pack } from '../catalogue/plan.ts';
import { present } from '../present.ts';

/** So many of one pack. */
export interface PackOffer {
  readonly pack: Pack;
  /** How many of it, and the credits they make. */
  readonly count: number;
  readonly credits: Microcredits;
  readonly price?: Money;
}

/**
 * How many of each pack bring so many credits: cheapest first where every pack has a price, else by the fewest credits beyond
 * what is missing; ties go to fewer packs, then the id.
 */
export function packOffers(packs: readonly Pack[], missing: Microcredits): readonly PackOffer[] {
  const offers = packs.map((pack): PackOffer => {
    const count = Math.ceil(missing / pack.credits);
    const { price } = pack;
    return {
      pack,
      count,
      credits: microcredits(pack.credits * count),
      ...present({ price: price && { ...price, millionths: price.millionths * count } }),
    };
  });
  const arePriced = offers.every(({ price }) => price !== undefined);
  const costOf = ({ credits, price }: PackOffer): number =>
    arePriced && price !== undefined ? price.millionths : credits;
  return offers.sort((a, b) => costOf(a) - costOf(b) || a.count - b.count || (a.pack.packId < b.pack.packId ? -1 : 1));
}

export function cheapestOffer(packs: readonly Pack[], missing: Microcredits): PackOffer | undefined {
  return packOffers(packs, missing)[0];
}
