/** The service's own words, as people read them. */
import type { Entry, Grant, Movement } from '../reading/shapes.ts';

export const sourceNames = {
  plan: 'Plan',
  'add-on': 'Add-on',
  adjustment: 'Adjustment',
} as const satisfies Record<Grant['source'], string>;

export const categoryNames = {
  ai: 'AI',
  infrastructure: 'Infrastructure',
  platform: 'Platform',
} as const satisfies Record<NonNullable<Entry['category']>, string>;

export const entryNames = {
  grant: 'Credits granted',
  'plan-change': 'Plan changed',
  debit: 'Usage charged',
  accrual: 'Standing usage charged',
  hold: 'Set aside for work',
  extension: 'More set aside',
  report: 'Use reported',
  capture: 'Work charged',
  release: 'Hold released',
  'hold-expiry': 'Hold expired',
  reversal: 'Charge reversed',
  correction: 'Correction',
  void: 'Grant ended',
  refund: 'Purchase refunded',
  chargeback: 'Purchase charged back',
  expiry: 'Credits expired',
  waiver: 'Overrun forgiven',
  'standing-usage': 'Standing usage set',
  limit: 'Spending limit set',
  notice: 'Expiry notice',
  'auto-top-up': 'Automatic top-up set',
  closure: 'Account closed',
  reopening: 'Account reopened',
  repair: 'Rolled back by a repair',
  subscription: 'Subscription told',
  suspension: 'Plan credits wait for a payment',
  resumption: 'Plan credits go on',
} as const satisfies Record<Entry['type'], string>;

export const movementNames = {
  granted: 'Granted',
  repaid: 'Repaid',
  used: 'Used',
  uncovered: 'Not covered',
  reversed: 'Reversed',
  corrected: 'Corrected',
  refunded: 'Refunded',
  'charged-back': 'Charged back',
  forfeited: 'Forfeited',
  expired: 'Expired',
  waived: 'Forgiven',
} as const satisfies Record<Movement['type'], string>;

/** By their names: the service gives them in no order. */
export function dimensionsText(dimensions: Readonly<Record<string, string>>): string {
  return Object.entries(dimensions)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value)
    .join(', ');
}

export function moneyText({ amount, currency }: { readonly amount: number; readonly currency: string }): string {
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    maximumFractionDigits: 6,
    minimumFractionDigits: amount % 1 === 0 ? 0 : 2,
  }).format(amount);
}

const aspectNames = { category: 'Category', sku: 'SKU', caller: 'API key or caller' } as const;

/** The name of an aspect of usage: `category`, `sku`, `caller` or `dimension:<name>`. */
export function aspectName(aspect: string): string {
  const known = Object.entries(aspectNames).find(([name]) => name === aspect)?.[1];
  const name = aspect.slice('dimension:'.length);
  return known ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** The same within a sentence. */
export function aspectText(aspect: string): string {
  return aspect === 'sku' ? 'SKU' : aspectName(aspect).toLowerCase().replace('api', 'API');
}

/** A value of an aspect, as people read it. */
export function aspectValueText(aspect: string, value: string): string {
  if (aspect !== 'category') return value;
  return Object.entries(categoryNames).find(([category]) => category === value)?.[1] ?? value;
}
