/** Work that runs on trust while the service gives no answer, and is settled when it does. */

import { NoAnswer } from '../http-client.ts';
import type { Answer, Problem } from '../operations.ts';
import { newRequestKey } from '../request-key.ts';
import type { Allowance, AllowedWork } from './allowance.ts';
import type { Trial } from './authorize-work.ts';
import { type Charge, chargeOfEstimate, checkedCharge, type Estimate } from './charge.ts';
import { goOn, type HoldTerms, type OpenHold } from './hold-terms.ts';
import type { Settlement } from './settle-work.ts';

type Open = (trial: Trial) => Promise<Answer<OpenHold>>;

interface NamedTerms extends HoldTerms {
  readonly key: string;
  readonly allowance: Allowance;
}

const answerWithinSeconds = 5;

/** Asks the service first, for a time. */
export async function openOnTrust(terms: HoldTerms, open: Open): Promise<Answer<OpenHold>> {
  const { allowance, accountId, unavailableAfterSeconds = answerWithinSeconds } = terms;
  if (allowance === undefined) throw new TypeError("whenUnavailable: 'allow' needs an allowance");
  // The same name later, so that a request of now which arrived after all isn't funded twice.
  const named = { ...terms, allowance, key: terms.key ?? newRequestKey() };
  const signal = AbortSignal.timeout(unavailableAfterSeconds * 1_000);
  try {
    const answer = await open({ ...named, signal });
    allowance.answered();
    return answer.kind === 'refused' ? answer : { ...answer, value: settledInTheEnd(named, answer.value) };
  } catch (cause) {
    if (!(cause instanceof NoAnswer) && !signal.aborted) throw cause;
    const work = { accountId, key: named.key, credits: creditsOf(terms), cause };
    if (!allowance.take(work)) throw cause;
    return { kind: 'done', value: trustHold(named, work, open), isReplay: false };
  }
}

/** A capture that gets no answer is repeated until it does; work that was funded takes no room in the allowance. */
function settledInTheEnd({ allowance, accountId, key }: NamedTerms, hold: OpenHold): OpenHold {
  return {
    ...hold,
    settle: async (instead) => {
      try {
        return await hold.settle(instead);
      } catch (cause) {
        if (!(cause instanceof NoAnswer)) throw cause;
        allowance.settleLater({ accountId, key, credits: 0, cause }, () => hold.settle(instead));
        return { kind: 'later' };
      }
    },
  };
}

function trustHold(terms: NamedTerms, work: AllowedWork, open: Open): OpenHold {
  let used: Charge | undefined;
  return {
    holdId: undefined,
    accountId: work.accountId,
    isRepeat: false,
    slice: work.credits,
    held: () => work.credits,
    used: () => used,
    use: (charge) => {
      used = charge;
    },
    report: async (charge) => {
      used = charge;
      const checked = checkedCharge(charge);
      if (checked.kind === 'wrong') throw new RangeError(checked.message);
      return goOn;
    },
    settle: async (instead) => {
      const charge = used ?? instead;
      terms.allowance.settleLater(work, () => settleUnfunded(terms, charge, open));
      return { kind: 'later' };
    },
  };
}

/** Funds what has run already, and charges it: with what there is, where there isn't enough. */
async function settleUnfunded(terms: HoldTerms, used: Charge | undefined, open: Open): Promise<Settlement> {
  const opened = await open(terms);
  if (opened.kind === 'done') return settleWith(opened.value, used);
  const rest = restOf(opened.problem, terms.estimate);
  if (rest === undefined || used === undefined) return { kind: 'unsettled', problem: opened.problem };
  const lesser = await open({ ...terms, key: `rest ${terms.key}`, estimate: rest });
  return lesser.kind === 'done' ? settleWith(lesser.value, used) : { kind: 'unsettled', problem: lesser.problem };
}

function settleWith(hold: OpenHold, used: Charge | undefined): Promise<Settlement> {
  if (used !== undefined) hold.use(used);
  return hold.settle();
}

function restOf({ code, available = 0 }: Problem, estimate: Estimate): Estimate | undefined {
  if ((code !== 'insufficient-credits' && code !== 'limit-reached') || available === 0) return undefined;
  const category = 'usage' in estimate ? categoryOf(estimate.usage[0]?.sku) : estimate.category;
  return category === undefined ? undefined : { credits: available, category };
}

/** SKUs begin with their category by custom; of one that doesn't, only the service knows it. */
function categoryOf(sku: string | undefined): 'ai' | 'infrastructure' | 'platform' | undefined {
  return (['ai', 'infrastructure', 'platform'] as const).find((category) => sku?.startsWith(`${category}.`));
}

function creditsOf({ estimate, allowedCredits }: HoldTerms): number {
  if (allowedCredits !== undefined) return allowedCredits;
  const checked = checkedCharge(chargeOfEstimate(estimate));
  // Usage without a price known here may cost anything: no bound has room for it.
  return checked.kind === 'charge' && 'credits' in checked.charge ? checked.charge.credits : Number.POSITIVE_INFINITY;
}
