/// <reference types="zod-openapi" />
/** An account's balance. */
import * as z from 'zod/mini';
import type { Balance } from '../../domain/account/account.ts';
import { type Microcredits, toCredits } from '../../domain/amount.ts';
import { byCategory, type Category } from '../../domain/catalogue/rate-card.ts';
import { publicBalance } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, amount, credits } from './answer-parts.ts';

export const balanceMembers = {
  available: amount('What can be spent now.'),
  held: amount('Set aside for work in progress.'),
  overrun: amount('What work in progress and standing usage took beyond what was available.'),
  debt: z.optional(
    amount(
      'Spent from purchases that were charged back; repaid first by what is granted next. Absent when there is none.',
    ),
  ),
  waiting: z.optional(
    amount(
      'Of the plan’s credits, what can’t be spent until the plan is paid for: they are left, and wait. Absent where nothing waits.',
    ),
  ),
};

/** The part of it that each category may spend, where some credits are for one of them alone (R29). */
export const availableForMember = {
  availableFor: z.optional(
    z.strictObject(byCategory(() => credits)).check(
      z.meta({
        description:
          'What each category may spend of `available`. Present while some of it is for one category alone; elsewhere each may spend all of it.',
      }),
    ),
  ),
};

export function availableForJson(
  of: Readonly<Record<Category, Microcredits>> | undefined,
): Readonly<Record<Category, number>> | undefined {
  return of && byCategory((category) => toCredits(of[category]));
}

export const balance = z.strictObject(balanceMembers).check(z.meta({ id: 'Balance' }));

export function balanceJson(of: Balance): AnswerOf<typeof balance> {
  return publicBalance(of);
}
