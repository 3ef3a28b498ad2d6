/** Random histories of one account, played as storage would: advance, decide, keep what changed. */
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { type Hold, noDueHolds } from '../../../shared/domain/account/hold.ts';
import type { PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type Mark, marksOf } from '../../../shared/domain/ledger/mark.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { withHolds } from '../../../shared/storage/due-holds.ts';
import { decideOpen } from './decisions.ts';
import { catalogueOf, changeOf, context, credits, plan, requestNamed, startMs } from './fixtures.ts';
import type { Command } from './history-commands.ts';
import { decide } from './history-decisions.ts';

const carried = { policy: 'carry', cap: credits(500) } as const;
const forgiven = { policy: 'forgive', cap: credits(200) } as const;

/** Plans of three sizes, one of which carries overrun over, and one of another cycle. */
export const historyPlans = catalogueOf(
  plan({ overrun: forgiven }),
  plan({ planId: 'small', credits: credits(100) }),
  plan({ planId: 'large', credits: credits(7_000), overrun: carried }),
  plan({ planId: 'weekly', credits: credits(70), cadence: 'week' }),
);

export interface History {
  readonly account: Account;
  readonly entries: readonly Entry[];
  /** The view that a read before each step showed: the balance, and the ledger with what was due. */
  readonly seen: readonly { readonly atMs: number; readonly ledger: readonly Entry[]; readonly available: number }[];
}

export function play(commands: readonly Command[], plans: PlanCatalogue = historyPlans): History {
  const command = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
  const opening = changeOf(decideOpen(undefined, command, { nowMs: startMs, plans }));
  let account = opening.account;
  const entries: Entry[] = [opening.entry];
  const marks = new Map<string, Mark>();
  const seen: History['seen'][number][] = [];
  let nowMs = startMs;
  const holdsOf = (all: readonly Entry[]): ReadonlyMap<string, Hold> =>
    new Map(all.flatMap(({ hold }) => (hold === undefined ? [] : [[hold.holdId, hold] as const])));
  for (const [index, next] of commands.entries()) {
    nowMs += next.kind === 'wait' ? next.ms : 1;
    const current = advance(account, {
      nowMs,
      plans,
      rateCards: [],
      dueHolds: withHolds(noDueHolds, entries),
    });
    const holds = holdsOf([...entries, ...current.entries]);
    const { available } = balanceOf(current.account);
    seen.push({ atMs: nowMs, ledger: [...entries, ...current.entries], available });
    const now = context(nowMs, {
      plans,
      marks: new Map(marks),
      entry: (seq) => entries.find((entry) => entry.seq === seq),
      hold: (holdId) => holds.get(holdId),
    });
    const step = { now, request: requestNamed(`key ${index}`), seq: entries.length, holdIds: [...holds.keys()] };
    const decision = decide(current.account, next, step);
    if (decision?.kind !== 'change') continue;
    account = decision.account;
    entries.push(...current.entries, ...(decision.before ?? []), decision.entry);
    for (const [mark, found] of marksOf(decision.entry)) marks.set(mark, found);
  }
  return { account, entries, seen };
}
