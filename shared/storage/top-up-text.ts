/** An automatic top-up as entries and accounts keep it: pack, threshold, most per cycle; the most that a pack may cost. */
import * as z from 'zod/mini';
import type { AutoTopUp } from '../domain/account/auto-top-up.ts';
import { microcredits } from '../domain/amount.ts';
import { whole } from './stored-parts.ts';

const text = z.string();

export const storedTopUp = z.union([z.tuple([text, whole, whole]), z.tuple([text, whole, whole, whole, text])]);
type StoredTopUp = z.infer<typeof storedTopUp>;

export function toStoredTopUp({ packId, threshold, maxPerCycle, priceMax }: AutoTopUp): StoredTopUp {
  if (priceMax === undefined) return [packId, threshold, maxPerCycle];
  return [packId, threshold, maxPerCycle, priceMax.millionths, priceMax.currency];
}

export function toAutoTopUp([packId, threshold, maxPerCycle, millionths, currency]: StoredTopUp): AutoTopUp {
  const settings = { packId, threshold: microcredits(threshold), maxPerCycle };
  return millionths === undefined || currency === undefined
    ? settings
    : { ...settings, priceMax: { millionths, currency } };
}
