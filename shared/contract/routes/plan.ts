/** The plan that an account is on. */
import { receipt } from '../answers/receipt.ts';
import * as requests from '../requests/requests.ts';
import { defineRoute } from './route.ts';
import { acme, changesAccount, changing, ofAccount, refusedChange } from './route-parts.ts';

export const planRoutes = {
  changePlan: defineRoute({
    ...changing,
    id: 'change-plan',
    method: 'PUT',
    path: '/accounts/{accountId}/plan',
    summary: 'Change the plan',
    description:
      'Up at once, with the difference in credits for the rest of the cycle; down, or to another cycle length, at the boundary. Asking for the present plan and seats drops a change that waits. Other `seats` are a change of plan like any.',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'own-account',
    role: 'admin',
    operatorRole: 'money',
    params: ofAccount,
    body: requests.planChangeBody,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'plan-unknown', 'plan-not-by-seat', 'plan-change-not-now', 'balance-limit'],
    example: { params: acme, body: { planId: 'scale', when: 'now' } },
  }),
} as const;
