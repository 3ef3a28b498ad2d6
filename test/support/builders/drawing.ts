/** Chance and what is known, as commands are drawn of them. */
import { microcredits } from '../../../shared/domain/amount.ts';
import { categories } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Cost } from '../../../shared/domain/decisions/debit-credits.ts';

export const storageSku = 'platform.log-storage.gb-hour';

export interface Drawing {
  /** 0 up to 1. */
  readonly random: () => number;
  readonly key: string;
  readonly seq: number;
  readonly holdIds: readonly string[];
}

export function asking({ key }: Drawing): {
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
} {
  return { caller: `caller of ${key}`, idempotencyKey: key, fingerprint: `print of ${key}` };
}

export function one<T>({ random }: Drawing, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError('nothing to draw from');
  return value;
}

export function amount({ random }: Drawing, most: number): ReturnType<typeof microcredits> {
  return microcredits(1 + Math.floor(random() ** 2 * most * 1_000_000));
}

export function dimensionsOf(drawing: Drawing): { readonly dimensions?: Readonly<Record<string, string>> } {
  const which = one(drawing, [0, 1, 2, 3]);
  if (which === 0) return {};
  return {
    dimensions: { user: one(drawing, ['ada', 'bob']), ...(which > 1 ? { team: 'core', 'm.x': `x${which}` } : {}) },
  };
}

export function costOf(drawing: Drawing, most: number): Cost {
  const category = one(drawing, categories);
  const all = amount(drawing, most);
  switch (one(drawing, [0, 0, 0, 1, 1, 2])) {
    case 1: {
      const line = { sku: `${category}.thing`, quantity: BigInt(all) * 3n, credits: all };
      return { kind: 'priced', category, credits: all, lines: [line], rateCard: '2026-11-01' };
    }
    case 2:
      return drawing.random() < 0.2
        ? { kind: 'sku-unknown', sku: 'no.such' }
        : { kind: 'priced', category, credits: all };
    default:
      return { kind: 'priced', category, credits: all };
  }
}
