/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { MoveAccountClockAnswer } from '../answers/move-account-clock-answer.ts';
import type { MoveAccountClockBody } from '../requests/clock.ts';

export interface ClockMethods {
  /** Move an account’s clock ahead. In a test project alone. All that becomes due of the account by then happens in turn, before this is answered: cycles, expiry, accrual, renewal, and their events. From then on it goes by its own clock, at everybody’s speed. It never goes back. The same `to` again changes nothing. Refusals: account-not-found, clock-not-movable. */
  moveAccountClock(
    call: { readonly accountId: string | number; readonly body: MoveAccountClockBody } & CallOptions,
  ): Promise<Answer<MoveAccountClockAnswer>>;
}

export const clockOperations: { readonly [Name in keyof ClockMethods]: OperationCall } = {
  moveAccountClock: {
    id: 'move-account-clock',
    method: 'PUT',
    path: '/accounts/{accountId}/clock',
    isChange: false,
    status: 200,
    shape: { accountId: 's', at: 's', aheadSeconds: 'n' },
  },
};
