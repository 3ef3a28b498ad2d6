/** Opens a hold for work: asks for it, keeps what the work says it used, and settles it. */

import { present } from '../../domain/present.ts';
import type { Answer, Hold } from '../operations.ts';
import { authorizeWork, type Trial } from './authorize-work.ts';
import { type Charge, checkedCharge } from './charge.ts';
import { goOn, type HoldTerms, type OpenHold } from './hold-terms.ts';
import { settleWork } from './settle-work.ts';
import { openOnTrust } from './trusted-hold.ts';

/** Throws `NoAnswer` where the service gives none and no allowance takes the work in. */
export async function openHold(terms: HoldTerms): Promise<Answer<OpenHold>> {
  if (terms.whenUnavailable === 'allow') return openOnTrust(terms, async (trial) => holdIn(terms, trial));
  return holdIn(terms, terms);
}

async function holdIn(terms: HoldTerms, trial: Trial): Promise<Answer<OpenHold>> {
  const authorized = await authorizeWork(trial);
  return authorized.kind === 'refused' ? authorized : { ...authorized, value: holdOf(terms, authorized.value) };
}

function holdOf({ client, accountId }: HoldTerms, hold: Hold): OpenHold {
  const { holdId, slice } = hold;
  const estimated = hold.credits;
  const isRepeat = hold.state === 'captured';
  let held = hold.credits;
  let used: Charge | undefined;
  return {
    holdId,
    accountId,
    isRepeat,
    slice,
    held: () => held,
    used: () => used,
    use: (charge) => {
      used = charge;
    },
    report: async (charge, { leftMin } = {}) => {
      used = charge;
      const checked = checkedCharge(charge);
      if (checked.kind === 'wrong') throw new RangeError(checked.message);
      // A report names an amount; of what is charged already there is nothing to tell.
      if (checked.kind === 'nothing' || isRepeat) return goOn;
      const body = { ...checked.charge, ...present({ leftMin }) };
      const answer = await client.reportUsage({ accountId, holdId, body });
      if (answer.kind === 'done') held = answer.value.hold.credits;
      return answer;
    },
    settle: async (instead) => {
      if (isRepeat) return { kind: 'settled-before', hold };
      return settleWork(client, { accountId, holdId, held, estimated }, used ?? instead);
    },
  };
}
