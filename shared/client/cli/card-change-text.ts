/** The changes in a rate card, for people and for the wire. */
import { toCredits } from '../../domain/amount.ts';
import type { CardChange, CardContent } from '../../domain/catalogue/card-change.ts';
import type { Price } from '../../domain/catalogue/rate-card.ts';
import type { Rate } from '../../domain/catalogue/tiers.ts';
import { formatTable } from './print.ts';

/** New, changed and gone prices, so many of each at most, what costs nothing, and how much else there is. */
export function changeLines(change: CardChange, rowsMax = Number.POSITIVE_INFINITY): readonly string[] {
  const { added, changed, gone, free, content, aliasesChanged } = change;
  const head = ['sku', 'credits', 'per', 'unit', 'more of it'];
  const rowsOf = changed.map(({ from, to }) => [...rowOf(to), priceText(from)]);
  const same = content.prices.size - added.length - changed.length;
  const names = `${content.aliases?.size ?? 0} aliases, ${aliasesChanged} of them new, gone or changed`;
  return [
    ...tableLines('new', head, added.map(rowOf), rowsMax),
    ...tableLines('changed', [...head, 'before'], rowsOf, rowsMax),
    ...tableLines('gone', head, gone.map(rowOf), rowsMax),
    ...(free.length === 0 ? [] : [`free of charge: ${free.map(({ sku }) => sku).join(', ')}`]),
    `${added.length} new, ${changed.length} changed, ${gone.length} gone, ${same} as before; ${names}`,
  ];
}

function tableLines(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rowsMax: number,
): readonly string[] {
  if (rows.length === 0) return [];
  const more = rows.length > rowsMax ? [`and ${rows.length - rowsMax} more, which --dry-run lists`] : [];
  return [`${rows.length} ${title}`, formatTable(head, rows.slice(0, rowsMax)), ...more];
}

/** As a request carries it. */
export function wireCard({ prices, aliases }: CardContent): object {
  return {
    prices: [...prices.values()].map(({ tiers, ...price }) => ({
      ...price,
      ...wireRate(price),
      ...(tiers === undefined
        ? {}
        : { tiers: { ...tiers, steps: tiers.steps.map((step) => ({ ...step, ...wireRate(step) })) } }),
    })),
    ...(aliases === undefined ? {} : { aliases: Object.fromEntries(aliases) }),
  };
}

function wireRate({ credits, per }: Rate): { readonly credits: number; readonly per: number } {
  return { credits: toCredits(credits), per };
}

function rowOf(price: Price): string[] {
  const { sku, credits, per, unit = '', tiers } = price;
  const steps = (tiers?.steps ?? []).map((step) => `above ${step.above}: ${rateText(step)}`);
  return [sku, String(toCredits(credits)), String(per), unit, steps.join(', ')];
}

function priceText(price: Price): string {
  const steps = (price.tiers?.steps ?? []).map((step) => `, above ${step.above}: ${rateText(step)}`);
  return rateText(price) + steps.join('');
}

function rateText({ credits, per }: Rate): string {
  return `${toCredits(credits)} per ${per}`;
}
