/** Refusals as problems: what happened, in a sentence, and what the caller needs to act. */
import { minus, toCredits } from '../../domain/amount.ts';
import type { Refusal } from '../../domain/decisions/refusal.ts';
import { instant } from '../../domain/ledger/public-form.ts';
import { type ProblemCode, problems, problemType } from './problems.ts';
import { restoreJson } from './restore.ts';

type Json = Record<string, unknown>;

/** RFC 9457, with what the caller needs to act. `detail` is for people; programs read `code` and the members beside it. */
export function problemJson(code: ProblemCode, detail: string, members: Json = {}): Json {
  const { title, status, retryable } = problems[code];
  return { type: problemType(code), code, title, status, detail, retryable, ...members };
}

export function refusalJson(refusal: Refusal): Json {
  const { reason } = refusal;
  switch (reason) {
    case 'insufficient-credits': {
      const { available, required, restore } = refusal;
      const detail = `${toCredits(required)} credits are required and ${toCredits(available)} are available. Buy a pack, or wait for the renewal at ${instant(restore.renewsAtMs)}.`;
      return problemJson(reason, detail, {
        available: toCredits(available),
        required: toCredits(required),
        shortfall: toCredits(minus(required, available)),
        restore: restoreJson(restore),
      });
    }
    case 'sku-unknown':
      return problemJson(reason, `The rate card in effect has no price for ${refusal.sku}.`, { sku: refusal.sku });
    case 'sku-not-standing':
      return problemJson(reason, `${refusal.sku} is not something that is kept over time.`, { sku: refusal.sku });
    case 'hold-settled':
      return problemJson(reason, `The hold is ${refusal.state}.`, { state: refusal.state });
    case 'limit-reached': {
      const { limitId, available, required, renewsAtMs } = refusal;
      const detail = `The limit ${limitId} lets ${toCredits(available)} of ${toCredits(required)} credits through. It begins anew at ${instant(renewsAtMs)}.`;
      return problemJson(reason, detail, {
        limitId,
        available: toCredits(available),
        required: toCredits(required),
        shortfall: toCredits(minus(required, available)),
        renewsAt: instant(renewsAtMs),
      });
    }
    case 'plan-change-not-now':
      return problemJson(reason, `It can take effect with the next cycle, at ${instant(refusal.renewsAtMs)}.`, {
        renewsAt: instant(refusal.renewsAtMs),
      });
    case 'plan-unknown':
      return problemJson(reason, `No version of the plan ${refusal.planId} is in effect.`, { planId: refusal.planId });
    case 'pack-unknown':
      return problemJson(reason, `The account’s plan offers no pack ${refusal.packId}.`, { packId: refusal.packId });
    case 'entry-reversed':
      return problemJson(reason, `Entry ${refusal.reversedBy} reversed it.`, { reversedBy: refusal.reversedBy });
    case 'payment-reused':
      return problemJson(reason, `The payment is that of entry ${refusal.seq}, for another pack.`, {
        boughtBy: refusal.seq,
      });
    default:
      return problemJson(reason, problems[reason].meaning);
  }
}
