/** Accounts that use, and reports of what they used. */

import { expect } from 'vitest';
import type { Dimensions } from '../../../shared/domain/catalogue/rate-card.ts';
import { present } from '../../../shared/domain/present.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { readUsage, type UsageQuestion, type UsageReport } from '../../../shared/operations/read-usage.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { decideDebit, onAccount } from './decisions.ts';
import { debitOf, requestNamed, startMs } from './fixtures.ts';

interface Use {
  readonly credits: number;
  readonly nowMs: number;
  readonly dimensions?: Dimensions;
}

let keys = 0;

export async function use(
  store: CreditStore,
  accountId: string,
  { credits: amount, nowMs, dimensions }: Use,
): Promise<void> {
  keys += 1;
  const command = { ...debitOf(amount, `use ${keys}`), fingerprint: `${keys}`, ...present({ dimensions }) };
  const outcome = await store.change({ ...command, accountId, nowMs, decide: onAccount(decideDebit, command) });
  expect(outcome.kind).toBe('done');
}

export async function usage(
  store: CreditStore,
  accountId: string,
  nowMs: number,
  over: Partial<UsageQuestion> = {},
): Promise<UsageReport> {
  const question = { accountId, interval: 'day', grouping: { by: 'nothing' }, limit: 1_000, ...over } as const;
  const found = await readUsage(store, question, nowMs);
  if (found.kind !== 'done') throw new Error(JSON.stringify(found));
  return found.value;
}

export function groups({ comparison }: UsageReport): readonly (readonly [string, number, number])[] {
  return [...(comparison?.groups ?? [])]
    .toSorted((a, b) => Number(b.credits - a.credits))
    .map(({ group, credits: now, before }) => [group.name || group.kind, Number(now) / 1e6, Number(before) / 1e6]);
}

export async function open(store: CreditStore, accountId: string, timeZone = 'UTC'): Promise<void> {
  await openAccount(store, { ...requestNamed('open'), accountId, planId: 'big', anchorMs: startMs, timeZone }, startMs);
}
