/** Accounts that operators bring back: from quarantine, with what is wrong and the repair that would end it, and from their end. */
import { quarantineReport } from '../answers/quarantine-report.ts';
import { receipt } from '../answers/receipt.ts';
import { nothing, reopeningBody, repairBody } from '../requests/requests.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
import { acme, changesAccount, changing, ofAccount, readsUsage, refusedChange, withoutBody } from './route-parts.ts';

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
    audience: 'operators',
    operatorRole: 'support',
    params: ofAccount,
    body: repairBody,
    bodyMaxBytes: bodyUsualBytes,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: ['account-not-found', 'account-not-quarantined', 'repair-outdated', 'not-repairable'],
    example: {
      params: acme,
      body: { through: 32, reason: 'an item was altered by hand', actor: 'ada@example.com' },
    },
  }),
  reopenAccount: defineRoute({
    ...changing,
    id: 'reopen-account',
    method: 'POST',
    path: '/accounts/{accountId}/reopening',
    summary: 'Reopen a closed account',
    description:
      'In the cycle that it was closed in what was forfeited stays so. Later a new cycle begins, now, and it gets the plan’s credits at once, or once its subscription covers it. Limits, what was kept and automatic top-ups are set again.',
    permission: 'adjust',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'operators',
    operatorRole: 'support',
    params: ofAccount,
    body: reopeningBody,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange.filter((code) => code !== 'account-closed'), 'account-not-closed', 'plan-unknown'],
    example: { params: acme, body: { reason: 'closed by mistake', actor: 'ada@example.com' } },
  }),
} as const;
