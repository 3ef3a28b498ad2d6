/** An account in quarantine: what is wrong, the repair that would end it, and that repair. */
import { quarantineReport } from '../answers/quarantine-report.ts';
import { receipt } from '../answers/receipt.ts';
import { nothing, repairBody } from '../requests/requests.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
import { acme, ofAccount, readsUsage, withoutBody } from './route-parts.ts';

export const repairRoutes = {
  readQuarantine: defineRoute({
    ...withoutBody,
    id: 'read-quarantine',
    method: 'GET',
    path: '/accounts/{accountId}/quarantine',
    summary: 'Read why an account is quarantined',
    description:
      'The findings, and the repair that would end it: the last entry that stands, what would be withdrawn, and the balance then. It reads the whole ledger.',
    permission: 'adjust',
    alsoBy: ['read'],
    weight: 'heavy',
    reaches: readsUsage,
    audience: 'operators',
    params: ofAccount,
    query: nothing,
    answer: { status: 200, description: 'What is wrong, and what would mend it.', schema: quarantineReport },
    refusals: ['account-not-found'],
    example: { params: acme },
  }),
  repairAccount: defineRoute({
    ...withoutBody,
    id: 'repair-account',
    method: 'POST',
    path: '/accounts/{accountId}/quarantine/repair',
    summary: 'Roll an account back to the last entry that can be proved',
    description:
      'As it was proposed: `through` is the entry of that proposal. An entry of type `repair` says so and follows that one; what it withdraws is kept, counts for nothing, and its keys are answered `entry-withdrawn`. Changes go through again. Asked once more it answers the same.',
    permission: 'adjust',
    weight: 'heavy',
    reaches: [...readsUsage, 'change-accounts', 'keep-sums', 'lift-quarantines'],
    audience: 'none',
    params: ofAccount,
    body: repairBody,
    bodyMaxBytes: bodyUsualBytes,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: ['account-not-found', 'account-not-quarantined', 'repair-outdated', 'not-repairable'],
    example: {
      params: acme,
      body: { through: 31, reason: 'an item was altered by hand', actor: 'ada@example.com' },
    },
  }),
} as const;
