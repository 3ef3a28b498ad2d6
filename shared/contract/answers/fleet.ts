/// <reference types="zod-openapi" />
/** The fleet: what operators ask of all accounts, and what they are answered. */
import * as z from 'zod/mini';
import { accountStates } from '../../domain/account/account.ts';
import { toCredits } from '../../domain/amount.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { fleetLevels, fleetOrders } from '../../domain/projections/fleet.ts';
import type { FleetAccount, FleetLine } from '../../domain/projections/fleet-line.ts';
import { type FleetFacet, fleetFacets } from '../../domain/projections/fleet-places.ts';
import { accountIdCharacters } from '../account-id.ts';
import { shortText, wholeNumber } from '../fields.ts';
import { fromText, oneOf } from '../schema-parts.ts';
import { detailsChange, detailsChangeJson } from './account-details.ts';
import { type AnswerOf, amount, instant, text } from './answer-parts.ts';

export const fleetPageMax = 50;
export const fleetOrdersById = [...fleetOrders, 'id'] as const;
const sorts = [...fleetOrdersById, 'found', 'facet'] as const;
export type FleetSort = (typeof sorts)[number];

const prefixTakes = 'must be the beginning of an account id: letters, digits and . _ : @ | + = -';

export const fleetQuery = z
  .strictObject({
    sort: z.exactOptional(
      oneOf(fleetOrdersById).check(
        z.meta({
          description:
            '`state`: exhausted first, then low, then by the share left. `available`: least first. `burn`: most a day first. `id`: by id. When left out, `id` with a prefix and `state` without.',
        }),
      ),
    ),
    prefix: z.exactOptional(
      z
        .string({ error: prefixTakes })
        .check(
          z.regex(new RegExp(`^[${accountIdCharacters}]{1,128}$`), { error: prefixTakes }),
          z.meta({ description: 'Accounts whose id begins so.', examples: ['ac'] }),
        ),
    ),
    search: z.exactOptional(
      shortText(
        'Accounts found by how their id begins, by a word of their name or external id, by a payment, a checkout or a customer of the payment provider: in one page. Each is found by all that follows a word, without regard to capitals, accents and signs.',
        'Acme Corp',
      ),
    ),
    facet: z.exactOptional(
      oneOf(fleetFacets).check(
        z.meta({
          description:
            '`quarantined`; `exhausted`; `low`: less is available than a threshold of the plan; `suspended`: the plan isn’t paid for; `runs-out`: within three days and before the renewal, at the recent pace; `overrun`; `unused`: more than half of the most that was available in the cycle before expired; `silent`: nothing used for a week, to a day.',
        }),
      ),
    ),
    counts: z.exactOptional(
      oneOf(['true']).check(z.meta({ description: 'Counts the accounts of each facet, too, as far as a thousand.' })),
    ),
    limit: z.exactOptional(
      fromText(wholeNumber(1, fleetPageMax, 'Accounts a page.')).check(
        z.meta({
          description: `Accounts a page, 1 to ${fleetPageMax}; ${fleetPageMax} when left out.`,
          override: { type: 'integer', minimum: 1, maximum: fleetPageMax },
        }),
      ),
    ),
    cursor: z.exactOptional(
      z
        .string()
        .check(
          z.maxLength(400),
          z.meta({ description: '`nextCursor` of the page before, with the same sort and prefix.' }),
        ),
    ),
  })
  .check(
    z.refine(({ prefix, sort = 'id' }) => prefix === undefined || sort === 'id', {
      error: 'must be id with a prefix',
      path: ['sort'],
    }),
    z.refine(
      ({ search, ...others }) =>
        search === undefined ||
        [others.sort, others.prefix, others.cursor, others.facet].every((each) => each === undefined),
      { error: 'must be given without sort, prefix, facet and cursor', path: ['search'] },
    ),
    z.refine(({ facet, sort, prefix }) => facet === undefined || (sort === undefined && prefix === undefined), {
      error: 'must be given without sort and prefix',
      path: ['facet'],
    }),
  );

