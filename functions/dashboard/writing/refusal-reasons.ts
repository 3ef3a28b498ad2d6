/** The reasons for which a use was turned away, as people read them. */
import type { Insights } from '../reading/shapes.ts';

export const refusalReasons = {
  'insufficient-credits': 'Not enough credits',
  'limit-reached': 'A spending limit was reached',
  'too-many-limit-values': 'A spending limit counts no more values',
  'too-many-holds': 'Too much work in progress',
  'sku-unknown': 'No price for it',
  'usage-too-old': 'Told too late',
  'usage-in-future': 'Told ahead of time',
  'account-closed': 'The account is closed',
} as const satisfies Record<Insights['refused'][number]['reason'], string>;
