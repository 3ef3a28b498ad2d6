/** Standing usage of one SKU, and what it is charged. */
import { expect } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { tariffOf } from '../../../shared/domain/account/standing-usage.ts';
import { decideKeep } from './decisions.ts';
import { changeOf, context, credits, requestNamed } from './fixtures.ts';

export const sku = 'platform.log-storage.gb-hour';
export const price = { sku, category: 'platform', credits: credits(1), per: 240, unit: 'GB-hour' } as const;
export const tariff = tariffOf(price, 'first') ?? expect.fail('not a standing price');

export function keep(account: Account, gigabytes: bigint, nowMs: number, usageId = 'logs'): Account {
  const command = {
    ...requestNamed(`keep ${nowMs}`),
    usageId,
    sku,
    quantity: gigabytes,
    price: { kind: 'tariff', tariff },
  } as const;
  return changeOf(decideKeep(account, command, context(nowMs))).account;
}

/** All that was charged, in microcredits. */
export function charge(before: Account, after: Account): number {
  return balanceOf(before).available - balanceOf(after).available + after.overrun;
}
