/**
 * A past replayed by the decisions that run the service, under other terms. Two courses:
 *
 * - `as-it-was`: plan changes, purchases and what was paid back happen as they did. It arrives at the real ledger, to the
 *   microcredit, or there is no judging by it.
 * - `on-plan`: one plan throughout. Usage and an operator's adjustments happen as they did. What was bought is left out;
 *   instead, wherever something finds too few credits, the cheapest offer of the plan's packs that covers what is missing is
 *   bought just before it: the offer that a quote names. Nothing is bought ahead, as nobody knows what comes next. Debits of
 *   a few hours are judged together (see `compaction.ts`).
 */

import { nothingAhead, type StandingUsage } from '../account/standing-usage.ts';
import type { Entry } from '../ledger/entry.ts';
import { accrue } from '../transitions/accrue.ts';
import { ask } from './ask.ts';
import { compact } from './compaction.ts';
import { type Happening, happeningsIn } from './happenings.ts';
import type { PastCycles } from './past-cycles.ts';
import { beginRun, bringTo, buyFor, type Course, keep, leaveUnserved, type Run, type UnservedUse } from './run.ts';

export interface ReplayResult {
  readonly entries: readonly Entry[];
  readonly unserved: readonly UnservedUse[];
}

export function replay(past: PastCycles, course: Course): ReplayResult {
  const run = beginRun(past, course);
  const happenings = happeningsIn(past.entries);
  for (const happening of course.kind === 'on-plan' ? compact(happenings) : happenings) happen(run, happening);
  const last = past.cycles.at(-1);
  if (last !== undefined) bringTo(run, last.endMs);
  return { entries: run.entries, unserved: [...run.unserved.values()] };
}

function happen(run: Run, happening: Happening): void {
  const { atMs } = happening;
  switch (happening.kind) {
    case 'asked':
      bringTo(run, atMs);
      ask(run, happening.entry);
      return;
    case 'hold-expired': {
      const { entry } = happening;
      bringTo(run, atMs);
      if (entry.hold !== undefined && !run.holdIds.has(entry.hold.holdId)) leaveUnserved(run, entry);
      return;
    }
    case 'keeping':
      bringTo(run, atMs);
      run.account = { ...run.account, standing: [standingOver(happening)], accruedAtMs: atMs };
      return;
    case 'kept':
      bringTo(run, atMs - 1);
      buyFor(run, happening.credits, atMs - 1);
      bringTo(run, atMs);
      keep(run, accrue(run.account, atMs, []));
      run.account = { ...run.account, standing: [] };
      return;
    default:
      happening satisfies never;
  }
}

/** One unit whose price is the span's credits for the span's time: charged for all of it, or for each part its share. */
function standingOver({ atMs, untilMs, credits }: Extract<Happening, { kind: 'keeping' }>): StandingUsage {
  const tariff = { credits, per: 1, unitMs: untilMs - atMs, rateCard: '' };
  return { usageId: 'kept', sku: 'kept', quantity: 1_000_000n, tariff, ahead: nothingAhead };
}
