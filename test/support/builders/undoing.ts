/** Sequences of one account in which much is undone, from a seed: debits, work, what is kept, packs, and all that takes them back. */
import type { Account } from '../../../shared/domain/account/account.ts';
import { type Hold, noDueHolds } from '../../../shared/domain/account/hold.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type Mark, marksOf } from '../../../shared/domain/ledger/mark.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { withHolds } from '../../../shared/storage/due-holds.ts';
import { seedDecider } from '../engines/faulty-table.ts';
import { decideOpen } from './decisions.ts';
import { catalogueOf, changeOf, context, credits, dayMs, plan, requestNamed, startMs } from './fixtures.ts';
import type { Random } from './undoing-steps.ts';
import { pick, ways } from './undoing-steps.ts';

/** One that forgives overrun and one that carries it over. */
const catalogues = (['forgive', 'carry'] as const).map((policy) =>
  catalogueOf(plan({ credits: credits(100), overrun: { policy, cap: credits(60) } })),
);

export interface Undoing {
  readonly account: Account;
  readonly entries: readonly Entry[];
}

export interface Terms {
  readonly steps: number;
  /** Up to a month between steps, so that cycles end; a day when false. */
  readonly isLong: boolean;
  /** Told after each step, with the entries that it added. */
  readonly after?: (account: Account, added: readonly Entry[]) => void;
}

export function playUndoing(seed: number, { steps, isLong, after = () => {} }: Terms): Undoing {
  const random = seedDecider(seed);
  const plans = catalogues[seed % catalogues.length] ?? catalogueOf(plan());
  const command = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
  const opening = changeOf(decideOpen(undefined, command, { nowMs: startMs, plans }));
  let { account } = opening;
  const entries: Entry[] = [opening.entry];
  const marks = new Map<string, Mark>();
  const holds = new Map<string, Hold>();
  after(account, entries);
  let nowMs = startMs;
  for (let index = 0; index < steps; index += 1) {
    nowMs += waitMs(random, isLong);
    const dueHolds = withHolds(noDueHolds, entries);
    const current = advance(account, { nowMs, plans, rateCards: [], dueHolds });
    for (const { hold } of current.entries) if (hold !== undefined) holds.set(hold.holdId, hold);
    const known = [...entries, ...current.entries];
    const now = context(nowMs, {
      plans,
      marks,
      entry: (seq) => known[seq - 1],
      hold: (holdId) => holds.get(holdId),
    });
    const request = requestNamed(`key ${index}`);
    const step = { account: current.account, random, request, now, entries: known, holds: [...holds.values()] };
    const decision = pick(random, ways)(step);
    if (decision?.kind !== 'change') continue;
    const added = [...current.entries, ...(decision.before ?? []), decision.entry];
    account = decision.account;
    entries.push(...added);
    for (const entry of added) {
      for (const [mark, found] of marksOf(entry)) marks.set(mark, found);
      if (entry.hold !== undefined) holds.set(entry.hold.holdId, entry.hold);
    }
    after(account, added);
  }
  return { account, entries };
}

function waitMs(random: Random, isLong: boolean): number {
  const dice = random();
  if (dice < 0.7) return 1 + Math.floor(random() * 60_000);
  return 1 + Math.floor(random() * (isLong && dice > 0.93 ? 30 * dayMs : dayMs / 4));
}
