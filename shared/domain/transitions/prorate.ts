import type { Account } from '../account/account.ts';
import { type Microcredits, microcredits } from '../amount.ts';
import { wholeCycle } from '../cycle.ts';

/** The part of a whole cycle's credits that is for the rest of the account's cycle, from an instant on, rounded down. */
export function prorate(
  credits: Microcredits,
  { schedule, cycle }: Pick<Account, 'schedule' | 'cycle'>,
  fromMs: number,
): Microcredits {
  const { startMs, endMs } = wholeCycle(schedule, cycle);
  return microcredits(Number((BigInt(credits) * BigInt(endMs - fromMs)) / BigInt(endMs - startMs)));
}
