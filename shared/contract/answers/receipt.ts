/// <reference types="zod-openapi" />
/** The answer to a change. */
import * as z from 'zod/mini';
import type { Entry } from '../../domain/ledger/entry.ts';
import { publicEntry, publicHold } from '../../domain/ledger/public-form.ts';
import { hash, text } from './answer-parts.ts';
import { balance, balanceJson } from './balance.ts';
import { entryMembers } from './entry.ts';
import { line, slice } from './entry-parts.ts';
import { hold } from './hold.ts';

type Json = Record<string, unknown>;

const receiptMembers = {
  entry: z.strictObject({ ...entryMembers, hash }),
  slices: z.array(slice),
  lines: z.optional(z.array(line)),
  rateCard: z.optional(text),
  balance,
};

export const receipt = z
  .strictObject(receiptMembers)
  .check(z.meta({ id: 'Receipt', description: 'The answer to a change, and to every repetition of it.' }));

export const holdReceipt = z
  .strictObject({ ...receiptMembers, hold })
  .check(
    z.meta({ id: 'HoldReceipt', description: 'The receipt of a change of a hold, and the hold as it leaves it.' }),
  );

/** The answer to a change: the entry in short, what paid for it, how it was priced, and the balance it left. */
export function receiptJson(entry: Entry): Json {
  const shown = publicEntry(entry);
  return {
    entry: { ...Object.fromEntries(inReceipt.map((name) => [name, shown[name]])), hash: entry.hash },
    slices: shown['slices'],
    lines: shown['lines'],
    rateCard: entry.rateCard,
    balance: balanceJson(entry.after),
  };
}

const inReceipt = [
  'accountId',
  'seq',
  'type',
  'at',
  'credits',
  'category',
  'dimensions',
  'occurredAt',
  'expiresAt',
  'planId',
  'effectiveAt',
  'packId',
  'paymentId',
  'reverses',
  'uncovered',
  'repaidDebt',
  'repaidOverrun',
  'uncoveredBefore',
  'returned',
  'decision',
  'late',
  'limit',
  'kept',
  'standing',
  'autoTopUp',
  'reason',
  'actor',
];

/** The answer to a change of a hold: the receipt, and the hold as it is now. */
export function holdReceiptJson(entry: Entry): Json {
  return { ...receiptJson(entry), hold: entry.hold === undefined ? undefined : publicHold(entry.hold) };
}
