/// <reference types="zod-openapi" />
/** The answer to a change. */
import * as z from 'zod/mini';
import type { Entry } from '../../domain/ledger/entry.ts';
import { namesInReceipt } from '../../domain/ledger/members.ts';
import { publicEntry, publicHead, publicMembers } from '../../domain/ledger/public-entry.ts';
import { publicHold } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, hash, text } from './answer-parts.ts';
import { balance, balanceJson } from './balance.ts';
import { entryHead } from './entry.ts';
import { receiptMembers } from './entry-members.ts';
import { line, slice } from './entry-parts.ts';
import { hold } from './hold.ts';

const parts = {
  entry: z.strictObject({ ...entryHead, ...receiptMembers, hash }),
  slices: z.array(slice),
  lines: z.optional(z.array(line)),
  rateCard: z.optional(text),
  balance,
};

export const receipt = z
  .strictObject(parts)
  .check(z.meta({ id: 'Receipt', description: 'The answer to a change, and to every repetition of it.' }));

export const holdReceipt = z
  .strictObject({ ...parts, hold })
  .check(
    z.meta({ id: 'HoldReceipt', description: 'The receipt of a change of a hold, and the hold as it leaves it.' }),
  );

/** The answer to a change: the entry in short, what paid for it, how it was priced, and the balance it left. */
export function receiptJson(entry: Entry): AnswerOf<typeof receipt> {
  const { slices, lines, rateCard } = publicEntry(entry);
  return {
    entry: { ...publicHead(entry), ...publicMembers(entry, namesInReceipt), hash: entry.hash },
    slices,
    lines,
    rateCard,
    balance: balanceJson(entry.after),
  };
}

/** The answer to a change of a hold: the receipt, and the hold as it is now. */
export function holdReceiptJson(entry: Entry): AnswerOf<typeof holdReceipt> {
  if (entry.hold === undefined) throw new TypeError(`entry ${entry.seq} changes no hold`);
  return { ...receiptJson(entry), hold: publicHold(entry.hold) };
}
