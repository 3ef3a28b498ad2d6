/** The measures of usage, and their amounts as text. */
import type { UsageReport } from '../../reading/shapes.ts';
import { creditsText, exactText } from '../../writing/credits.ts';

export const measures = ['credits', 'requests', 'quantity', 'each'] as const;
export type Measure = (typeof measures)[number];

export const measureNames = {
  credits: 'Credits',
  requests: 'Requests',
  quantity: 'Quantity',
  each: 'Credits a request',
} as const satisfies Record<Measure, string>;

/** Sums of it mean something: an average of several groups isn't the sum of theirs. */
export function isAdditive(measure: Measure): boolean {
  return measure !== 'each';
}

export interface Sums {
  readonly credits: number;
  readonly requests?: number | undefined;
  readonly quantity?: number | undefined;
}

/** An amount of the measure; none of it where nothing was counted. */
export function amountOf(measure: Measure, { credits, requests = 0, quantity = 0 }: Sums): number {
  if (measure === 'credits') return credits;
  if (measure === 'requests') return requests;
  if (measure === 'quantity') return quantity;
  return requests === 0 ? 0 : Math.round((credits / requests) * 1e6) / 1e6;
}

/** An amount as text: credits by two decimals. */
export function amountText(measure: Measure, amount: number): string {
  return measure === 'requests' || measure === 'quantity' ? exactText(amount) : creditsText(amount);
}

export function unitOf(measure: Measure, amount: number): string {
  if (measure === 'each') return 'credits a request';
  if (measure === 'quantity') return 'used, in the SKU’s unit';
  return measure === 'requests' ? (amount === 1 ? 'request' : 'requests') : amount === 1 ? 'credit' : 'credits';
}

/** The sums of all groups, where the report counted: a request of two groups is one. */
export function countedTotals({ explored }: UsageReport): { readonly now: Sums; readonly before: Sums } | undefined {
  return explored === undefined ? undefined : { now: explored.totals.now, before: explored.totals.previous };
}
