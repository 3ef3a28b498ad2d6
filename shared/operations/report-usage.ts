import type { Hold, HoldDecision } from '../domain/account/hold.ts';
import { noCredits } from '../domain/amount.ts';
import { type Outcome, refused } from '../domain/decisions/outcome.ts';
import { type Report, report } from '../domain/decisions/report-usage.ts';
import type { AccountStore } from '../storage/account-store.ts';
import type { Appendable } from '../storage/append-kinds.ts';
import { changeOf, type For } from './charging/change-by.ts';
import type { HeldCharge } from './charging/charge.ts';
import { costOfWork } from './charging/price-usage.ts';

/** The usage of work in progress since it began. */
export type UseSoFar = For<Omit<Report, 'used' | 'category'>> & { readonly charge: HeldCharge };

export interface ReportAnswer {
  readonly hold: Hold;
  readonly decision: HoldDecision;
}

const appended = (command: For<Report>): Appendable => ({ kind: 'report', command });

export async function reportUsage(
  store: AccountStore,
  { charge, ...rest }: UseSoFar,
  nowMs: number,
): Promise<Outcome<ReportAnswer>> {
  const priced = 'usage' in charge ? await costOfWork(store, rest, charge.usage, nowMs) : undefined;
  if (priced?.kind === 'invalid') return priced;
  const cost = priced?.cost;
  if (cost?.kind === 'sku-unknown') return refused({ reason: 'sku-unknown', sku: cost.sku });
  const used = cost === undefined ? ('credits' in charge ? charge.credits : noCredits) : cost.credits;
  const category = cost === undefined ? {} : { category: cost.category };
  const outcome = await store.change(changeOf(report, { ...rest, used, ...category }, { nowMs, appended }));
  switch (outcome.kind) {
    case 'reported': {
      const { hold, decision } = outcome;
      return { kind: 'done', value: { hold, decision }, isReplay: false };
    }
    case 'done': {
      const { hold, decision } = outcome.entry;
      if (hold === undefined || decision === undefined) throw new TypeError('what a report makes names its hold');
      return { kind: 'done', value: { hold, decision }, isReplay: outcome.isReplay };
    }
    case 'refused':
      return outcome;
    case 'unchanged':
    case 'advanced':
      throw new TypeError('a report is always answered');
    default:
      return outcome satisfies never;
  }
}
