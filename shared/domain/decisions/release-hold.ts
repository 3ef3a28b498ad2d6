import { settle } from '../account/give-back.ts';
import { microcredits, minus, noCredits } from '../amount.ts';
import { present } from '../present.ts';
import { settledHold, settlement, withoutHold } from '../transitions/settle-hold.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';
import { findHold } from './find-hold.ts';

export interface Release {
  readonly holdId: string;
  readonly reason?: string;
}

/** Gives all of a hold back: its work never began, or is not to be charged. Slices of grants that ended are forfeited. */
export const release = command({
  needs: ({ holdId }: Release) => ({ holdId }),
  decide(account, { holdId, reason }, found) {
    const own = findHold(found, holdId);
    if (own.kind === 'refused') return own;
    if (own.kind === 'expired') return refuse({ reason: 'hold-expired' });
    const { hold } = own;
    const settled = settle(account.grants, hold.pinned, noCredits);
    return change(
      withoutHold(account, hold, noCredits),
      {
        grants: settled.grants,
        overrun: microcredits(account.overrun - hold.overrun),
        debt: minus(account.debt, settled.repaidDebt),
      },
      {
        type: 'release',
        atMs: found.nowMs,
        credits: hold.credits,
        slices: [],
        category: hold.category,
        ...present({ dimensions: hold.dimensions, reason }),
        hold: settledHold(hold, 'released', noCredits),
        ...settlement(hold, settled),
      },
    );
  },
});
