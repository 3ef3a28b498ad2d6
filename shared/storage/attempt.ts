/**
 * Carries out the first changes of a group, as many as fit one write: in rounds of three steps. What is known of the account
 * (`sight`), what to do about it (`nextStep`, which waits for nothing), and doing it (`carriedOut`). A round that did not
 * come to the end has at least learned something: the next begins with it.
 */

import { present } from '../domain/present.ts';
import type { LoadedAccount } from './account-item.ts';
import { afterOutcome } from './after-outcome.ts';
import { amountOf } from './append-kinds.ts';
import { createCarryOut } from './carry-out.ts';
import type { CatalogueStore } from './catalogue.ts';
import type { Change } from './change-outcome.ts';
import { nextStep } from './next-step.ts';
import { createRecentKeys } from './recent-keys.ts';
import type { RequestClock } from './request-clock.ts';
import { retryPauseMs, throttledTriesMax } from './retry-pause.ts';
import type { AnsweredGroup, Attempt, Step, StepOutcome, View } from './round.ts';
import { createSight } from './sight.ts';
import { AccountThrottled, StoreUnavailable, type Table } from './table.ts';
import { createWarmAccounts, type WarmAccounts } from './warm-accounts.ts';

/** The surroundings that the write path takes from outside, so that a simulation can give it instead. */
export interface Surroundings {
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 up to 1. */
  readonly random: () => number;
  /** A clock that only goes forward, for giving up in time. */
  readonly monotonicMs: () => number;
}

/** Writes of the whole item, or without an answer, before the caller is told to try again; and rounds in all. */
const triesMax = 12;
const roundsMax = 100;
/** No round starts later than this. One round is four calls at most, so an answer comes before the function's time is up. */
const patienceMs = 6_000;
/**
 * Writes that bring an account forward before a change of it can be decided: many, of one that nobody asked for in years. Each is progress, so that none of them is a try; they end well before the function's time is up. Whoever
 * asks again goes on from there.
 */
const overdueStepsMax = 2_000;
const overduePatienceMs = 10_000;
/** Between looks at an account that appends stand back from. */
const lookMs = 20;

export function createAttempts(
  table: Table,
  catalogue: CatalogueStore,
  { sleep, random, monotonicMs, clock }: Surroundings & { readonly clock: RequestClock },
): (accountId: string, group: readonly Change[], known: LoadedAccount | undefined) => Promise<AnsweredGroup> {
  const recent = createRecentKeys(table);
  const sight = createSight(table, catalogue, recent);
  const carryOut = createCarryOut(table);
  const warm = createWarmAccounts();

  return async (accountId, group, known) => {
    const startedMs = monotonicMs();
    const view =
      known === undefined ? firstView(warm, accountId, group, startedMs) : ({ kind: 'known', loaded: known } as const);
    const aloneAt = warm.aloneAt(accountId);
    const askedMs = Math.max(...group.map(({ nowMs }) => nowMs));
    let attempt: Attempt = {
      accountId,
      group,
      view,
      ownWrites: new Map(),
      losses: 0,
      throttled: 0,
      elapsedMs: 0,
      ...present({ aloneAt }),
    };
    let tries = 0;
    let writes = 0;
    let steps = 0;
    const isTimeLeft = (): boolean => monotonicMs() - startedMs < (steps > 0 ? overduePatienceMs : patienceMs);
    for (let round = 0; round < roundsMax + steps && tries < triesMax && isTimeLeft(); round += 1) {
      const seen = await sight(attempt);
      attempt = { ...attempt, elapsedMs: Math.max(0, clock.nowMs() - askedMs) };
      const step = nextStep(seen, attempt);
      if (attempt.view.kind === 'warm' && step.kind !== 'append') {
        attempt = { ...attempt, view: { kind: 'unsure' } };
        continue;
      }
      if ('ownWrites' in step) attempt = { ...attempt, ownWrites: new Map([...attempt.ownWrites, ...step.ownWrites]) };
      const outcome = await carryOut(step, attempt);
      writes += writesIn(step, outcome);
      if (outcome.kind === 'answered') {
        const { loaded } = outcome.answered;
        warm.set(accountId, loaded, { atMs: monotonicMs(), writes });
        if (loaded !== undefined) recent.see(loaded);
        return outcome.answered;
      }
      if (outcome.kind === 'in-doubt') await sleep(pauseMs(tries, random()));
      if (outcome.kind === 'throttled') await sleep(throttledPauseMs(attempt.throttled + outcome.tries));
      if (outcome.kind === 'busy') await sleep(lookMs * (0.5 + random()));
      if (outcome.kind === 'in-doubt' || (outcome.kind === 'lost' && outcome.isWhole)) tries += 1;
      if ('isOverdue' in outcome) steps = Math.min(steps + 1, overdueStepsMax);
      attempt = afterOutcome(attempt, step, outcome);
    }
    warm.set(accountId, undefined, { atMs: startedMs, writes });
    throw new StoreUnavailable('the account was too busy');
  };

  /** Until an item that is too busy is asked again, by whoever has looked at it. */
  function throttledPauseMs(throttled: number): number {
    if (throttled < throttledTriesMax) return retryPauseMs(throttled, random());
    throw new AccountThrottled('the account was too busy for every try');
  }
}

/** A plain debit of an account without limits asks for nothing that has to be known; but who is alone may save a filing. */
function firstView(warm: WarmAccounts, accountId: string, group: readonly Change[], atMs: number): View {
  const found = warm.get(accountId, group, atMs);
  if (found.kind === 'unknown') return { kind: 'unread' };
  if (found.kind === 'of-no-use') return { kind: 'unsure' };
  const { loaded } = found;
  const isAlone = warm.aloneAt(accountId) === loaded.version;
  const isPlain = loaded.escrow?.rules === 0 && group.every(({ append }) => append?.kind === 'debit');
  if (isAlone || !isPlain) return { kind: 'warm', loaded };
  return { kind: amountTaken(group) > (loaded.escrow?.free ?? 0) ? 'unsure' : 'unread' };
}

function amountTaken(group: readonly Change[]): number {
  return group.reduce((sum, { append, nowMs }) => sum + ((append && amountOf(append, nowMs)) ?? 0), 0);
}

/** Writes of the account's item that were stored. */
function writesIn({ kind }: Step, outcome: StepOutcome): number {
  if (outcome.kind === 'answered') return kind === 'replace' ? 1 : 0;
  if (outcome.kind !== 'seen' || kind === 'verify') return 0;
  return outcome.after === undefined ? 1 : 2;
}

/** Full jitter over a window that doubles up to half a second: whoever waits for the same store spreads out. */
function pauseMs(tries: number, random: number): number {
  return random * Math.min(500, 8 * 2 ** tries);
}
