import type { Account } from '../account/account.ts';
import type { Limit, NamedLimit } from '../account/limit.ts';
import { noCredits } from '../amount.ts';
import { change, type Proposal } from './command.ts';
import type { Rules } from './needs.ts';

/** Other spending limits from now on, and the entry that names the one that changed: without credits it is taken away. */
export function changeLimits(
  account: Account,
  limits: readonly Limit[],
  limit: NamedLimit,
  { nowMs }: Rules,
): Proposal {
  return change(account, { limits }, { type: 'limit', atMs: nowMs, credits: noCredits, slices: [], limit });
}
