/** An account's view as a remembered answer keeps it. */
import * as z from 'zod/mini';
import { accountStates } from '../domain/account/account.ts';
import { grantSources, type OutflowKind } from '../domain/account/grant.ts';
import { type Microcredits, microcredits } from '../domain/amount.ts';

const whole = z.int();

export const storedAmount = z.pipe(
  whole,
  z.transform((value: number): Microcredits => microcredits(value)),
);
const amount = storedAmount;

const optionalOutflows = {
  refunded: z.exactOptional(amount),
  repaidDebt: z.exactOptional(amount),
  repaidOverrun: z.exactOptional(amount),
  corrected: z.exactOptional(amount),
} satisfies Record<OutflowKind, z.ZodMiniType>;

export const storedView = z.strictObject({
  accountId: z.string(),
  planId: z.string(),
  nextPlanId: z.exactOptional(z.string()),
  timeZone: z.string(),
  anchorMs: whole,
  state: z.enum(accountStates),
  exhaustedSinceMs: z.exactOptional(whole),
  closedAtMs: z.exactOptional(whole),
  available: amount,
  held: amount,
  overrun: amount,
  debt: amount,
  seq: whole,
  cycle: z.strictObject({ index: whole, startMs: whole, endMs: whole }),
  autoTopUp: z.exactOptional(z.strictObject({ packId: z.string(), threshold: amount, maxPerCycle: whole })),
  grants: z.array(
    z.strictObject({
      grantId: z.string(),
      source: z.enum(grantSources),
      granted: amount,
      used: amount,
      held: amount,
      expiresAtMs: whole,
      createdSeq: whole,
      noticeAtMs: z.exactOptional(whole),
      lost: z.exactOptional(amount),
      outflows: z.exactOptional(z.strictObject(optionalOutflows)),
      debt: z.exactOptional(amount),
    }),
  ),
});
