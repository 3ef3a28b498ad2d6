/// <reference types="zod-openapi" />
/** An automatic top-up, as accounts and entries show it, and what became of the last that was asked for. */
import * as z from 'zod/mini';
import {
  askAtMs,
  isTopUpOpen,
  type TopUpRequest,
  topUpLifeMs,
  topUpRequestId,
  topUpStateAt,
  topUpStates,
} from '../../domain/account/top-up-request.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, count, credits, instant, text } from './answer-parts.ts';
import { money } from './money.ts';

export const autoTopUp = z
  .strictObject({
    packId: text,
    threshold: credits,
    maxPerCycle: count,
    maxPrice: z.optional(
      money.check(z.meta({ description: 'The most that one pack may cost. Left out where any price may be paid.' })),
    ),
  })
  .check(z.meta({ id: 'AutoTopUp', description: 'A pack is asked for when less than the threshold is available.' }));

export const topUpRequest = z
  .strictObject({
    requestId: text.check(
      z.meta({
        description: 'The same each time it is asked for: the idempotency key of its payment and its purchase.',
      }),
    ),
    state: z.enum(topUpStates).check(
      z.meta({
        description:
          '`requested`, `failed` from when its payment was told to have failed until it is asked for again, `paid` once its pack is purchased, `given-up` after a day without that, `withdrawn` where the cycle ended, the automatic top-up was set or ended, or the account was closed meanwhile.',
      }),
    ),
    packId: text,
    requestedAt: instant,
    asked: count.check(
      z.meta({ description: 'The times that it has come up so far. It is told each time while credits are low.' }),
    ),
    nextAskAt: z.optional(instant.check(z.meta({ description: 'Left out where it is not asked for again.' }))),
    givesUpAt: z.optional(instant.check(z.meta({ description: 'Left out once it has ended.' }))),
    failedAt: z.optional(
      instant.check(z.meta({ description: 'The last time that its payment was told to have failed.' })),
    ),
    reason: z.optional(text.check(z.meta({ description: 'As the failure was told.' }))),
    endedAt: z.optional(instant),
  })
  .check(
    z.meta({ id: 'TopUpRequest', description: 'The last automatic top-up that was asked for, and what became of it.' }),
  );

/** A request with the instant as of which it is told. */
export interface TopUpRequestNow {
  readonly request: TopUpRequest;
  readonly nowMs: number;
}

export function topUpRequestJson({ request, nowMs }: TopUpRequestNow): AnswerOf<typeof topUpRequest> {
  const { packId, sinceMs, asked, failure, end } = request;
  const state = topUpStateAt(request, nowMs);
  const isOpen = isTopUpOpen(request, nowMs);
  const givesUpMs = sinceMs + topUpLifeMs;
  const nextMs = askAtMs(request, asked + 1);
  const endedMs = end?.atMs ?? givesUpMs;
  return {
    requestId: topUpRequestId(request),
    state,
    packId,
    requestedAt: instantText(sinceMs),
    asked,
    nextAskAt: isOpen && nextMs !== undefined ? instantText(nextMs) : undefined,
    givesUpAt: isOpen ? instantText(givesUpMs) : undefined,
    failedAt: failure === undefined ? undefined : instantText(failure.atMs),
    reason: failure?.reason,
    endedAt: isOpen ? undefined : instantText(endedMs),
  };
}
