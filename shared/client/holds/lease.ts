/**
 * A lease settles many small usages of one account in this process, and tells the service of them slice by slice: one
 * write for as many usages as a slice pays.
 *
 * 1. Only what is set aside is spent: `spend` says yes within the funded slice and no beyond it, at once.
 * 2. Never more than a slice is spent that the service hasn't been told of. When the process is killed, its hold expires
 *    by the clock and is charged with what it was told: that much at most is not charged, and nothing that wasn't spent.
 * 3. When less than `leftMin` is left it asks for more in the background; halfway through a hold's life it opens another.
 * 4. `close` captures exactly what was spent.
 */
import { type Microcredits, microcredits, minus, noCredits, plus, toCredits, total } from '../../domain/amount.ts';
import type { Category } from '../../domain/catalogue/rate-card.ts';
import type { Answer, Problem } from '../credits-client.ts';
import { processSurroundings, unrefTimer } from '../surroundings.ts';
import {
  amountOf,
  authorizeSlice,
  authorizeWhatThereIs,
  extendHold,
  type LeasedHold,
  type LeaseTerms,
  settleHold,
} from './leased-hold.ts';
import type { HoldClient } from './settle-work.ts';

export interface LeaseOptions {
  readonly client: HoldClient;
  readonly accountId: string;
  readonly category: Category;
  /** Credits that one write funds, and the most that goes unbilled when the process is killed. No usage may cost more. */
  readonly slice: number;
  /** Asks for more when less is left; half a slice when left out. */
  readonly leftMin?: number;
  /** The life of each hold: 1 second to 24 hours, 10 minutes when left out. */
  readonly lifeSeconds?: number;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly monotonicMs?: () => number;
  /** Told what went wrong in the background. The lease tries again by itself. */
  readonly onTrouble?: (trouble: unknown) => void;
}

export interface Lease {
  /** Takes credits from what is funded: true when they are spent, false when nothing was. */
  spend(credits: number): boolean;
  /** Credits spent since the lease was opened. */
  spent(): number;
  /** Asks for more now, and says whether there is more. A `spend` that says no asks by itself, once a second. */
  refill(): Promise<boolean>;
  /** Ends it: what was spent is captured, the rest goes back. After `NoAnswer` it may be called again. */
  close(): Promise<LeaseClosing>;
}

export interface LeaseClosing {
  readonly spent: number;
  /** Problems of charges that failed: of holds that had expired, on an account that had nothing left. */
  readonly unsettled: readonly Problem[];
}

/** Between two attempts that brought nothing. */
const retryAfterMs = 1_000;
/** How often in a hold's life an idle lease looks at the time. */
const looksPerLife = 10;

export async function openLease(options: LeaseOptions): Promise<Answer<Lease>> {
  const { slice, leftMin, lifeSeconds = 600, monotonicMs = processSurroundings.monotonicMs } = options;
  const sliceAmount = amountOf(slice);
  const leftAmount = leftMin === undefined ? microcredits(Math.ceil(sliceAmount / 2)) : amountOf(leftMin);
  if (sliceAmount === noCredits || leftAmount === noCredits || leftAmount > sliceAmount)
    throw new RangeError('a lease takes a slice above 0, and a leftMin above 0 that is no larger');
  const terms = { ...options, slice: sliceAmount, leftMin: leftAmount, lifeSeconds, monotonicMs };
  const first = await authorizeWhatThereIs(terms);
  if (first.kind === 'refused') return first;
  return { ...first, value: leaseFrom(first.value, terms, options.onTrouble ?? (() => {})) };
}

interface State {
  current: LeasedHold | undefined;
  /** Spent from no longer, and still to be settled. */
  readonly leaving: LeasedHold[];
  spent: Microcredits;
  readonly unsettled: Problem[];
}

