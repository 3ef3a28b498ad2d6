/** The item of a promotion code's budget. */
import * as z from 'zod/mini';
import { microcredits } from '../domain/amount.ts';
import type { Promotion } from '../domain/catalogue/promotion.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { present } from '../domain/present.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { type Item, promotionKey } from './table-keys.ts';

/** A use that was claimed under a key of an account. */
export interface OpenUse {
  readonly use: number;
  readonly accountId: string;
  readonly key: string;
  /** When that was, or was tried again. */
  readonly atMs: number;
}

/** The code as it was published, and how its budget stands. */
export interface Budget {
  readonly promotion: Promotion;
  readonly version: number;
  readonly left: number;
  /** The highest number that was given to a use. */
  readonly given: number;
  readonly open: readonly OpenUse[];
}

const storedPromotion = z.object({
  code: z.string(),
  credits: whole,
  category: z.optional(z.enum(categories)),
  endsAtMs: whole,
  endedAtMs: z.optional(whole),
  lifeMs: z.optional(whole),
  uses: whole,
  publishedAtMs: whole,
  version: whole,
  left: whole,
  given: whole,
  /** use, account, key, at */
  open: z.array(z.tuple([whole, z.string(), z.string(), whole])),
});

export function encodeBudget({ promotion, version, left, given, open }: Budget): Item {
  return {
    ...promotionKey(promotion.code),
    ...promotion,
    ...{ version, left, given },
    open: open.map(({ use, accountId, key, atMs }) => [use, accountId, key, atMs]),
  };
}

export function decodeBudget(item: Item | undefined): Budget | undefined {
  if (item === undefined) return undefined;
  const { version, left, given, open, ...of } = parse(storedPromotion, item, 'a promotion');
  const { code, credits, category, endsAtMs, endedAtMs, lifeMs, uses, publishedAtMs } = of;
  return {
    promotion: {
      ...{ code, credits: microcredits(credits), endsAtMs, uses, publishedAtMs },
      ...present({ category, endedAtMs, lifeMs }),
    },
    ...{ version, left, given },
    open: open.map(([use, accountId, key, atMs]) => ({ use, accountId, key, atMs })),
  };
}
