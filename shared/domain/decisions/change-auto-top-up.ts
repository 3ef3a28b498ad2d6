import type { Account } from '../account/account.ts';
import type { AutoTopUp } from '../account/auto-top-up.ts';
import { noCredits } from '../amount.ts';
import { change, type Proposal } from './command.ts';
import type { Rules } from './needs.ts';

/** Other settings from now on, or none. */
export function changeAutoTopUp(account: Account, autoTopUp: AutoTopUp | undefined, { nowMs }: Rules): Proposal {
  const { autoTopUp: _before, ...others } = account;
  const settings = autoTopUp === undefined ? {} : { autoTopUp };
  return change(others, settings, { type: 'auto-top-up', atMs: nowMs, credits: noCredits, slices: [], ...settings });
}