function leaseFrom(first: LeasedHold, terms: LeaseTerms, onTrouble: (trouble: unknown) => void): Lease {
  const { slice, leftMin, lifeSeconds, monotonicMs } = terms;
  const state: State = { current: first, leaving: [], spent: noCredits, unsettled: [] };
  let isClosed = false;
  let working: Promise<boolean> | undefined;
  let askAtMs = Number.NEGATIVE_INFINITY;

  const refill = (): Promise<boolean> => {
    working ??= getMore(terms, state).then(
      (isMore) => {
        working = undefined;
        askAtMs = isMore ? Number.NEGATIVE_INFINITY : monotonicMs() + retryAfterMs;
        return isMore;
      },
      (cause: unknown) => {
        working = undefined;
        askAtMs = monotonicMs() + retryAfterMs;
        throw cause;
      },
    );
    return working;
  };
  const ask = (nowMs: number): void => {
    if (working === undefined && !isClosed && nowMs >= askAtMs) refill().catch(onTrouble);
  };
  const timer = setInterval(
    () => {
      const nowMs = monotonicMs();
      if (state.current === undefined || nowMs >= state.current.renewMs) ask(nowMs);
    },
    (lifeSeconds * 1_000) / looksPerLife,
  );
  unrefTimer(timer);

  return {
    spend: (credits) => {
      const amount = amountOf(credits);
      if (amount > slice) throw new RangeError(`a usage of ${credits} credits is more than the lease’s slice`);
      const { current } = state;
      const nowMs = monotonicMs();
      const isCovered =
        !isClosed &&
        current !== undefined &&
        nowMs < current.endMs &&
        current.used + amount <= current.funded &&
        unreportedCredits(state) + amount <= slice;
      if (isCovered) {
        current.used = plus(current.used, amount);
        state.spent = plus(state.spent, amount);
      }
      if (!isCovered || current.funded - current.used < leftMin) ask(nowMs);
      return isCovered;
    },
    spent: () => toCredits(state.spent),
    refill: async () => !isClosed && (await refill()),
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await working?.catch(onTrouble);
      leave(state);
      await settleLeaving(state);
      return { spent: toCredits(state.spent), unsettled: state.unsettled };
    },
  };
}

/** True when it brought more to spend. */
async function getMore(terms: LeaseTerms, state: State): Promise<boolean> {
  await settleLeaving(state);
  const hold = state.current;
  const nowMs = terms.monotonicMs();
  if (hold === undefined || nowMs >= hold.endMs) return startOver(terms, state);
  // A report names what was used, so a hold that nothing was taken from can't be extended.
  const isStuck = hold.used === noCredits && hold.funded < terms.slice;
  if ((nowMs >= hold.renewMs || isStuck) && (await renew(terms, state))) return true;
  const extended = await extendHold(terms, hold);
  return extended === 'gone' ? startOver(terms, state) : extended === 'more';
}

/** The next hold takes over before the last is settled, where the account has enough for both. */
async function renew(terms: LeaseTerms, state: State): Promise<boolean> {
  const answer = await authorizeSlice(terms);
  if (answer.kind === 'refused') return false;
  leave(state);
  state.current = answer.value;
  await settleLeaving(state);
  return true;
}

/** Settles first, so that what comes back can be set aside anew. */
async function startOver(terms: LeaseTerms, state: State): Promise<boolean> {
  leave(state);
  await settleLeaving(state);
  const answer = await authorizeWhatThereIs(terms);
  if (answer.kind === 'refused') return false;
  state.current = answer.value;
  return true;
}

function leave(state: State): void {
  if (state.current !== undefined) state.leaving.push(state.current);
  state.current = undefined;
}

async function settleLeaving({ leaving, unsettled }: State): Promise<void> {
  for (const hold of [...leaving]) {
    const settlement = await settleHold(hold);
    if ('problem' in settlement && hold.used > noCredits) unsettled.push(settlement.problem);
    leaving.splice(leaving.indexOf(hold), 1);
  }
}

/** Spent, and as far as is known untold. */
function unreportedCredits({ current, leaving }: State): Microcredits {
  const untold = current === undefined ? noCredits : minus(current.used, current.told);
  return leaving.length === 0 ? untold : plus(untold, total(leaving.map(({ used, told }) => minus(used, told))));
}
