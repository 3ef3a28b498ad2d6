/// <reference types="zod-openapi" />
/** Advice whether to stay on the plan or to change, and why. */
import * as z from 'zod/mini';
import { formatMillionths } from '../../domain/decimal.ts';
import { abstainReasons, type FitAdvice, keepReasons } from '../../domain/plan-fit/fit-advice.ts';
import { cyclesMax, cyclesMin } from '../../domain/plan-fit/past-cycles.ts';
import type { PlanFit } from '../../domain/plan-fit/plan-fit.ts';
import { type AnswerOf, text } from './answer-parts.ts';
import { exact } from './exact.ts';

export const fitAdvice = z
  .strictObject({
    kind: z.enum(['keep', 'change', 'abstain']),
    planId: z.optional(text),
    otherPlanId: z.optional(text.check(z.meta({ description: 'The cheaper plan that a reason to stay is about.' }))),
    basis: z.optional(
      z.enum(['paid', 'replayed']).check(
        z.meta({
          description: 'What other plans are held against: what was really paid, or the replay of the present plan.',
        }),
      ),
    ),
    because: z.optional(z.enum([...keepReasons, ...abstainReasons])),
    saving: z.optional(
      z.strictObject({ amount: z.number().check(z.minimum(0)), currency: text, perCycle: z.number() }),
    ),
    explanation: text,
  })
  .check(
    z.meta({
      description: `Stay, change, or no advice. It takes ${cyclesMin} to ${cyclesMax} whole cycles of the present length.`,
    }),
  );

export function fitAdviceJson({ advice, cycles }: PlanFit): AnswerOf<typeof fitAdvice> {
  const explanation = explanationOf(advice, cycles.length);
  if (advice.kind !== 'change') return { ...advice, explanation };
  const { saving, currency, ...rest } = advice;
  const perCycle = exact(saving / BigInt(Math.max(1, cycles.length)));
  return { ...rest, saving: { amount: exact(saving), currency, perCycle }, explanation };
}

const abstentions = {
  'account-closed': 'The account is closed.',
  'history-short': `It takes at least ${cyclesMin} whole cycles of the present length.`,
  'history-long': `Fewer than ${cyclesMin} cycles fit into the entries that one answer replays.`,
  'replay-differs': 'The replay of what happened does not arrive at the ledger, so nothing is concluded from it.',
  unused: 'Nothing was used.',
  unpriced: 'The present plan or its packs have no list price in one currency.',
  unsteady: 'Another plan would have been cheaper, but only because of a single cycle.',
} satisfies Record<(typeof abstainReasons)[number], string>;

function explanationOf(advice: FitAdvice, cycles: number): string {
  const over = `Over ${cycles} cycles`;
  switch (advice.kind) {
    case 'abstain':
      return abstentions[advice.because];
    case 'keep':
      return `${over} ${kept[advice.because](advice)}`;
    case 'change':
      return `${over} ${advice.planId} would have served everything for ${formatMillionths(advice.saving)} ${advice.currency} less than ${basisText[advice.basis]}, and for less with any one cycle left out.`;
    default:
      return advice satisfies never;
  }
}

type Kept = Extract<FitAdvice, { readonly kind: 'keep' }>;

const basisText = {
  paid: 'was really paid',
  replayed: 'the present plan as replayed',
} satisfies Record<Kept['basis'], string>;

const kept = {
  cheapest: ({ planId }) => `no other plan would have cost less than ${planId}.`,
  'cheaper-falls-short': ({ otherPlanId }) => `${otherPlanId} would have cost less, but not served everything.`,
  'cheaper-overruns': ({ otherPlanId }) =>
    `${otherPlanId} would have cost less, but with more used beyond what was available.`,
  'paid-less': ({ planId, otherPlanId }) =>
    `${otherPlanId} would have cost less than ${planId} as replayed, and more than was really paid: packs were bought more sparingly than a replay buys them.`,
  'saving-small': ({ otherPlanId, basis }) =>
    `${otherPlanId} would have saved less than a twentieth, beside what ${basis === 'paid' ? 'was really paid' : 'the present plan comes to as replayed'}.`,
} satisfies Record<Kept['because'], (advice: Kept) => string>;
