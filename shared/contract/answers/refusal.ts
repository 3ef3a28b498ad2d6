/**
 * Refusals as problems: what happened, in a sentence, and what the caller needs to act. Apart from the problem's schema, which no
 * handler needs.
 */
import type * as z from 'zod/mini';
import { limitValuesMax } from '../../domain/account/limit.ts';
import { type Microcredits, minus, toCredits } from '../../domain/amount.ts';
import type { Refusal } from '../../domain/decisions/refusal.ts';
import { instant } from '../../domain/ledger/public-form.ts';
import { present } from '../../domain/present.ts';
import type { AnswerOf } from './answer-parts.ts';
import type { problem } from './problem.ts';
import { type ProblemCode, problemType } from './problem-code.ts';
import { problems } from './problems.ts';
import { restoreJson, restoreText } from './restore.ts';

/** The members of a problem beside its code: members that its schema knows. */
export type ProblemMembers = Omit<KnownMembers, 'type' | 'code' | 'title' | 'status' | 'detail' | 'retryable'>;
type KnownMembers = AnswerOf<z.ZodMiniObject<(typeof problem)['shape'], z.core.$strict>>;

/** RFC 9457, with what the caller needs to act. `detail` is for people; programs read `code` and the members beside it. */
export function problemJson(code: ProblemCode, detail: string, members: ProblemMembers = {}): AnswerOf<typeof problem> {
  const { title, status, retryable } = problems[code];
  return { type: problemType(code), code, title, status, detail, retryable, ...members };
}

export function refusalJson(refusal: Refusal): AnswerOf<typeof problem> {
  const { reason } = refusal;
  switch (reason) {
    case 'insufficient-credits': {
      const { available, held, required, category, restore } = refusal;
      const aside = held === undefined || held === 0 ? '' : `, and ${countIs(held)} set aside for work in progress`;
      const detail = `${creditsAre(required)} required and ${countIs(available)} available${category === undefined ? '' : ` for ${category}`}${aside}. ${restoreText(restore)}`;
      return problemJson(reason, detail, {
        ...present({ category }),
        available: toCredits(available),
        ...(held === undefined ? {} : { held: toCredits(held) }),
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
    case 'limit-reached':
    case 'too-many-limit-values':
      return limitRefusalJson(refusal);
    case 'usage-in-future':
      return problemJson(reason, `Usage that occurred after ${instant(refusal.latestMs)} lies in the future.`, {
        latest: instant(refusal.latestMs),
      });
    case 'usage-too-old':
      return problemJson(reason, `The plan takes usage that occurred from ${instant(refusal.earliestMs)} on.`, {
        earliest: instant(refusal.earliestMs),
      });
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
    case 'promotion-redeemed':
      return problemJson(reason, `Entry ${refusal.redeemedBy} redeemed it.`, { redeemedBy: refusal.redeemedBy });
    case 'entry-lost':
      return problemJson(reason, `Entry ${refusal.givenUpBy} is the repair that gave it up.`, {
        givenUpBy: refusal.givenUpBy,
      });
    case 'entry-withdrawn':
      return problemJson(reason, `Entry ${refusal.withdrawnBy} is the repair that took it back.`, {
        withdrawnBy: refusal.withdrawnBy,
      });
    case 'grant-voided':
      return problemJson(reason, `Entry ${refusal.voidedBy} ended it.`, { voidedBy: refusal.voidedBy });
    case 'reversal-too-large':
    case 'usage-not-charged':
    case 'refund-reused':
    case 'refund-too-large':
      return undoRefusalJson(refusal);
    case 'payment-reused':
      return problemJson(reason, `The payment is that of entry ${refusal.seq}, for another pack.`, {
        boughtBy: refusal.seq,
      });
    default:
      return problemJson(reason, problems[reason].meaning);
  }
}

function creditsText(amount: Microcredits): string {
  return `${toCredits(amount)} ${toCredits(amount) === 1 ? 'credit' : 'credits'}`;
}

function creditsAre(amount: Microcredits): string {
  return `${creditsText(amount)} ${toCredits(amount) === 1 ? 'is' : 'are'}`;
}

function countIs(amount: Microcredits): string {
  return `${toCredits(amount)} ${toCredits(amount) === 1 ? 'is' : 'are'}`;
}

type LimitReason = 'limit-reached' | 'too-many-limit-values';

function limitRefusalJson(refusal: Extract<Refusal, { readonly reason: LimitReason }>): AnswerOf<typeof problem> {
  const { reason } = refusal;
  switch (reason) {
    case 'limit-reached': {
      const { limitId, available, required, renewsAtMs, restore } = refusal;
      const anew = renewsAtMs === undefined ? {} : { renewsAt: instant(renewsAtMs) };
      const told = restore === undefined ? `It begins anew at ${anew.renewsAt}.` : restoreText(restore);
      const detail = `The limit ${limitId} lets ${toCredits(available)} of ${creditsText(required)} through. ${told}`;
      return problemJson(reason, detail, {
        limitId,
        available: toCredits(available),
        required: toCredits(required),
        shortfall: toCredits(minus(required, available)),
        ...anew,
        ...(restore === undefined ? {} : { restore: restoreJson(restore) }),
      });
    }
    case 'too-many-limit-values': {
      const { limitId, renewsAtMs, restore } = refusal;
      const detail = `The limit ${limitId} would have to count one more value than the ${limitValuesMax} there is room for. ${restoreText(restore)}`;
      return problemJson(reason, detail, {
        limitId,
        ...(renewsAtMs === undefined ? {} : { renewsAt: instant(renewsAtMs) }),
        restore: restoreJson(restore),
      });
    }
    default:
      return reason satisfies never;
  }
}

type UndoReason = 'reversal-too-large' | 'usage-not-charged' | 'refund-reused' | 'refund-too-large';

/** More was to be undone than there is, or something else under the same id. */
function undoRefusalJson(refusal: Extract<Refusal, { readonly reason: UndoReason }>): AnswerOf<typeof problem> {
  const { reason } = refusal;
  switch (reason) {
    case 'reversal-too-large': {
      const { reversible, required } = refusal;
      const detail = `${toCredits(reversible)} credits of it are not reversed yet, ${toCredits(required)} were to be.`;
      return problemJson(reason, detail, { reversible: toCredits(reversible), required: toCredits(required) });
    }
    case 'usage-not-charged': {
      const { sku, left } = refusal;
      return problemJson(reason, `Of ${sku} it charges ${left} that are not reversed yet.`, { sku });
    }
    case 'refund-reused':
      return problemJson(reason, `It is that of entry ${refusal.seq}, of another payment or amount.`, {
        refundedBy: refusal.seq,
      });
    case 'refund-too-large': {
      const { refundable, required } = refusal;
      const detail = `${toCredits(refundable)} credits of the purchase are unspent, ${toCredits(required)} were to be taken back.`;
      return problemJson(reason, detail, { refundable: toCredits(refundable), required: toCredits(required) });
    }
    default:
      return reason satisfies never;
  }
}
