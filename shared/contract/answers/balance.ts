/// <reference types="zod-openapi" />
/** An account's balance. */
import * as z from 'zod/mini';
import type { Balance } from '../../domain/account/account.ts';
import { publicBalance } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, amount } from './answer-parts.ts';

export const balanceMembers = {
  available: amount('What can be spent now.'),
  held: amount('Set aside for work in progress.'),
  overrun: amount('What work in progress and standing usage took beyond what was available.'),
  debt: z.optional(
    amount(
      'Spent from purchases that were charged back; repaid first by what is granted next. Absent when there is none.',
    ),
  ),
};

export const balance = z.strictObject(balanceMembers).check(z.meta({ id: 'Balance' }));

export function balanceJson(of: Balance): AnswerOf<typeof balance> {
  return publicBalance(of);
}
