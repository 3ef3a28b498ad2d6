/** Two months of an account, asked of another plan. */
import type { Pack } from '../../../shared/domain/catalogue/plan.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import { type ReplayResult, replay } from '../../../shared/domain/plan-fit/replay.ts';
import { credits, dayMs, plan, startMs } from './fixtures.ts';
import { play } from './histories.ts';
import { type Command, timeline } from './history-commands.ts';

export const credit = 1_000_000;
const usd = { millionths: 1, currency: 'USD' };
export const ten: Pack = { packId: 'ten', credits: credits(10), price: usd };

/** Two months of an account on a plan of 1,000 credits, as they would have been on one of `amount`. */
export function onPlan(
  told: readonly (readonly [number, Command])[],
  amount: number,
  packs: readonly Pack[] = [ten],
): ReplayResult {
  const last = [62, { kind: 'debit', amount: credit }] as const;
  const { account, entries } = play(timeline([...told, last]));
  const past = pastCycles(
    account,
    entries.filter(({ cycle }) => cycle < account.cycle.index),
  );
  if (past === undefined) throw new Error('no past');
  const other = plan({
    planId: 'other',
    credits: credits(amount),
    packs,
    overrun: { policy: 'forgive', cap: credits(20) },
  });
  return replay(past, { kind: 'on-plan', plan: other, packs });
}

/** Days since the start at which packs were bought, in order. */
export function buy({ entries }: ReplayResult): readonly number[] {
  return entries.filter(({ packId }) => packId !== undefined).map(dayOf);
}

function dayOf({ atMs }: Pick<Entry, 'atMs'>): number {
  return Math.floor((atMs - startMs) / (dayMs / 100) + 0.001) / 100;
}

export function unservedOn({ unserved: all }: ReplayResult): readonly (readonly [number, number])[] {
  return all.map((each) => [dayOf(each), each.credits / credit]);
}

export function debit(amount: number): Command {
  return { kind: 'debit', amount: amount * credit };
}
