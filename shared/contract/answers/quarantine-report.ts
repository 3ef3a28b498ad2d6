/// <reference types="zod-openapi" />
/** Why an account is quarantined, and the repair that would end it. */
import * as z from 'zod/mini';
import type { PastQuarantine } from '../../domain/account/quarantine.ts';
import type { ProposedRepair, QuarantineReport } from '../../domain/account/quarantine-report.ts';
import type { SeqRange } from '../../domain/account/withdrawn.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, instant, seq, text } from './answer-parts.ts';
import { balance, balanceJson } from './balance.ts';
import { quarantine, quarantineJson } from './quarantine.ts';

const range = z.strictObject({ first: seq, last: seq });

const proposedRepair = z
  .strictObject({
    through: seq.check(z.meta({ description: 'The last entry that stands. A repair names it.' })),
    withdraws: z.optional(
      range.check(z.meta({ description: 'Entries after it, which would count for nothing. Left out of none.' })),
    ),
    lost: z
      .array(range)
      .check(z.meta({ description: 'Entries before it that can’t be read. What they did stays in the balance.' })),
    balance,
  })
  .check(
    z.meta({
      id: 'ProposedRepair',
      description: 'The repair that would end it, with the balance after the last entry that stands.',
    }),
  );

const pastQuarantine = z
  .strictObject({
    ...quarantine.def.shape,
    endedAt: instant,
    reason: z.optional(text),
    actor: z.optional(text.check(z.meta({ description: 'Who answers for its end.' }))),
  })
  .check(z.meta({ id: 'PastQuarantine', description: 'A quarantine that is over.' }));

export const quarantineReport = z.strictObject({
  accountId: text,
  quarantined: z.boolean(),
  quarantine: z.optional(quarantine),
  repair: z.optional(proposedRepair),
  past: z.array(pastQuarantine).check(z.meta({ description: 'Those that are over, newest first, fifty at most.' })),
});

export function quarantineReportJson({
  accountId,
  quarantine: why,
  repair,
  past,
}: QuarantineReport): AnswerOf<typeof quarantineReport> {
  return {
    accountId,
    quarantined: why !== undefined,
    quarantine: why && quarantineJson(why),
    repair: repair && repairJson(repair),
    past: past.map(pastJson),
  };
}

function pastJson({ endedAtMs, reason, actor, ...why }: PastQuarantine): AnswerOf<typeof pastQuarantine> {
  return { ...quarantineJson(why), endedAt: instantText(endedAtMs), reason, actor };
}

function repairJson({ through, withdraws, lost, balance: left }: ProposedRepair): AnswerOf<typeof proposedRepair> {
  return {
    through,
    withdraws: withdraws && rangeJson(withdraws),
    lost: lost.map(rangeJson),
    balance: balanceJson(left),
  };
}

function rangeJson({ first, last }: SeqRange): SeqRange {
  return { first, last };
}
