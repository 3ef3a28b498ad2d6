/// <reference types="zod-openapi" />
/** What the gate answers. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import { denialEffects, denialReasons, type GateAnswer, type Verdict } from '../../domain/decisions/gate.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { credits, instant, text } from './answer-parts.ts';
import { restore, restoreJson } from './restore.ts';

type Json = Record<string, unknown>;

const verdict = z
  .strictObject({
    allowed: z.boolean(),
    reason: z.optional(z.enum(denialReasons)),
    effect: z.optional(z.enum(denialEffects)),
    limitId: z.optional(text.check(z.meta({ description: 'The spending limit that denies it.' }))),
    since: z.optional(instant),
  })
  .check(z.meta({ id: 'Verdict' }));

export const access = z
  .strictObject({
    ai: verdict,
    infrastructure: verdict,
    platform: verdict,
    read: z.strictObject({ allowed: z.literal(true) }),
    available: credits,
    restore: z.optional(restore),
  })
  .check(z.meta({ id: 'Access' }));

export function gateJson({ verdicts, available, restore: ways }: GateAnswer): Json {
  return {
    ai: verdictJson(verdicts.ai),
    infrastructure: verdictJson(verdicts.infrastructure),
    platform: verdictJson(verdicts.platform),
    read: { allowed: true },
    available: toCredits(available),
    restore: ways === undefined ? undefined : restoreJson(ways),
  };
}

function verdictJson(verdict: Verdict): Json {
  if (verdict.isAllowed) return { allowed: true };
  const { reason, effect, sinceMs, limitId } = verdict;
  return { allowed: false, reason, effect, limitId, since: sinceMs === undefined ? undefined : instantText(sinceMs) };
}
