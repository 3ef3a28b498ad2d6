/** The clocks of accounts in test projects. */
import * as z from 'zod/mini';
import { instant as answered, text } from '../answers/answer-parts.ts';
import { instant } from '../fields.ts';
import { nothing } from '../requests/requests.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
import { acme, changesAccount, ofAccount } from './route-parts.ts';

const clockBody = z.strictObject({
  to: instant('The instant that it is for the account from now on: ahead of its clock, and at most 400 days.'),
});

const accountClock = z.strictObject({
  accountId: text,
  at: answered.check(z.meta({ description: 'The time by the account’s clock.' })),
  aheadSeconds: z.number().check(z.meta({ description: 'So far it is ahead of everybody’s.' })),
});

export const clockRoutes = {
  moveAccountClock: defineRoute({
    id: 'move-account-clock',
    isChange: false,
    method: 'PUT',
    path: '/accounts/{accountId}/clock',
    summary: 'Move an account’s clock ahead',
    description:
      'In a test project alone. All that becomes due of the account by then happens in turn, before this is answered: cycles, expiry, accrual, renewal, and their events. From then on it goes by its own clock, at everybody’s speed. It never goes back. The same `to` again changes nothing.',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: [...changesAccount, 'move-clocks'],
    audience: 'none',
    part: 'projects',
    params: ofAccount,
    query: nothing,
    body: clockBody,
    bodyMaxBytes: bodyUsualBytes,
    answer: { status: 200, description: 'The clock.', schema: accountClock },
    refusals: ['account-not-found', 'clock-not-movable'],
    example: { params: acme, body: { to: '2027-01-31T00:00:00.000Z' } },
  }),
} as const;