const line = z
  .strictObject({
    accountId: text,
    name: z.optional(text),
    externalId: z.optional(text),
    named: z.optional(detailsChange),
    fault: z.optional(
      z.enum(['quarantined', 'unreadable']).check(
        z.meta({
          description:
            '`quarantined`: an audit found it in breach of its ledger, and nothing changes it. `unreadable`: what is stored is no account; there are no figures.',
        }),
      ),
    ),
    planId: z.optional(text),
    state: z.optional(z.enum(accountStates)),
    level: z.optional(
      z
        .enum(fleetLevels)
        .check(z.meta({ description: '`low`: less is available than a threshold of its plan. `fine`: neither.' })),
    ),
    available: z.optional(amount('What can be spent now.')),
    held: z.optional(amount('Set aside for work in progress.')),
    overrun: z.optional(amount('What work in progress and standing usage took beyond what was available.')),
    peak: z.optional(amount('The most that was available in this cycle.')),
    burn: z.optional(
      amount('Credits a day, recent use counting more: half of it is of the last day. To tell accounts apart by.'),
    ),
    exhaustedSince: z.optional(instant),
    renewsAt: z.optional(instant),
    changedAt: z.optional(instant.check(z.meta({ description: 'Of its newest entry.' }))),
  })
  .check(z.meta({ id: 'FleetAccount' }));

export const fleetPage = z
  .strictObject({
    sort: z.enum(sorts).check(
      z.meta({
        description:
          '`found`: those of a payment first, then by name, then by id. `facet`: those that it concerns most first.',
      }),
    ),
    accounts: z.array(line),
    nextCursor: z.optional(text),
    facets: z.optional(
      z
        .array(z.strictObject({ facet: z.enum(fleetFacets), accounts: z.int(), more: z.optional(z.literal(true)) }))
        .check(
          z.meta({
            description:
              'Accounts of each, as their places say, which follow an account by moments; at least so many where there are `more`. An account from before there were facets is counted from its next entry on, or once an audit came by.',
          }),
        ),
    ),
    more: z.optional(
      z.literal(true).check(z.meta({ description: 'A search may find others, too: more has to be typed.' })),
    ),
  })
  .check(z.meta({ id: 'Fleet' }));

/** The operation's result. */
interface Page {
  readonly lines: readonly FleetLine[];
  readonly nextCursor?: string;
  readonly isMore?: boolean;
  readonly facets?: readonly { readonly facet: FleetFacet; readonly accounts: number; readonly isMore: boolean }[];
}

export function fleetJson(sort: FleetSort, { lines, nextCursor, isMore, facets }: Page): AnswerOf<typeof fleetPage> {
  return {
    sort,
    accounts: lines.map((each) =>
      each.kind === 'read' ? lineJson(each.account) : { accountId: each.accountId, fault: 'unreadable' },
    ),
    nextCursor,
    facets: facets?.map(({ facet, accounts, isMore: isEvenMore }) => ({
      facet,
      accounts,
      more: isEvenMore ? true : undefined,
    })),
    more: isMore ? true : undefined,
  };
}

function lineJson(account: FleetAccount): AnswerOf<typeof line> {
  const { accountId, name, externalId, named, planId, state, level, isQuarantined, exhaustedSinceMs } = account;
  return {
    accountId,
    name,
    externalId,
    named: named && detailsChangeJson(named),
    fault: isQuarantined ? 'quarantined' : undefined,
    planId,
    state,
    level,
    available: toCredits(account.available),
    held: toCredits(account.held),
    overrun: toCredits(account.overrun),
    peak: toCredits(account.peak),
    burn: toCredits(account.burn),
    exhaustedSince: exhaustedSinceMs === undefined ? undefined : instantText(exhaustedSinceMs),
    renewsAt: instantText(account.renewsAtMs),
    changedAt: instantText(account.changedAtMs),
  };
}
