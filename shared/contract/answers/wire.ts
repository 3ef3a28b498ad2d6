/** What answers look like: the domain's results as the wire's JSON. Amounts become credits, instants ISO 8601. */
import type { AccountView, Balance } from '../../domain/account/account.ts';
import { type Grant, remaining } from '../../domain/account/grant.ts';
import type { Hold, HoldDecision } from '../../domain/account/hold.ts';
import type { Limit } from '../../domain/account/limit.ts';
import { costPerDay, creditsPerDayMax, type StandingUsage } from '../../domain/account/standing-usage.ts';
import { type Microcredits, minus, toCredits } from '../../domain/amount.ts';
import type { GateAnswer, Verdict } from '../../domain/decisions/gate.ts';
import type { Refusal, Restore } from '../../domain/decisions/refusal.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import {
  instant,
  publicAutoTopUp,
  publicBalance,
  publicEntry,
  publicHold,
  publicStanding,
} from '../../domain/ledger/public-form.ts';
import { type ProblemCode, problems, problemType } from './problems.ts';

type Json = Record<string, unknown>;

export function accountJson(view: AccountView): Json {
  return {
    accountId: view.accountId,
    planId: view.planId,
    nextPlanId: view.nextPlanId,
    state: view.state,
    exhaustedSince: view.exhaustedSinceMs === undefined ? undefined : instant(view.exhaustedSinceMs),
    closedAt: view.closedAtMs === undefined ? undefined : instant(view.closedAtMs),
    ...publicBalance(view),
    seq: view.seq,
    cycle: { index: view.cycle.index, start: instant(view.cycle.startMs), end: instant(view.cycle.endMs) },
    renewsAt: instant(view.cycle.endMs),
    cycleAnchor: instant(view.anchorMs),
    timeZone: view.timeZone,
    grants: view.grants.map(grantJson),
    autoTopUp: view.autoTopUp === undefined ? undefined : publicAutoTopUp(view.autoTopUp),
  };
}

function grantJson(grant: Grant): Json {
  return {
    grantId: grant.grantId,
    source: grant.source,
    granted: toCredits(grant.granted),
    used: toCredits(grant.used),
    held: toCredits(grant.held),
    remaining: toCredits(remaining(grant)),
    lost: grant.lost === undefined || grant.lost === 0 ? undefined : toCredits(grant.lost),
    expiresAt: instant(grant.expiresAtMs),
  };
}

/** The answer to a change: the entry in short, what paid for it, how it was priced, and the balance it left. */
export function receiptJson(entry: Entry): Json {
  const shown = publicEntry(entry);
  return {
    entry: { ...Object.fromEntries(inReceipt.map((name) => [name, shown[name]])), hash: entry.hash },
    slices: shown['slices'],
    lines: shown['lines'],
    rateCard: entry.rateCard,
    balance: balanceJson(entry.after),
  };
}

const inReceipt = [
  'accountId',
  'seq',
  'type',
  'at',
  'credits',
  'category',
  'dimensions',
  'occurredAt',
  'expiresAt',
  'planId',
  'effectiveAt',
  'packId',
  'paymentId',
  'reverses',
  'uncovered',
  'repaidDebt',
  'repaidOverrun',
  'uncoveredBefore',
  'returned',
  'decision',
  'late',
  'limit',
  'kept',
  'standing',
  'autoTopUp',
  'reason',
  'actor',
];

/** The answer to a change of a hold: the receipt, and the hold as it is now. */
export function holdReceiptJson(entry: Entry): Json {
  return { ...receiptJson(entry), hold: entry.hold === undefined ? undefined : publicHold(entry.hold) };
}

/** Whether the work may go on, and its hold. */
export function holdReportJson({ hold, decision }: { readonly hold: Hold; readonly decision: HoldDecision }): Json {
  return { decision, hold: publicHold(hold) };
}

export function holdPageJson({
  holds,
  nextCursor,
}: {
  readonly holds: readonly Hold[];
  readonly nextCursor?: string;
}): Json {
  return { holds: holds.map(publicHold), nextCursor };
}

export function limitsJson({ limits }: { readonly limits: readonly Limit[] }): Json {
  return {
    limits: limits.map(({ limitId, category, dimension, credits, used, held }) => ({
      limitId,
      category,
      dimension,
      credits: toCredits(credits),
      used: toCredits(used),
      held: toCredits(held),
    })),
  };
}

export function balanceJson(balance: Balance): Json {
  return publicBalance(balance);
}

export function ledgerPageJson({
  entries,
  nextCursor,
}: {
  readonly entries: readonly Entry[];
  readonly nextCursor?: string;
}): Json {
  return { entries: entries.map(entryJson), nextCursor };
}

/** A whole entry, with the hash that seals it. */
export function entryJson(entry: Entry): Json {
  return { ...publicEntry(entry), hash: entry.hash };
}

export function gateJson({ verdicts, available, restore }: GateAnswer): Json {
  return {
    ai: verdictJson(verdicts.ai),
    infrastructure: verdictJson(verdicts.infrastructure),
    platform: verdictJson(verdicts.platform),
    read: { allowed: true },
    available: toCredits(available),
    restore: restore === undefined ? undefined : restoreJson(restore),
  };
}

function verdictJson(verdict: Verdict): Json {
  if (verdict.isAllowed) return { allowed: true };
  const { reason, effect, sinceMs, limitId } = verdict;
  return { allowed: false, reason, effect, limitId, since: sinceMs === undefined ? undefined : instant(sinceMs) };
}

export function standingUsagesJson({ standing, accruedAtMs, accruing }: StandingUsages): Json {
  return {
    standingUsages: standing.map((usage) => ({
      ...publicStanding(usage),
      rateCard: usage.tariff.rateCard,
      creditsPerDay: toCredits(costPerDay(usage.quantity, usage.tariff) ?? creditsPerDayMax),
    })),
    accruedAt: instant(accruedAtMs),
    accruing: toCredits(accruing),
  };
}

export interface StandingUsages {
  readonly standing: readonly StandingUsage[];
  readonly accruedAtMs: number;
  readonly accruing: Microcredits;
}

export function restoreJson({ packs, renewsAtMs }: Restore): Json {
  return {
    packs: packs.map(({ packId, credits }) => ({ packId, credits: toCredits(credits) })),
    renewsAt: instant(renewsAtMs),
  };
}

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
