/** The rate card after prices are imported into it. */
import { canonicalJson } from '../canonical-json.ts';
import type { Price, RateCard } from './rate-card.ts';

/** Prices and aliases, without a version. */
export interface CardContent extends Pick<RateCard, 'aliases'> {
  readonly prices: ReadonlyMap<string, Price>;
}

export interface CardChange {
  readonly content: CardContent;
  readonly added: readonly Price[];
  readonly changed: readonly { readonly from: Price; readonly to: Price }[];
  /** Prices of the present card that the next one won't have. */
  readonly gone: readonly Price[];
  /** Prices of nothing. */
  readonly free: readonly Price[];
  /** Other names that are new, gone or stand for something else. */
  readonly aliasesChanged: number;
}

/**
 * Changes a rate card by imported prices. What the imported prices don't name stays, unless the card is to be `replaced`. The order is the present card's, what is
 * new after it, so that the same import a second time makes the same card.
 */
export function changeCard(
  present: CardContent | undefined,
  imported: CardContent,
  { isReplaced }: { readonly isReplaced: boolean },
): CardChange {
  const before = present?.prices ?? new Map<string, Price>();
  const kept = isReplaced ? [...before].filter(([sku]) => imported.prices.has(sku)) : [...before];
  const prices = new Map([...kept, ...imported.prices]);
  const names = present?.aliases ?? new Map<string, string>();
  const aliases = new Map([...(isReplaced ? [] : names), ...(imported.aliases ?? [])]);
  const named = new Map([...aliases].sort(([a], [b]) => (a < b ? -1 : 1)));
  const added: Price[] = [];
  const changed: { from: Price; to: Price }[] = [];
  for (const [sku, to] of imported.prices) {
    const from = before.get(sku);
    if (from === undefined) added.push(to);
    else if (canonicalJson(from) !== canonicalJson(to)) changed.push({ from, to });
  }
  return {
    content: { prices, ...(named.size === 0 ? {} : { aliases: named }) },
    added,
    changed,
    gone: [...before.values()].filter(({ sku }) => !prices.has(sku)),
    free: [...imported.prices.values()].filter(({ credits, tiers }) => credits === 0 && tiers === undefined),
    aliasesChanged: differences(names, named),
  };
}

/** Tells whether publishing it would say nothing new. */
export function isSameCard({ added, changed, gone, aliasesChanged }: CardChange): boolean {
  return added.length + changed.length + gone.length + aliasesChanged === 0;
}

function differences(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number {
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).length;
}
