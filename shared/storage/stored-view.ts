/** An account's view as a remembered answer keeps it. */
import * as z from 'zod/mini';
import { accountStates } from '../domain/account/account.ts';
import { grantSources, type OutflowKind } from '../domain/account/grant.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { storedAmount, whole } from './stored-parts.ts';

const optionalOutflows = {
  refunded: z.exactOptional(storedAmount),
  repaidDebt: z.exactOptional(storedAmount),
  repaidOverrun: z.exactOptional(storedAmount),
  corrected: z.exactOptional(storedAmount),
} satisfies Record<OutflowKind, z.ZodMiniType>;

export const storedView = z.strictObject({
  accountId: z.string(),
  planId: z.string(),
  nextPlanId: z.exactOptional(z.string()),
  seats: z.exactOptional(whole),
  nextSeats: z.exactOptional(whole),
  timeZone: z.string(),
  anchorMs: whole,
  state: z.enum(accountStates),
  exhaustedSinceMs: z.exactOptional(whole),
  closedAtMs: z.exactOptional(whole),
  available: storedAmount,
  held: storedAmount,
  overrun: storedAmount,
  debt: storedAmount,
  seq: whole,
  cycle: z.strictObject({ index: whole, startMs: whole, endMs: whole }),
  autoTopUp: z.exactOptional(
    z.strictObject({
      packId: z.string(),
      threshold: storedAmount,
      maxPerCycle: whole,
      priceMax: z.exactOptional(z.strictObject({ millionths: whole, currency: z.string() })),
    }),
  ),
  grants: z.array(
    z.strictObject({
      grantId: z.string(),
      source: z.enum(grantSources),
      category: z.exactOptional(z.enum(categories)),
      granted: storedAmount,
      used: storedAmount,
      held: storedAmount,
      expiresAtMs: whole,
      createdSeq: whole,
      noticeAtMs: z.exactOptional(whole),
      lost: z.exactOptional(storedAmount),
      outflows: z.exactOptional(z.strictObject(optionalOutflows)),
      debt: z.exactOptional(storedAmount),
    }),
  ),
});
