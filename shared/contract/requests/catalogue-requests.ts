/// <reference types="zod-openapi" />
/** The bodies that publish a plan or a rate card. */
import * as z from 'zod/mini';
import { graceDaysMax } from '../../domain/account/subscription.ts';
import { amountMaxMicrocredits } from '../../domain/amount.ts';
import { overrunPolicies, packsMax, seatsMax, thresholdsMax, usageWindowDaysMax } from '../../domain/catalogue/plan.ts';
import { stepsMax } from '../../domain/catalogue/tiers.ts';
import { type Cadence, cadences } from '../../domain/cycle.ts';
import { credits, creditsOrNone, instant, packId, planId, shortText, sku, wholeNumber } from '../fields.ts';
import { listOf, oneOf } from '../schema-parts.ts';
import { money } from './money.ts';
import { category } from './requests.ts';

const effectiveFrom = z.exactOptional(
  instant(
    'When it comes into effect, at least two minutes after its publication. Two minutes from now when left out; the first version of a plan at once.',
  ),
);

const yearSeconds = 366 * 86_400;
const pack = z.strictObject({
  packId,
  credits,
  price: z.exactOptional(z.strictObject(money)),
  expiresInSeconds: z.exactOptional(
    wholeNumber(60, yearSeconds, 'Ends so long after its purchase, if that is before the cycle’s end.'),
  ),
});

/** No cycle of the cadence is longer. */
const cycleDaysMax = { week: 7, month: 31, year: 366 } satisfies Record<Cadence, number>;

export const planBody = z
  .strictObject({
    name: z.exactOptional(shortText('For people.', 'Team')),
    credits: creditsOrNone,
    perSeat: z.exactOptional(
      z.boolean({ error: 'must be true or false' }).check(
        z.meta({
          description:
            'Sold by the seat: an account gets the credits once for each of its seats, and the price is one seat’s. A seat’s credits are then at most 99,999.999999. Not when left out.',
        }),
      ),
    ),
    cycle: z._default(
      oneOf(cadences).check(z.meta({ description: 'How often credits renew. `month` when left out.' })),
      'month',
    ),
    lowBalanceThresholds: z._default(
      z
        .array(credits)
        .check(
          z.maxLength(thresholdsMax, { error: `must be at most ${thresholdsMax} amounts` }),
          z.meta({ description: 'Available credits below which the account counts as low. None when left out.' }),
        ),
      [],
    ),
    overrun: z.exactOptional(
      z.strictObject({ policy: oneOf(overrunPolicies), cap: creditsOrNone }).check(
        z.meta({
          description:
            'What becomes of use beyond the balance by work in progress, and how much there may be. Forgiven, and none, when left out.',
        }),
      ),
    ),
    packs: z._default(
      z.array(pack).check(
        z.maxLength(packsMax, { error: `must be at most ${packsMax} packs` }),
        z.refine((packs) => isDistinct(packs.map((each) => each.packId)), { error: 'must not name a pack twice' }),
        z.meta({ description: 'Add-ons that accounts of this plan may buy. None when left out.' }),
      ),
      [],
    ),
    price: z.exactOptional(z.strictObject({ ...money, interval: oneOf(cadences) })),
    usageWindowDays: z.exactOptional(
      wholeNumber(
        1,
        usageWindowDaysMax,
        'How many days ago usage may have occurred that is charged: 35 when left out. What is older is refused as `usage-too-old`.',
      ),
    ),
    graceDays: z.exactOptional(
      wholeNumber(
        0,
        graceDaysMax,
        'For how many days its credits go on after what was paid for, of accounts with a subscription: 3 when left out, since a provider takes hours to collect a renewal.',
      ),
    ),
    effectiveFrom,
  })
  .check(
    z.refine(
      ({ cycle, packs }) => packs.every(({ expiresInSeconds = 0 }) => expiresInSeconds <= cycleDaysMax[cycle] * 86_400),
      {
        path: ['packs'],
        error:
          'must not have a pack that outlives the cycle, with which it ends: 7 days of a week, 31 of a month, 366 of a year',
      },
    ),
    z.refine(({ perSeat, credits: each }) => perSeat !== true || each * seatsMax <= amountMaxMicrocredits, {
      path: ['credits'],
      error: `must be at most 99999.999999 for each seat: an account has up to ${seatsMax}`,
    }),
  );

const pricesMax = 20_000;
const rate = {
  credits: creditsOrNone,
  per: z._default(wholeNumber(1, 1_000_000_000_000, 'Units that `credits` buys. 1 when left out.'), 1),
};
const stepsError = { error: `must be 1 to ${stepsMax} steps, each above the one before` };
const steps = z
  .array(
    z.strictObject({ above: wholeNumber(1, 1_000_000_000_000, 'Rules for more than so many units.'), ...rate }),
    stepsError,
  )
  .check(
    z.minLength(1, stepsError),
    z.maxLength(stepsMax, stepsError),
    z.refine((list) => list.every(({ above }, index) => above > (list[index - 1]?.above ?? 0)), stepsError),
  );
const counter = shortText('A counter of this card’s own, by any name; each SKU is one too.', 'ai.grok-4.prompt');
const price = z.strictObject({
  sku,
  category,
  ...rate,
  unit: z.exactOptional(shortText('What one unit is.', 'token')),
  countsAs: z.exactOptional(counter),
  tiers: z.exactOptional(
    z
      .discriminatedUnion('mode', [
        z.strictObject({ mode: z.literal('graduated'), steps }),
        z.strictObject({ mode: z.literal('threshold'), of: z.exactOptional(counter), steps }),
      ])
      .check(
        z.meta({
          description:
            'What the price becomes within one charge. `graduated`: what lies above a step is priced by it. `threshold`: all of it is, once this SKU’s quantity has passed the step, or what the charge adds to the counter `of`.',
        }),
      ),
  ),
});

const aliasesMax = 20_000;
const aliasesError = {
  error: `must be up to ${aliasesMax} names, each of what comes before the last dot of a SKU that the card prices`,
};
const stem = z.string(aliasesError).check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/, aliasesError));

export const rateCardBody = z.strictObject({
  effectiveFrom,
  planId: z.exactOptional(planId),
  aliases: z.exactOptional(
    z.record(stem, stem, aliasesError).check(
      z.refine((names) => Object.keys(names).length <= aliasesMax, aliasesError),
      z.meta({
        description:
          'Other names of what comes before a SKU’s last dot. What is charged by such a name is priced, and written down, as the SKU itself.',
        examples: [{ 'ai.openai/gpt-4o': 'ai.gpt-4o' }],
      }),
    ),
  ),
  prices: listOf(price, { max: pricesMax, takes: `must be 1 to ${pricesMax} prices` }).check(
    z.refine((prices) => isDistinct(prices.map((each) => each.sku)), { error: 'must not price a SKU twice' }),
  ),
});

export type PlanBody = z.output<typeof planBody>;
export type RateCardBody = z.output<typeof rateCardBody>;

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
