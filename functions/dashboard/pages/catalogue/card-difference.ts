/** The difference of two rate cards, and of two versions of plans, as lines of text. */
import type { Plan, RateCard } from '../../reading/shapes.ts';
import { exactText } from '../../writing/credits.ts';
import { categoryNames, moneyText } from '../../writing/words.ts';

export interface Difference {
  /** The thing that differs: a SKU, another name of one, a term of a plan. */
  readonly what: string;
  readonly kind: 'Added' | 'Removed' | 'Changed';
  /** Empty where there is none. */
  readonly from: string;
  readonly to: string;
}

type Price = RateCard['prices'][number];
type Terms = ReadonlyMap<string, string>;

/** Changed prices first, then those added and removed, by SKU; then other names. */
export function cardDifferences(from: RateCard, to: RateCard): readonly Difference[] {
  const names = ({ aliases = {} }: RateCard): Terms =>
    new Map(Object.entries(aliases).map(([name, of]) => [`${name} (another name)`, of]));
  const own = ({ planId }: RateCard): Terms => new Map(planId === undefined ? [] : [['Plan', planId]]);
  return [
    ...differences(own(from), own(to)),
    ...differences(pricesOf(from), pricesOf(to)),
    ...differences(names(from), names(to)),
  ];
}

export function planDifferences(from: Plan, to: Plan): readonly Difference[] {
  return differences(termsOf(from), termsOf(to));
}

const order = { Changed: 0, Added: 1, Removed: 2 } as const;

function differences(from: Terms, to: Terms): readonly Difference[] {
  const found = [...new Set([...from.keys(), ...to.keys()])].flatMap((what): readonly Difference[] => {
    const [before, after] = [from.get(what), to.get(what)];
    if (before === after) return [];
    if (before === undefined) return [{ what, kind: 'Added', from: '', to: after ?? '' }];
    if (after === undefined) return [{ what, kind: 'Removed', from: before, to: '' }];
    return [{ what, kind: 'Changed', from: before, to: after }];
  });
  return found.toSorted((a, b) => order[a.kind] - order[b.kind]);
}

function pricesOf({ prices }: RateCard): Terms {
  return new Map(prices.toSorted((a, b) => (a.sku < b.sku ? -1 : 1)).map((price) => [price.sku, priceText(price)]));
}

function priceText({ category, unit = '', tiers, countsAs, ...rate }: Price): string {
  const steps = tiers?.steps.map((step) => `above ${exactText(step.above)}: ${rateText(step)}`) ?? [];
  const counted = tiers?.mode === 'threshold' ? [tiers.of === undefined ? 'of all' : `of all, by ${tiers.of}`] : [];
  const counts = countsAs === undefined ? [] : [`counts as ${countsAs}`];
  return [`${rateText(rate)} ${unit}`.trimEnd(), categoryNames[category], ...steps, ...counted, ...counts].join('; ');
}

function rateText({ credits, per }: { readonly credits: number; readonly per: number }): string {
  return `${exactText(credits)} for ${exactText(per)}`;
}

function termsOf(plan: Plan): Terms {
  const { name, cycle, perSeat, price, overrun, lowBalanceThresholds } = plan;
  const { policy, cap } = overrun;
  const packs = plan.packs.map(({ packId, credits, price: paid, expiresInSeconds }): [string, string] => {
    const life = expiresInSeconds === undefined ? [] : [`ends after ${exactText(expiresInSeconds / 3_600)} hours`];
    return [
      `Pack ${packId}`,
      [`${exactText(credits)} credits`, ...(paid === undefined ? [] : [moneyText(paid)]), ...life].join(', '),
    ];
  });
  return new Map([
    ['Name', name ?? plan.planId],
    ['Credits a cycle', exactText(plan.credits)],
    ['Sold by the seat', perSeat === true ? 'Yes' : 'No'],
    ['Cycle', `A ${cycle}`],
    ['Price', price === undefined ? 'None' : `${moneyText(price)} a ${price.interval}`],
    ['Low below', lowBalanceThresholds.map(exactText).join(', ') || 'No threshold'],
    ['Overrun', `${policy === 'carry' ? 'Carried over' : 'Forgiven'}, up to ${exactText(cap)}`],
    ['Usage is taken for', `${plan.usageWindowDays} days`],
    ['Days of grace', String(plan.graceDays)],
    ...packs,
  ]);
}
