/** A history of one account by a seed, told step by step, and everything that is read from where it ends. */
import type { Account } from '../../../shared/domain/account/account.ts';
import { type Hold, noDueHolds } from '../../../shared/domain/account/hold.ts';
import { viewAtOpening } from '../../../shared/domain/decisions/open-account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type Mark, marksOf } from '../../../shared/domain/ledger/mark.ts';
import { advance, dueAtMs } from '../../../shared/domain/transitions/advance.ts';
import { withHolds } from '../../../shared/storage/due-holds.ts';
import { seedDecider } from '../engines/faulty-table.ts';
import { decideOpen } from './decisions.ts';
import { changeOf, context, dayMs, requestNamed, startMs } from './fixtures.ts';
import { plans, rememberedForm, views } from './told-state.ts';
import { digest, tell } from './told-values.ts';
import { drawDecision, variedCards } from './varied-commands.ts';

const stepsPerHistory = 60;
const zones = ['UTC', 'America/New_York', 'Australia/Lord_Howe'];

export interface HistoryRecord {
  /** A digest of what came of each step, then of each view of the end. */
  readonly digests: readonly string[];
  /** The texts digested, for whoever looks for a difference. */
  readonly texts: readonly string[];
  readonly account: Account;
  readonly entries: readonly Entry[];
}

export function tellHistory(seed: number): HistoryRecord {
  const random = seedDecider(seed);
  const timeZone = zones[seed % zones.length] ?? 'UTC';
  const opening = {
    ...requestNamed('open'),
    accountId: `acct-${seed}`,
    planId: 'team',
    anchorMs: startMs - 3 * dayMs,
    timeZone,
  };
  const opened = changeOf(decideOpen(undefined, opening, { nowMs: startMs, plans }));
  let account = opened.account;
  const entries: Entry[] = [opened.entry];
  const marks = new Map<string, Mark>();
  const texts: string[] = [tell(opened.entry), tell(viewAtOpening(opened.entry))];
  let nowMs = startMs;
  for (let step = 0; step < stepsPerHistory; step += 1) {
    nowMs += waitMs(random);
    const rateCards = variedCards;
    const dueHolds = withHolds(noDueHolds, entries);
    const current = advance(account, { nowMs, plans, rateCards, dueHolds });
    const all = [...entries, ...current.entries];
    const holds = new Map(
      all.flatMap(({ hold }): [string, Hold][] => (hold === undefined ? [] : [[hold.holdId, hold]])),
    );
    const now = context(Math.max(nowMs, current.account.lastAtMs), {
      plans,
      rateCards,
      marks: new Map(marks),
      entry: (seq) => entries.find((entry) => entry.seq === seq),
      hold: (holdId) => holds.get(holdId),
    });
    const drawing = { random, key: `key ${step}`, seq: entries.length, holdIds: [...holds.keys()] };
    const decision = drawDecision(current.account, drawing, now);
    const { entries: expired, isCurrent } = current;
    texts.push(tell({ decision, due: dueAtMs(current.account), isCurrent, expired }) + rememberedForm(decision, nowMs));
    entries.push(...current.entries);
    account = current.account;
    if (decision.kind !== 'change') continue;
    account = decision.account;
    entries.push(...(decision.before ?? []), decision.entry);
    for (const [mark, found] of marksOf(decision.entry)) marks.set(mark, found);
  }
  texts.push(...views(account, entries, nowMs));
  return { digests: texts.map(digest), texts, account, entries };
}

/** Mostly moments, at times hours, now and then weeks. */
function waitMs(random: () => number): number {
  const dice = random();
  const most = dice < 0.7 ? 60_000 : dice < 0.93 ? dayMs / 3 : 20 * dayMs;
  return 1 + Math.floor(random() * most);
}
