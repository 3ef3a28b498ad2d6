/**
 * Carries out the first changes of a group, as many as fit one write: in rounds of three steps. What is known of the account
 * (`sight`), what to do about it (`nextStep`, which waits for nothing), and doing it (`carriedOut`). A round that did not
 * come to the end has at least learned something: the next begins with it.
 */
import { present } from '../domain/present.ts';
import type { LoadedAccount } from './account-item.ts';
import { createCarryOut } from './carry-out.ts';
import type { CatalogueStore } from './catalogue.ts';
import type { Change } from './change-outcome.ts';
import { nextStep } from './next-step.ts';
import type { AnsweredGroup, Attempt, Step, StepOutcome, View } from './round.ts';
import { createSight } from './sight.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { createWarmAccounts } from './warm-accounts.ts';

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
  { sleep, random, monotonicMs }: Surroundings,
): (accountId: string, group: readonly Change[], known: LoadedAccount | undefined) => Promise<AnsweredGroup> {
  const sight = createSight(table, catalogue);
  const carryOut = createCarryOut(table);
  const warm = createWarmAccounts();

  return async (accountId, group, known) => {
    const startedMs = monotonicMs();
    const view =
      known === undefined ? firstView(accountId, group, startedMs) : ({ kind: 'known', loaded: known } as const);
    let attempt: Attempt = { accountId, group, view, ownWrites: new Map(), losses: 0 };
    let tries = 0;
    let writes = 0;
    let steps = 0;
    const isTimeLeft = (): boolean => monotonicMs() - startedMs < (steps > 0 ? overduePatienceMs : patienceMs);
    for (let round = 0; round < roundsMax + steps && tries < triesMax && isTimeLeft(); round += 1) {
      const step = nextStep(await sight(attempt), attempt);
      if (attempt.view.kind === 'warm' && step.kind !== 'append') {
        attempt = { ...attempt, view: { kind: 'unsure' } };
        continue;
      }
      if ('ownWrites' in step) attempt = { ...attempt, ownWrites: new Map([...attempt.ownWrites, ...step.ownWrites]) };
      const outcome = await carryOut(step, attempt);
      writes += writesIn(step, outcome);
      switch (outcome.kind) {
        case 'answered':
          warm.set(accountId, outcome.answered.loaded, { atMs: monotonicMs(), writes });
          return outcome.answered;
        case 'seen':
          if (outcome.isOverdue) steps = Math.min(steps + 1, overdueStepsMax);
          attempt = afterSight(attempt, outcome.loaded, outcome.after);
          break;
        case 'lost':
          if (outcome.isWhole) tries += 1;
          if (outcome.isOverdue) steps = Math.min(steps + 1, overdueStepsMax);
          attempt = afterLoss(attempt, outcome);
          break;
        case 'in-doubt':
          await sleep(pauseMs(tries, random()));
          tries += 1;
          attempt = { ...attempt, view: { kind: 'unsure' } };
          break;
        case 'busy':
          await sleep(lookMs * (0.5 + random()));
          attempt = stoodBack(attempt, outcome);
          break;
        default:
          outcome satisfies never;
      }
    }
    warm.set(accountId, undefined, { atMs: startedMs, writes });
    throw new StoreUnavailable('the account was too busy');
  };

  /** A plain debit of an account without limits asks for nothing that has to be known; but who is alone may save a filing. */
  function firstView(accountId: string, group: readonly Change[], atMs: number): View {
    const found = warm.get(accountId, group, atMs);
    if (found === undefined) return { kind: 'unread' };
    const { loaded, isAlone } = found;
    const isBlind = !isAlone && loaded.escrow?.rules === 0 && group.every(({ append }) => append?.kind === 'debit');
    return isBlind ? { kind: 'unread' } : { kind: 'warm', loaded, isAlone };
  }
}

/** Writes of the account's item that were stored. */
function writesIn({ kind }: Step, outcome: StepOutcome): number {
  if (outcome.kind === 'answered') return kind === 'replace' ? 1 : 0;
  if (outcome.kind !== 'seen' || kind === 'verify') return 0;
  return outcome.after === undefined ? 1 : 2;
}

function afterSight(attempt: Attempt, loaded: LoadedAccount | undefined, after?: LoadedAccount): Attempt {
  return { ...attempt, view: { kind: 'fresh', loaded }, ...present({ after }) };
}

/** Goes on from a lost race. What came back is newer than what was decided on: it is decided on at once, never after a pause. */
function afterLoss(attempt: Attempt, { existing, isWhole }: Extract<StepOutcome, { kind: 'lost' }>): Attempt {
  const losses = attempt.losses + (isWhole ? 1 : 0);
  return {
    ...attempt,
    losses,
    view: existing === undefined ? { kind: 'unsure' } : { kind: 'fresh', loaded: existing },
  };
}

function stoodBack(attempt: Attempt, { fullAtFilings }: Extract<StepOutcome, { kind: 'busy' }>): Attempt {
  return { ...attempt, view: { kind: 'unsure' }, ...present({ fullAtFilings }) };
}

/** Full jitter over a window that doubles up to half a second: whoever waits for the same store spreads out. */
function pauseMs(tries: number, random: number): number {
  return random * Math.min(500, 8 * 2 ** tries);
}
