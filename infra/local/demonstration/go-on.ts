/**
 * Goes on with the demonstration from its end to the present, by requests as anyone's, on the clock that is moved for it: so few that a
 * start stays short, the more the nearer the present. At the present every account stands where the demonstration left it, in a cycle of its
 * own since then.
 */
import { routes } from '../../../shared/contract/routes/routes.ts';
import { cycleAt } from '../../../shared/domain/cycle.ts';
import { dayMs, hourMs } from '../../../shared/domain/time.ts';
import { type DemonstrationAccount, demonstrationAccounts } from './accounts.ts';
import { runAway } from './busy-story.ts';
import type { Chapter } from './chapter.ts';
import { finaleOf } from './finale.ts';
import { drawsOf, workOf } from './habits.ts';
import { endMs } from './span.ts';
import type { Teller } from './teller.ts';

/** Nothing is added when the end is nearer than that. */
const leastMs = hourMs;
/** The use of the last hours is the finale's. */
const finaleMs = 12 * hourMs;

/** Days that a debit stands for, by how many days ago it was. */
const stretches = [
  { untilDays: 7, days: 1 },
  { untilDays: 42, days: 5 },
  { untilDays: Number.POSITIVE_INFINITY, days: 40 },
] as const;
const instantsMax = 60;
/** The share of a working day's use that a day has, taken over a week. */
const usualShare = 0.8;
/** Credits of each run of the workflow that runs away, and when its last four days have one. */
const runawayCredits = 800;
const runawayEveryMs = 12 * hourMs;
const runawayTimes = 8;

interface Instant {
  readonly atMs: number;
  readonly days: number;
}

/** Moves the clock to the present on the way. Nothing happens to a demonstration that ended less than an hour ago, or ends later. */
export async function goOnUntil(teller: Teller, presentMs: number): Promise<void> {
  if (presentMs - endMs < leastMs) return;
  const chapters = [...dailyUse(presentMs), ...runaway(presentMs), ...demonstrationAccounts.flatMap(finale(presentMs))]
    .filter(({ atMs }) => atMs > endMs)
    .toSorted((a, b) => a.atMs - b.atMs);
  for (const { atMs, tell } of chapters) {
    teller.goTo(atMs);
    await tell(teller);
  }
  teller.goTo(presentMs);
  await teller.settled();
}

/** Where an account stood at the end it stands still, unless it has renewed since. */
function finale(presentMs: number): (account: DemonstrationAccount) => readonly Chapter[] {
  return (account) => {
    const { startMs } = cycleOfPresent(account, presentMs);
    return finaleOf(account.accountId, { hasRenewed: startMs > endMs, fromMs: Math.max(startMs, endMs), presentMs });
  };
}

function cycleOfPresent({ cycleAnchor, timeZone }: DemonstrationAccount, presentMs: number): { startMs: number } {
  return cycleAt({ anchorMs: Date.parse(cycleAnchor), baseIndex: 0, cadence: 'month', timeZone }, presentMs);
}

function runaway(presentMs: number): readonly Chapter[] {
  return Array.from({ length: runawayTimes }, (_, index) => ({
    atMs: presentMs - (index + 0.5) * runawayEveryMs,
    tell: runAway(runawayCredits),
  }));
}

function dailyUse(presentMs: number): readonly Chapter[] {
  const instants = instantsUntil(presentMs);
  const uses = demonstrationAccounts
    .filter(({ accountId }) => accountId !== 'closed')
    .map((account) => useOf(account, instants, presentMs));
  return instants.map((instant) => ({
    atMs: instant.atMs,
    tell: async (teller) => {
      await Promise.all(uses.map((use) => use(teller, instant)));
    },
  }));
}

/** From the last one back to the demonstration's end. */
function instantsUntil(presentMs: number): readonly Instant[] {
  const instants: Instant[] = [];
  let atMs = presentMs - finaleMs;
  while (atMs > endMs && instants.length < instantsMax) {
    const ago = (presentMs - atMs) / dayMs;
    const days = stretches.find(({ untilDays }) => ago < untilDays)?.days ?? 1;
    instants.push({ atMs, days: Math.min(days, (atMs - endMs) / dayMs) });
    atMs -= days * dayMs;
  }
  return instants;
}

type Use = (teller: Teller, instant: Instant) => Promise<void>;

interface Fall {
  /** The credits that are left before the finale. */
  readonly to: number;
  /** The share of its usual use that it has till its last renewal. */
  readonly before: number;
  /** True where it uses no more than usual to come there. */
  readonly isBound?: boolean;
}

/** Accounts that are to stand somewhere at the present. */
const falls: Readonly<Record<string, Fall>> = {
  busy: { to: 6_000 + runawayTimes * runawayCredits, before: 1, isBound: true },
  low: { to: 120, before: 0.9 },
  'at-zero': { to: 140, before: 0.5 },
  overrun: { to: 300, before: 0.8 },
  'in-debt': { to: 200, before: 0.9 },
};

/** One account's debits: as its habits are, and from its last renewal on down to where its finale begins. */
function useOf(account: DemonstrationAccount, instants: readonly Instant[], presentMs: number): Use {
  const { accountId, creditsADay } = account;
  const { startMs } = cycleOfPresent(account, presentMs);
  const fall = falls[accountId];
  const hasRenewed = startMs > endMs;
  const fallDays = instants.filter(({ atMs }) => atMs >= startMs).reduce((sum, { days }) => sum + days, 0);
  let fallADay: number | undefined;
  return async (teller, { atMs, days }) => {
    const draw = drawsOf(`${accountId} ${Math.floor(atMs / dayMs)}`);
    let credits = creditsADay * usualShare * days * (fall?.before ?? 1) * (0.85 + 0.3 * draw());
    if (fall !== undefined && atMs >= startMs) {
      // Exhausted still, and nothing to use before the renewal.
      if (!hasRenewed && isExhausted(accountId)) return;
      fallADay ??= (await leftToUse(teller, accountId, hasRenewed || fall.isBound ? fall.to : fall.to / 4)) / fallDays;
      const most = fallADay * days * (0.75 + 0.25 * draw());
      credits = fall.isBound ? Math.min(credits, most) : most;
    }
    const debits = accountId === 'busy' ? 2 : 1;
    for (let debit = 0; debit < debits && credits >= 0.001; debit += 1) {
      const work = workOf(account, credits / debits, draw);
      await teller.send(routes.debitCredits, { params: { accountId }, body: work, status: 'either' });
    }
  };
}

function isExhausted(accountId: string): boolean {
  return ['at-zero', 'overrun', 'in-debt'].includes(accountId);
}

async function leftToUse(teller: Teller, accountId: string, to: number): Promise<number> {
  const { available = 0 } = await teller.send(routes.readAccount, { params: { accountId } });
  return Math.max(0, available - to);
}
