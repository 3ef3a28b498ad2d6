/**
 * The facts that a decision is given besides its command and the account. "Not there" and "nobody looked" are both nothing, and the
 * one taken for the other reverses a debit twice: so a command says what has to be looked up, and whoever asks for anything
 * else meets a throw.
 */
import type { Hold } from '../account/hold.ts';
import type { Microcredits } from '../amount.ts';
import type { PlanCatalogue } from '../catalogue/plan.ts';
import type { RateCard } from '../catalogue/rate-card.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Mark } from '../ledger/mark.ts';

/** The things that a command must look up: storage reads it after the account, and before the decision. */
export interface Needs {
  /** Natural keys besides the caller's own: a payment, a debit's reversal. */
  readonly marks?: readonly string[];
  /** An entry, by its number. */
  readonly entrySeq?: number;
  readonly holdId?: string;
  /** Credits that are to be taken: where fewer are available, the open holds are looked up, for the refusal to say when they end. */
  readonly taking?: Microcredits;
}

/** The results of looking. Each answers undefined for what isn't there. */
export interface Findings {
  /** Which entry carries a natural key. */
  readonly mark: (mark: string) => Mark | undefined;
  /** That entry. */
  readonly markedEntry: (mark: string) => Entry | undefined;
  readonly entry: (seq: number) => Entry | undefined;
  /** A hold, as it is. */
  readonly hold: (holdId: string) => Hold | undefined;
  /** Holds that are open, soonest end first, as far as they are known; none where there was enough without them. */
  readonly openHolds: () => readonly Hold[];
}

/** The questions that may be asked once a need is named. */
interface Answers {
  readonly marks: 'mark' | 'markedEntry';
  readonly entrySeq: 'entry';
  readonly holdId: 'hold';
  readonly taking: 'openHolds';
}
type AnswersTo = { readonly [Need in keyof Needs]-?: Answers[Need] };

/** The part of what was found that a command's needs name. Anything else doesn't compile. */
export type FindingsFor<N extends Needs> = Pick<Findings, AnswersTo[keyof N & keyof Needs]>;

/** The rules that hold at a decision's time. */
export interface Rules {
  /** The clock's time, or the newest entry's if that is later. */
  readonly nowMs: number;
  readonly plans: PlanCatalogue;
  /** The rate cards that came into effect since standing usage was last charged. */
  readonly rateCards: readonly RateCard[];
}

/** All that a decision may look at besides its command and the account. */
export interface DecisionContext extends Rules, Findings {}

/** The facts that are known of a ledger, as it is asked for. */
export function findingsIn({
  mark,
  entry,
  hold,
  openHolds = () => [],
}: Omit<Findings, 'markedEntry' | 'openHolds'> & Partial<Pick<Findings, 'openHolds'>>): Findings {
  const markedEntry = (name: string): Entry | undefined => {
    const marked = mark(name);
    return marked && entry(marked.seq);
  };
  return { mark, markedEntry, entry, hold, openHolds };
}

/** Answers what was looked up, and throws when asked for anything else. */
export function guardFindings({ marks = [], entrySeq, holdId, taking }: Needs, found: Findings): Findings {
  const sure = (isLookedUp: boolean, what: string): void => {
    if (!isLookedUp) throw new TypeError(`${what} was not looked up: the command's needs don't name it`);
  };
  return {
    mark: (name) => {
      sure(marks.includes(name), `the mark ${name}`);
      return found.mark(name);
    },
    markedEntry: (name) => {
      sure(marks.includes(name), `the mark ${name}`);
      return found.markedEntry(name);
    },
    entry: (seq) => {
      sure(seq === entrySeq, `entry ${seq}`);
      return found.entry(seq);
    },
    hold: (id) => {
      sure(id === holdId, `the hold ${id}`);
      return found.hold(id);
    },
    openHolds: () => {
      sure(taking !== undefined, 'what is open');
      return found.openHolds();
    },
  };
}
