import { allLeft } from '../account/draw.ts';
import { total } from '../amount.ts';
import { present } from '../present.ts';
import { accrue } from '../transitions/accrue.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';

export interface Closure {
  readonly reason?: string;
}

/** Closes an account for good: standing usage is charged up to now and ends, what is left is forfeited, the ledger stays. */
export const closure = command({
  decide(account, { reason }: Closure, { nowMs, rateCards }) {
    if (account.openHolds > 0) return refuse({ reason: 'holds-open' });
    const charged = accrue(account, nowMs, rateCards);
    const { nextPlanId: _plan, nextSeats: _seats, ...open } = charged.account;
    const slices = allLeft(open.grants);
    return change(
      open,
      { grants: [], standing: [], limits: [], closedAtMs: nowMs },
      {
        type: 'closure',
        atMs: nowMs,
        credits: total(slices.map((slice) => slice.credits)),
        slices,
        ...present({ reason }),
      },
      charged.entries,
    );
  },
});
