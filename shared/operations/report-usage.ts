import type { Hold, HoldDecision } from '../domain/account/hold.ts';
import { type Microcredits, noCredits } from '../domain/amount.ts';
import { onAccount, type Request } from '../domain/decisions/decision.ts';
import { type Outcome, refused } from '../domain/decisions/outcome.ts';
import { decideReport } from '../domain/decisions/report-usage.ts';
import type { CreditStore } from '../storage/store.ts';
import type { HeldCharge } from './charging/charge.ts';
import { costOf } from './charging/price-usage.ts';

export interface Report extends Request {
  readonly accountId: string;
  readonly holdId: string;
  readonly charge: HeldCharge;
  readonly leftMin?: Microcredits;
}

export interface ReportAnswer {
  readonly hold: Hold;
  readonly decision: HoldDecision;
}

export async function reportUsage(
  store: CreditStore,
  { charge, accountId, ...rest }: Report,
  nowMs: number,
): Promise<Outcome<ReportAnswer>> {
  const { holdId, idempotencyKey, fingerprint } = rest;
  const priced = 'usage' in charge ? await costOf(store, charge.usage, nowMs) : undefined;
  if (priced?.kind === 'invalid') return priced;
  const cost = priced?.cost;
  if (cost?.kind === 'sku-unknown') return refused({ reason: 'sku-unknown', sku: cost.sku });
  const used = cost === undefined ? ('credits' in charge ? charge.credits : noCredits) : cost.credits;
  const category = cost === undefined ? {} : { category: cost.category };
  const decide = onAccount(decideReport, { ...rest, used, ...category });
  const outcome = await store.change({ accountId, idempotencyKey, fingerprint, nowMs, holdId, decide });
  switch (outcome.kind) {
    case 'reported': {
      const { hold, decision } = outcome;
      return { kind: 'done', value: { hold, decision }, isReplay: false };
    }
    case 'done': {
      const { hold, decision } = outcome.entry;
      if (hold === undefined || decision === undefined) throw new TypeError('an extension names its hold');
      return { kind: 'done', value: { hold, decision }, isReplay: outcome.isReplay };
    }
    case 'refused':
      return outcome;
    case 'unchanged':
    case 'settled':
      throw new TypeError('a report is always answered');
    default:
      return outcome satisfies never;
  }
}
